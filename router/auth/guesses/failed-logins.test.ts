import { expect, test } from 'vitest';
import { FailedLogins } from './failed-logins.ts';

test('guesses at one user are stopped from all addresses but those from where the user has logged in', () => {
  const logins = new FailedLogins();
  logins.succeeded('198.51.100.1', 'ana');
  for (let guess = 0; guess < 59; guess += 1) logins.failed(`203.0.113.${guess}`, 'ana');
  expect(logins.waitSeconds('192.0.2.1', 'ana')).toBe(0);
  logins.failed('203.0.113.59', 'ana');

  expect(logins.waitSeconds('192.0.2.1', 'ana')).toBeGreaterThan(0);
  expect(logins.waitSeconds('192.0.2.1', 'bia')).toBe(0);
  expect(logins.waitSeconds('198.51.100.1', 'ana')).toBe(0);
});

test('who has logged in from an address waits for no guesser there, and may guess less', () => {
  const logins = new FailedLogins();
  logins.succeeded('198.51.100.1', 'ana');
  for (let guess = 0; guess < 30; guess += 1) logins.failed('198.51.100.1', `ninguem${guess}`);

  expect(logins.waitSeconds('198.51.100.1', 'bia')).toBeGreaterThan(0);
  expect(logins.waitSeconds('198.51.100.1', 'ana')).toBe(0);

  for (let guess = 0; guess < 9; guess += 1) logins.failed('198.51.100.1', 'ana');
  expect(logins.waitSeconds('198.51.100.1', 'ana')).toBe(0);
  logins.failed('198.51.100.1', 'ana');
  expect(logins.waitSeconds('198.51.100.1', 'ana')).toBeGreaterThan(0);
});

test('who has logged in from an address is checked before those who never sent wrong credentials, until guessing', () => {
  const logins = new FailedLogins();
  logins.succeeded('198.51.100.1', 'ana');
  for (let guess = 0; guess < 30; guess += 1) logins.failed('198.51.100.1', 'bia');
  const failures = (address: string, user: string) => logins.guesser(address, user).failures;

  expect(failures('198.51.100.1', 'ana')).toBeLessThan(failures('192.0.2.1', 'ana'));
  expect(failures('198.51.100.1', 'bia')).toBe(30);
  for (let guess = 0; guess < 10; guess += 1) logins.failed('198.51.100.1', 'ana');
  expect(failures('198.51.100.1', 'ana')).toBe(failures('192.0.2.1', 'ana'));
  expect(logins.guesser('198.51.100.1', 'ana').block).not.toBe(logins.guesser('198.51.100.1', 'bia').block);
});

test('a guess counts by the hashes that it costs', () => {
  const logins = new FailedLogins();
  for (let guess = 0; guess < 4; guess += 1) logins.failed('192.0.2.1', `ninguem${guess}`, 6);
  expect(logins.waitSeconds('192.0.2.1', 'ana')).toBe(0);
  logins.failed('192.0.2.1', 'ninguem', 6);
  expect(logins.waitSeconds('192.0.2.1', 'ana')).toBeGreaterThan(0);
});

test('who has logged in stays in at home, and is told nothing at an address from where too many were wrong', () => {
  const logins = new FailedLogins();
  logins.succeeded('198.51.100.1', 'ana');
  for (let guess = 0; guess < 29; guess += 1) logins.failed('203.0.113.1', 'ana');
  expect(logins.staysIn('203.0.113.2', 'ana')).toBe(true);
  logins.failed('203.0.113.1', 'ana');

  expect(logins.staysIn('203.0.113.1', 'ana')).toBe(false);
  expect(logins.staysIn('192.0.2.1', 'ana')).toBe(true);
  for (let guess = 0; guess < 30; guess += 1) logins.failed('203.0.113.9', 'ana');
  expect(logins.staysIn('192.0.2.2', 'ana')).toBe(false);
  // From where she has been before others guessed too much.
  for (const address of ['198.51.100.1', '203.0.113.2', '192.0.2.1'])
    expect([logins.staysIn(address, 'ana'), logins.waitSeconds(address, 'ana')]).toEqual([true, 0]);
});

test('attempts without a result count where there were wrong ones, until they end', () => {
  const logins = new FailedLogins();
  const begun = Array.from({ length: 40 }, (_, n) => logins.begin('192.0.2.1', `alguem${n}`));
  expect(logins.waitSeconds('192.0.2.1', 'ana')).toBe(0);
  logins.failed('192.0.2.1', 'bia');
  expect(logins.waitSeconds('192.0.2.1', 'ana')).toBe(1);
  for (const attempt of begun) {
    attempt.end();
    attempt.end();
  }
  expect(logins.waitSeconds('192.0.2.1', 'ana')).toBe(0);
  expect(logins.guesser('192.0.2.1', 'ana').failures).toBe(1);
});
