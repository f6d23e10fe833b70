import { afterAll, beforeAll, expect, inject, onTestFinished, test } from 'vitest';
import { createSchemas, dropSchemas } from '../../../dev/schemas/schemas.ts';
import { testPrefix } from '../../../tests/support/schemas/test-prefix.ts';
import { startTcpProxy, type TcpProxy, throughProxy } from '../../../tests/support/servers/tcp-proxy.ts';
import { type Database, openDatabase } from '../database.ts';
import { transacao } from '../migrations/commit-marker-table.ts';
import { migrate } from '../migrations/migrations.ts';
import { leaveMarker, wasCommitted } from './commit-marker.ts';
import type { Transaction } from './transaction.ts';

const SCHEMA = [{ name: 'incertas', databaseName: 'incertas' }];
const prefix = testPrefix();
let url: string;
let admin: Database;
beforeAll(async () => {
  url = (await createSchemas(inject('adminUrl'), SCHEMA, prefix)).get('incertas') ?? '';
  await migrate(url, transacao.migrations);
  admin = openDatabase({ url, poolSize: 2 });
  await admin.write('CREATE TABLE linha (chave VARCHAR(40) NOT NULL) ENGINE = InnoDB', []);
});
afterAll(async () => {
  await admin?.[Symbol.asyncDispose]();
  await dropSchemas(inject('adminUrl'), SCHEMA, prefix);
});

async function openBehindProxy(leavesTraces = true): Promise<{ proxy: TcpProxy; database: Database }> {
  const { hostname, port } = new URL(url);
  const proxy = await startTcpProxy({ host: hostname, port: Number(port) });
  onTestFinished(() => proxy[Symbol.asyncDispose]());
  const database = openDatabase({ url: throughProxy(url, proxy), poolSize: 2, leavesTraces });
  onTestFinished(() => database[Symbol.asyncDispose]());
  return { proxy, database };
}

const insert = (transaction: Transaction, chave: string) =>
  transaction.write('INSERT INTO linha (chave) VALUES (?)', [chave]);
const countOf = (chave: string) =>
  admin.read('SELECT 1 FROM linha WHERE chave = ?', [chave]).then((rows) => rows.length);

test.each([
  { when: 'before', attempts: 2 },
  { when: 'after', attempts: 1 },
] as const)(
  'a connection cut $when COMMIT reached the server: the write is done once, and its client hears so',
  async ({ when, attempts }) => {
    const { proxy, database } = await openBehindProxy();
    const chave = `traced ${when}`;
    // So that there is a marker of an earlier transaction too.
    await database.transaction((transaction) => insert(transaction, 'earlier'));
    proxy.cutAt('COMMIT', when);
    let attempted = 0;
    let committed = 0;

    const result = await database.transaction(async (transaction) => {
      attempted += 1;
      transaction.afterCommit(() => {
        committed += 1;
      });
      await insert(transaction, chave);
      return `result ${attempted}`;
    });

    expect({ result, attempted, committed }).toEqual({
      result: `result ${attempts}`,
      attempted: attempts,
      committed: 1,
    });
    expect(await countOf(chave)).toBe(1);
  },
);

test.each(['before', 'after'] as const)(
  'a retryable transaction cut %s COMMIT is run again, and leaves no trace',
  async (when) => {
    const { proxy, database } = await openBehindProxy();
    proxy.cutAt('COMMIT', when);
    const chave = `retryable ${when}`;
    const tracesBefore = await admin.read('SELECT conexao FROM transacao', []);

    const found = await database.transaction(async (transaction) => {
      transaction.markRetryable();
      const rows = await transaction.read('SELECT 1 FROM linha WHERE chave = ?', [chave]);
      if (rows.length === 0) await insert(transaction, chave);
      return rows.length;
    });

    expect(found).toBe(when === 'before' ? 0 : 1);
    expect(await countOf(chave)).toBe(1);
    expect(await admin.read('SELECT conexao FROM transacao', [])).toHaveLength(tracesBefore.length);
  },
);

test.each([false, true])(
  'it is found out also about a COMMIT whose answer is waited for in vain, retryable: %s',
  async (isRetryable) => {
    const { proxy, database } = await openBehindProxy();
    const chave = `in vain ${isRetryable}`;
    // The connection is set up by then, which says READ COMMITTED.
    await database.transaction((transaction) => insert(transaction, 'earlier'));
    proxy.freezeAnswersAfter('COMMIT');

    const outcome = database.transaction(async (transaction) => {
      if (isRetryable) transaction.markRetryable();
      const rows = await transaction.read('SELECT 1 FROM linha WHERE chave = ?', [chave]);
      if (rows.length > 0) return 'repeated';
      await insert(transaction, chave);
      return 'created';
    });
    await expect.poll(() => countOf(chave)).toBe(1);
    proxy.thaw();

    expect(await outcome).toBe(isRetryable ? 'repeated' : 'created');
    expect(await countOf(chave)).toBe(1);
  },
  30_000,
);

test('a transaction that wrote nothing is simply run again', async () => {
  const { proxy, database } = await openBehindProxy(false);
  proxy.cutAt('COMMIT', 'after');

  expect(await database.transaction((transaction) => transaction.read('SELECT 1 AS one', []))).toHaveLength(
    1,
  );
});

test('what a retryable transaction throws does not hide that an earlier attempt may have committed', async () => {
  const { proxy, database } = await openBehindProxy();
  proxy.cutAt('COMMIT', 'after');
  const outcomes: unknown[] = [];
  for (const isFirst of [false, true]) {
    proxy.cutAt('COMMIT', 'before');
    let attempts = 0;
    const failing = database.transaction(async (transaction) => {
      attempts += 1;
      transaction.markRetryable();
      if (attempts === 2 && isFirst) transaction.markFirst();
      if (attempts === 2) throw new Error('refused by a rule');
      await insert(transaction, 'thrown');
    });
    outcomes.push(await failing.catch((error: Error) => error.message));
  }

  expect(outcomes).toEqual([expect.stringContaining('It is not known whether'), 'refused by a rule']);
});

test.each([true, false])(
  'whoever asks for the marker of a transaction that is still open hears what becomes of it, committed: %s',
  async (commits) => {
    const marker = { connection: `open ${commits}`, number: 1 };
    let answer: Promise<boolean> | undefined;
    const open = admin.transaction(async (transaction) => {
      await leaveMarker(transaction, marker);
      await new Promise<void>((asked, failed) => {
        answer = admin.transaction((other) => {
          const outcome = wasCommitted(other, marker);
          asked();
          return outcome;
        });
        answer.catch(failed);
      });
      if (!commits) throw new Error('rolled back');
    });
    await open.catch(() => undefined);

    expect(await answer).toBe(commits);
  },
);

test('without a marker nobody can say', async () => {
  const { proxy, database } = await openBehindProxy(false);
  proxy.cutAt('COMMIT', 'after');

  await expect(database.transaction((transaction) => insert(transaction, 'untraced'))).rejects.toMatchObject({
    extensions: { code: 'OUTCOME_UNKNOWN', retryable: false },
  });
});

test('markers of connections that are long gone are removed, those of this hour are not', async () => {
  await admin.write(
    "INSERT INTO transacao (conexao, numero, em) VALUES ('old', 1, NOW(3) - INTERVAL 61 MINUTE), ('new', 1, NOW(3))",
    [],
  );

  await transacao.forgetOld(admin);

  expect(await admin.read("SELECT conexao FROM transacao WHERE conexao IN ('old', 'new')", [])).toEqual([
    { conexao: 'new' },
  ]);
});
