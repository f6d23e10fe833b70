import fc from 'fast-check';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { createSchemas, dropSchemas } from '../../dev/schemas/schemas.ts';
import { testPrefix } from '../../tests/support/schemas/test-prefix.ts';
import { type Database, openDatabase } from '../database/database.ts';
import { migrate } from '../database/migrations/migrations.ts';
import {
  claim,
  eraseSubject,
  findEarlier,
  fingerprint,
  idempotencia,
  type KeyedRequest,
  remember,
} from './idempotency.ts';

const SCHEMA = [{ name: 'chaves', databaseName: 'chaves' }];
const prefix = testPrefix();
let url: string;
let database: Database;
beforeAll(async () => {
  url = (await createSchemas(inject('adminUrl'), SCHEMA, prefix)).get('chaves') ?? '';
  await migrate(url, idempotencia.migrations);
  database = openDatabase({ url, poolSize: 4 });
});
afterAll(async () => {
  await database[Symbol.asyncDispose]();
  await dropSchemas(inject('adminUrl'), SCHEMA, prefix);
});

const requestNamed = (key: string): KeyedRequest => ({
  user: 'ana',
  mutation: 'criarCliente',
  key,
  fingerprint: fingerprint({ nome: 'Ana' }),
});

async function carryOut(request: KeyedRequest, resourceId: string): Promise<void> {
  await database.transaction(async (transaction) => {
    expect(await claim(transaction, request)).toEqual({ kind: 'none' });
    await remember(transaction, request, { id: resourceId, subject: null });
  });
}

const expire = (key: string) =>
  database.write(
    'UPDATE idempotencia SET expira_em = NOW(3) - INTERVAL 1 SECOND WHERE chave = SHA2(?, 256)',
    [key],
  );

test('what a key stands for outlives the process that carried it out', async () => {
  const request = requestNamed('antes-do-reinicio');
  {
    await using before = openDatabase({ url, poolSize: 1 });
    await before.transaction(async (transaction) => {
      await claim(transaction, request);
      await remember(transaction, request, { id: '7', subject: null });
    });
  }

  await using after = openDatabase({ url, poolSize: 1 });
  expect(await findEarlier(after, request)).toEqual({ kind: 'same', resourceId: '7' });
  expect(await findEarlier(after, { ...request, fingerprint: fingerprint({ nome: 'Bia' }) })).toEqual({
    kind: 'other',
  });
});

test('a key that was rolled back stands for nothing', async () => {
  const request = requestNamed('desfeita-1');
  await database
    .transaction(async (transaction) => {
      await claim(transaction, request);
      throw new Error('rolled back');
    })
    .catch(() => {});

  await carryOut(request, '8');
});

test('of a request about an erased person nothing is left but that its key is taken', async () => {
  const request = {
    ...requestNamed('cadastro-de-ana@exemplo.com.br'),
    fingerprint: fingerprint({ cpf: '1' }),
  };
  await database.transaction(async (transaction) => {
    await claim(transaction, request);
    await remember(transaction, request, { id: '9', subject: '77' });
  });

  await database.transaction((transaction) => eraseSubject(transaction, '77'));

  expect(await findEarlier(database, request)).toEqual({ kind: 'erased' });
  const rows = await database.read('SELECT * FROM idempotencia', []);
  expect(JSON.stringify(rows)).not.toContain('ana@exemplo');
  expect(JSON.stringify(rows)).not.toContain(request.fingerprint);
});

test('an expired key is free again, and is removed by housekeeping; a valid one stays', async () => {
  await carryOut(requestNamed('vencida-1'), '1');
  await carryOut(requestNamed('vencida-2'), '2');
  await carryOut(requestNamed('valida-01'), '3');
  await expire('vencida-1');
  await expire('vencida-2');

  expect(await findEarlier(database, requestNamed('vencida-1'))).toEqual({ kind: 'none' });
  await carryOut(requestNamed('vencida-1'), '4');
  await idempotencia.forgetOld(database);

  const left = await database.read<{ recurso: string }>(
    'SELECT id_recurso AS recurso FROM idempotencia WHERE id_recurso IN (1, 2, 3, 4) ORDER BY recurso',
    [],
  );
  expect(left.map(({ recurso }) => recurso)).toEqual(['3', '4']);
});

test('of requests that come at once, for a new key or an expired one, one takes it and the others find it', async () => {
  await carryOut(requestNamed('vencida-3'), '30');
  await expire('vencida-3');

  for (const key of ['nova-0001', 'vencida-3']) {
    const request = requestNamed(key);
    const outcomes = await Promise.all(
      ['31', '32', '33', '34'].map((id) =>
        database.transaction(async (transaction) => {
          const earlier = await claim(transaction, request);
          if (earlier.kind === 'none') await remember(transaction, request, { id, subject: null });
          return earlier;
        }),
      ),
    );

    const left = await findEarlier(database, request);
    expect(left).toEqual({ kind: 'same', resourceId: expect.stringMatching(/^3[1-4]$/) });
    expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['none', 'same', 'same', 'same']);
    expect(outcomes.filter(({ kind }) => kind === 'same')).toEqual([left, left, left]);
  }
});

test('inputs have the same fingerprint exactly when they are equal, whatever the order of their fields', () => {
  const inputs = fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.integer(), fc.constant(null)));
  fc.assert(
    fc.property(inputs, inputs, (a, b) => {
      const reversed = Object.fromEntries(Object.entries(a).reverse());
      expect(fingerprint(reversed)).toBe(fingerprint(a));
      const equal = JSON.stringify(Object.entries(a).sort()) === JSON.stringify(Object.entries(b).sort());
      expect(fingerprint(a) === fingerprint(b)).toBe(equal);
    }),
  );
});
