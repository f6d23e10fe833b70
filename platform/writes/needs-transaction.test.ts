import { expect, expectTypeOf, test } from 'vitest';
import type { Database } from '../database/database.ts';
import type { Statements } from '../database/statements/statements.ts';
import type { Transaction } from '../database/transactions/transaction.ts';
import { claim, eraseSubject, type KeyedRequest, remember } from './idempotency.ts';
import { type Creation, createOnce } from './idempotent-create.ts';
import { lockReference, markGone } from './reference-guard.ts';
import type { VersionChange } from './version-change.ts';

interface Parts {
  pool: Database;
  request: KeyedRequest;
  creation: Creation<object>;
  change: VersionChange<{ versao: number }, string>;
}

/** Nothing here compiles: `tsc` fails when a line does, because what is expected then is not there. */
const WITH_A_POOL: Record<string, (parts: Parts) => unknown> = {
  // @ts-expect-error a pool is no transaction
  lockReference: ({ pool }) => lockReference(pool, 'Cliente', '1'),
  // @ts-expect-error a pool is no transaction
  markGone: ({ pool }) => markGone(pool, 'Cliente', '1'),
  // @ts-expect-error a pool is no transaction
  claim: ({ pool, request }) => claim(pool, request),
  // @ts-expect-error a pool is no transaction
  remember: ({ pool, request }) => remember(pool, request, { id: '1', subject: null }),
  // @ts-expect-error a pool is no transaction
  eraseSubject: ({ pool }) => eraseSubject(pool, '1'),
  // @ts-expect-error a pool is no transaction
  createOnce: ({ pool, request, creation }) => createOnce(pool, request, creation),
  // @ts-expect-error a pool is no transaction
  lock: ({ pool, change }) => change.lock(pool, '1'),
  // @ts-expect-error a pool has nothing that commits
  afterCommit: ({ pool }) => pool.afterCommit(() => {}),
};

test('a pool and a transaction both run statements, and neither stands in for the other', () => {
  expectTypeOf<Database>().toExtend<Statements>();
  expectTypeOf<Transaction>().toExtend<Statements>();
  expectTypeOf<Database>().not.toExtend<Transaction>();
  expectTypeOf<Transaction>().not.toExtend<Database>();
  // Not even something of the same shape.
  expectTypeOf<Pick<Transaction, keyof Transaction>>().not.toExtend<Transaction>();
  expect(Object.keys(WITH_A_POOL)).toHaveLength(8);
});
