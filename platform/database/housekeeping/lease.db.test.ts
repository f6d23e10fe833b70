import { afterAll, beforeAll, beforeEach, expect, inject, test } from 'vitest';
import { createSchemas, dropSchemas } from '../../../dev/schemas/schemas.ts';
import { testPrefix } from '../../../tests/support/schemas/test-prefix.ts';
import { type Database, openDatabase } from '../database.ts';
import { createLeases, type Lease, LeaseLost, tryLease, waitForLease } from './lease.ts';

const SCHEMA = [{ name: 'concessoes', databaseName: 'concessoes' }];
const prefix = testPrefix();
let database: Database;
beforeAll(async () => {
  const url = (await createSchemas(inject('adminUrl'), SCHEMA, prefix)).get('concessoes') ?? '';
  database = openDatabase({ url, poolSize: 8 });
});
beforeEach(async () => {
  await database.write('DROP TABLE IF EXISTS concessao', []);
  await createLeases(database);
});
afterAll(async () => {
  await database[Symbol.asyncDispose]();
  await dropSchemas(inject('adminUrl'), SCHEMA, prefix);
});

/** As if its holder had been killed so long ago, or that one's node had a clock that is so far behind. */
const runOut = (secondsAgo = 61) =>
  database.write('UPDATE concessao SET ate = NOW(3) - INTERVAL ? SECOND', [secondsAgo]);

test.each(['the first ever', 'one that was given back'])(
  'of many at once one gets a lease: %s',
  async (which) => {
    if (which !== 'the first ever') await (await tryLease(database, 'a'))?.[Symbol.asyncDispose]();

    const taken = await Promise.all(Array.from({ length: 6 }, () => tryLease(database, 'a')));
    const [held, ...more] = taken.filter((lease) => lease !== null);
    await using _held = held as Lease;

    expect(held).toBeDefined();
    expect(more).toEqual([]);
    await using other = await tryLease(database, 'b');
    expect(other).not.toBeNull();
  },
);

test('a lease that is given back is free at once, and giving it back late takes it from nobody', async () => {
  const first = (await tryLease(database, 'a')) as Lease;
  await runOut();
  const second = (await tryLease(database, 'a')) as Lease;

  await first[Symbol.asyncDispose]();

  expect(await tryLease(database, 'a')).toBeNull();
  await second.check();
  await second[Symbol.asyncDispose]();
  await using third = await tryLease(database, 'a');
  expect(third).not.toBeNull();
});

test('a holder that was away finds that another has it, and writes nothing under it', async () => {
  await database.write('CREATE TABLE IF NOT EXISTS t (n INT NOT NULL PRIMARY KEY)', []);
  await using first = (await tryLease(database, 'a')) as Lease;
  await runOut();
  await first.check();
  await runOut();
  await using second = (await tryLease(database, 'a')) as Lease;

  await expect(first.check()).rejects.toBeInstanceOf(LeaseLost);
  const late = database.transaction(async (transaction) => {
    await transaction.write('INSERT INTO t VALUES (1)', []);
    await first.fence(transaction);
  });
  await expect(late).rejects.toBeInstanceOf(LeaseLost);
  expect(await database.read('SELECT n FROM t', [])).toEqual([]);
  await database.transaction((transaction) => second.fence(transaction));
});

test('a holder whose node has a clock that is behind keeps its lease, and one of which nothing is heard does not', async () => {
  await using held = (await tryLease(database, 'a')) as Lease;
  await runOut(50);
  expect(await tryLease(database, 'a', 0)).toBeNull();
  await held.check();
  await runOut(50);
  expect(await tryLease(database, 'a', 0)).toBeNull();
  // By whoever has not watched it for so long.
  expect(await tryLease(database, 'a', 60_000)).toBeNull();

  await using next = (await tryLease(database, 'a', 0)) as Lease;

  await next.check();
  await expect(held.check()).rejects.toBeInstanceOf(LeaseLost);
});

test('whoever waits is told so once and gets the lease when it is given back, or null when it is not', async () => {
  const held = (await tryLease(database, 'a')) as Lease;
  let told = 0;
  let isWaiting = () => {};
  const waiting = new Promise<void>((resolve) => {
    isWaiting = resolve;
  });
  expect(await waitForLease(database, 'a', { withinMs: 0 })).toBeNull();

  const waited = waitForLease(database, 'a', {
    withinMs: 20_000,
    onWaiting() {
      told += 1;
      isWaiting();
    },
  });
  await waiting;
  await held[Symbol.asyncDispose]();
  await using lease = await waited;

  expect(lease).not.toBeNull();
  expect(told).toBe(1);
});

test('a wait ends when its process is told to stop', async () => {
  await using _held = (await tryLease(database, 'a')) as Lease;
  const stopping = new AbortController();

  const waited = waitForLease(database, 'a', {
    withinMs: 20_000,
    onWaiting: () => stopping.abort(new Error('stopping')),
    stopping: stopping.signal,
  });

  await expect(waited).rejects.toThrow();
});
