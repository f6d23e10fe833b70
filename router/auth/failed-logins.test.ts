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
