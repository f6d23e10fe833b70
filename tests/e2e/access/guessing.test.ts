import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestNetwork, type TestNetwork } from '../../support/networks/test-network.ts';

let graph: TestNetwork;
beforeAll(async () => {
  graph = await startTestNetwork({ transport: 'direct', env: { TRUSTED_PROXIES: '127.0.0.1' } });
});
afterAll(() => graph[Symbol.asyncDispose]());

async function login(credentials: string, from: string): Promise<number> {
  const headers = { 'x-forwarded-for': from };
  return (await graph.query('{ __typename }', { credentials, headers })).status;
}

test('guessing is stopped by address, and never costs anybody the login they have', async () => {
  expect(await login('leitor:leitor', '192.0.2.1')).toBe(200);
  const guesses = [];
  for (let guess = 0; guess < 31; guess += 1) guesses.push(await login(`atendente:${guess}`, '192.0.2.1'));

  expect(guesses).toEqual([...Array(30).fill(401), 429]);
  expect(await login('admin:admin', '192.0.2.1')).toBe(429);
  expect(await login('leitor:leitor', '192.0.2.1')).toBe(200);
  expect(await login('admin:admin', '192.0.2.2')).toBe(200);
});

test('addresses of one IPv6 network count together', async () => {
  const guesses = [];
  for (let guess = 0; guess < 31; guess += 1)
    guesses.push(await login(`leitor:${guess}`, `2001:db8:0:1::${guess + 1}`));

  expect(guesses.at(-1)).toBe(429);
  expect(await login('admin:admin', '2001:db8:0:2::1')).toBe(200);
});

test('of who is over the limit, a right password is answered as a wrong one, although its user has just logged in', async () => {
  expect(await login('admin:admin', '192.0.2.7')).toBe(200);
  for (let guess = 0; guess < 30; guess += 1) await login(`admin:${guess}`, '203.0.113.7');

  expect(await login('admin:errada', '203.0.113.7')).toBe(429);
  expect(await login('admin:admin', '203.0.113.7')).toBe(429);
  expect(await login('admin:admin', '192.0.2.7')).toBe(200);
  expect(await login('admin:admin', '192.0.2.8')).toBe(200);
});
