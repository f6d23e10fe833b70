import type { FastifyRequest } from 'fastify';
import { expect, test } from 'vitest';
import type { ClientIdentity } from '../usage/client-identity.ts';
import { logRefusedLogins } from './refused-logins.ts';

test('however many names strangers make up, a client is told by its own, and one that cannot be written is not', () => {
  const told: ClientIdentity[] = [];
  const audit = {
    loginRefused: ({ client }: { client: ClientIdentity }) => told.push(client),
    mutation() {},
    denied() {},
  };
  const refuse = logRefusedLogins(audit, { admitsLogin: () => true });
  const refused = (headers: Record<string, string>) =>
    refuse(
      { id: 'pedido-1', ip: '192.0.2.1', headers } as unknown as FastifyRequest,
      null,
      'wrong credentials',
    );

  for (let number = 0; number < 5_000; number += 1) {
    refused({ 'apollographql-client-name': `estranho ${number}` });
  }
  told.length = 0;
  refused({ 'apollographql-client-name': 'loja', 'apollographql-client-version': '1.2' });
  refused({ 'apollographql-client-name': 'x'.repeat(101) });
  refused({});

  expect(told).toEqual([
    { name: 'loja', version: '1.2' },
    { name: '(invalid)', version: null },
    { name: null, version: null },
  ]);
});
