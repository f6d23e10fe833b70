import { afterAll, beforeAll, expect, inject, onTestFinished, test, vi } from 'vitest';
import { createSchemas, dropSchemas } from '../../../dev/schemas/schemas.ts';
import { startFaultProxy } from '../../../tests/chaos/fault-proxy.ts';
import { testPrefix } from '../../../tests/support/schemas/test-prefix.ts';
import { startTcpProxy, throughProxy } from '../../../tests/support/servers/tcp-proxy.ts';
import { DeadlineExceeded } from '../../errors/client-errors.ts';
import { Deadline } from '../../process/deadlines/deadline.ts';
import { type Database, openDatabase } from '../database.ts';
import { searchesOn } from '../reads/searches.ts';
import type { PoolOptions } from './pool-options.ts';

const SCHEMA = [{ name: 'prazos', databaseName: 'prazos' }];
const prefix = testPrefix();
let url: string;
let observer: Database;
beforeAll(async () => {
  url = (await createSchemas(inject('adminUrl'), SCHEMA, prefix)).get('prazos') ?? '';
  observer = openDatabase({ url: inject('adminUrl'), poolSize: 1 });
});
afterAll(async () => {
  await observer[Symbol.asyncDispose]();
  await dropSchemas(inject('adminUrl'), SCHEMA, prefix);
});

function open(options: Partial<PoolOptions> = {}): Database {
  const database = openDatabase({ url, poolSize: 1, ...options });
  onTestFinished(() => database[Symbol.asyncDispose]());
  return database;
}

/** A statement that takes a minute, found again by its mark. */
const sleep = (mark: string) => `SELECT SLEEP(60) AS ${mark}`;
const running = async (mark: string) =>
  await observer.read(
    "SELECT id FROM information_schema.processlist WHERE info LIKE ? AND info NOT LIKE '%processlist%'",
    [`%${mark}%`],
  );
const begun = (mark: string) => vi.waitFor(async () => expect(await running(mark)).toHaveLength(1), 10_000);
const ended = (mark: string) => vi.waitFor(async () => expect(await running(mark)).toEqual([]), 10_000);
const connectionId = async (database: Database) =>
  (await database.read<{ id: string }>('SELECT CAST(CONNECTION_ID() AS CHAR) AS id', []))[0]?.id;

test('a statement ends at the deadline, at the server too, and its connection is used again', async () => {
  const database = open();
  const before = await connectionId(database);
  const start = performance.now();

  const reading = database.read(sleep('prazo_passado'), [], { deadline: Deadline.after(300) });

  await expect(reading).rejects.toBeInstanceOf(DeadlineExceeded);
  expect(performance.now() - start).toBeLessThan(5_000);
  await ended('prazo_passado');
  expect(await connectionId(database)).toBe(before);
});

test('a statement ends when nobody waits for it any more', async () => {
  const database = open();
  const deadline = Deadline.after(60_000);
  const reading = database.read(sleep('ninguem_espera'), [], { deadline });
  reading.catch(() => {});
  await begun('ninguem_espera');

  deadline.cancel();

  await expect(reading).rejects.toBeInstanceOf(DeadlineExceeded);
  await ended('ninguem_espera');
  expect(await database.read('SELECT 1 AS um', [])).toEqual([{ um: '1' }]);
});

test('a search ends with its request, and lets the next one go on', async () => {
  const searches = searchesOn(open(), { running: 1, waiting: 1, waitMs: 20_000, statementMs: 20_000 });
  const deadline = Deadline.after(60_000);
  const reading = searches.read(sleep('busca_sem_leitor'), [], { deadline });
  reading.catch(() => {});
  await begun('busca_sem_leitor');

  deadline.cancel();

  expect(await searches.read('SELECT 1 AS um', [])).toEqual([{ um: '1' }]);
  await expect(reading).rejects.toBeInstanceOf(DeadlineExceeded);
});

test('a search keeps its turn until the server has ended it, and who waits for a turn waits until the deadline', async () => {
  const schema = [{ name: 'lento', databaseName: 'lento' }];
  const own = (await createSchemas(inject('adminUrl'), schema, prefix)).get('lento') ?? '';
  onTestFinished(() => dropSchemas(inject('adminUrl'), schema, prefix));
  // No connection is left to end a statement over, so that only the server's own limit does.
  await observer.write(`ALTER USER '${prefix}lento'@'%' WITH MAX_USER_CONNECTIONS 2`, []);
  const database = open({ url: own, poolSize: 2 });
  await Promise.all([connectionId(database), connectionId(database)]);
  const searches = searchesOn(database, { running: 1, waiting: 2, waitMs: 20_000, statementMs: 1_500 });
  const gone = Deadline.after(60_000);
  const first = searches.read(sleep('busca_que_continua'), [], { deadline: gone });
  first.catch(() => {});
  await begun('busca_que_continua');

  gone.cancel();
  await expect(first).rejects.toBeInstanceOf(DeadlineExceeded);
  const late = searches.read('SELECT 1', [], { deadline: Deadline.after(50) });
  const second = searches.read(
    "SELECT id FROM information_schema.processlist WHERE info LIKE ? AND info NOT LIKE '%processlist%'",
    ['%busca_que_continua%'],
  );

  await expect(late).rejects.toBeInstanceOf(DeadlineExceeded);
  expect(await running('busca_que_continua')).toHaveLength(1);
  expect(await second).toEqual([]);
});

test('a search whose connection is lost keeps its turn until the server ends it by itself', async () => {
  const { hostname, port } = new URL(url);
  const proxy = await startTcpProxy({ host: hostname, port: Number(port) });
  onTestFinished(() => proxy[Symbol.asyncDispose]());
  const database = open({ url: throughProxy(url, proxy), statementTimeoutMs: 400 });
  const searches = searchesOn(database, { running: 1, waiting: 1, waitMs: 20_000, statementMs: 1_500 });
  const sql = 'SELECT SLEEP(?) AS busca_perdida';
  // It is prepared then.
  await searches.read(sql, [0]);
  proxy.freeze('answers');
  await expect(searches.read(sql, [60])).rejects.toMatchObject({ code: 'STATEMENT_TIMEOUT' });
  proxy.thaw();

  const next = searches.read('SELECT 1 AS um', []);

  expect(await running('busca_perdida')).toHaveLength(1);
  expect(await next).toEqual([{ um: '1' }]);
  expect(await running('busca_perdida')).toEqual([]);
});

test('who waits for a connection waits until the deadline, and takes none afterwards', async () => {
  const database = open({ acquireTimeoutMs: 60_000 });
  const gone = Deadline.after(60_000);
  await database.transaction(async (transaction) => {
    const late = database.read('SELECT 1', [], { deadline: Deadline.after(100) });
    const cancelled = database.read('SELECT 2', [], { deadline: gone });
    cancelled.catch(() => {});
    await expect(late).rejects.toBeInstanceOf(DeadlineExceeded);
    gone.cancel();
    await expect(cancelled).rejects.toBeInstanceOf(DeadlineExceeded);
    await transaction.read('SELECT 3', []);
  });
  expect(await database.read('SELECT 4 AS quatro', [], { deadline: Deadline.after(60_000) })).toEqual([
    { quatro: '4' },
  ]);
});

test('who waits for a connection that is being opened waits until the deadline', async () => {
  const { hostname, port } = new URL(url);
  const proxy = await startTcpProxy({ host: hostname, port: Number(port) });
  onTestFinished(() => proxy[Symbol.asyncDispose]());
  proxy.freeze('everything');
  const database = open({ url: throughProxy(url, proxy), acquireTimeoutMs: 3_000 });
  const gone = Deadline.after(60_000);
  const cancelled = database.read('SELECT 2', [], { deadline: gone });
  cancelled.catch(() => {});

  await expect(database.read('SELECT 1', [], { deadline: Deadline.after(100) })).rejects.toBeInstanceOf(
    DeadlineExceeded,
  );
  gone.cancel();
  await expect(cancelled).rejects.toBeInstanceOf(DeadlineExceeded);
  proxy.thaw();
  expect(await vi.waitFor(() => database.read('SELECT 1 AS um', []), 10_000)).toEqual([{ um: '1' }]);
});

test('a statement whose deadline passes while its database is being closed ends at the server, and no connection stays', async () => {
  const schema = [{ name: 'fim', databaseName: 'fim' }];
  const own = (await createSchemas(inject('adminUrl'), schema, prefix)).get('fim') ?? '';
  onTestFinished(() => dropSchemas(inject('adminUrl'), schema, prefix));
  const database = openDatabase({ url: own, poolSize: 1, statementTimeoutMs: 30_000 });
  const deadline = Deadline.after(60_000);
  const reading = database.read(sleep('fim_da_base'), [], { deadline });
  reading.catch(() => {});
  await begun('fim_da_base');

  const closing = database[Symbol.asyncDispose]();
  deadline.cancel();
  await closing;

  await expect(reading).rejects.toBeInstanceOf(DeadlineExceeded);
  await vi.waitFor(
    async () =>
      expect(
        await observer.read('SELECT id FROM information_schema.processlist WHERE user = ?', [`${prefix}fim`]),
      ).toEqual([]),
    10_000,
  );
}, 20_000);

test('nothing is sent for a request whose time is over', async () => {
  const database = open({ url: 'mysql://ninguem@127.0.0.1:1/nada' });
  await expect(database.read('SELECT 1', [], { deadline: Deadline.after(0) })).rejects.toBeInstanceOf(
    DeadlineExceeded,
  );
});

test('an interruption hits no other statement', async () => {
  const database = open({ poolSize: 4, acquireTimeoutMs: 60_000 });
  let interrupted = 0;
  const numbers = Array.from({ length: 200 }, (_, index) => index);
  const interrupt = async (n: number) => {
    const deadline = Deadline.after(60_000);
    const reading = database.read('SELECT SLEEP(0.002)', [], { deadline }).catch((error) => {
      expect(error).toBeInstanceOf(DeadlineExceeded);
      interrupted += 1;
    });
    // Some are waiting then, some are running, and some have just been answered.
    setTimeout(() => deadline.cancel(), 2 * n);
    await reading;
  };

  // In turns, so that each connection has both.
  const pairs = numbers.map(
    (n) => [database.read<{ n: string }>('SELECT SLEEP(0.001) + ? AS n', [n]), interrupt(n)] as const,
  );
  const answers = await Promise.all(pairs.map(([kept]) => kept));
  await Promise.all(pairs.map(([, other]) => other));

  expect(answers.map(([row]) => Number(row?.n))).toEqual(numbers);
  expect(interrupted).toBeGreaterThan(0);
}, 60_000);

test('a connection that is lost after the deadline is lost without consequences', async () => {
  const proxy = await startFaultProxy(Number(new URL(url).port));
  onTestFinished(() => proxy[Symbol.asyncDispose]());
  const behind = new URL(url);
  behind.host = `127.0.0.1:${proxy.port}`;
  const database = open({ url: behind.href });
  await connectionId(database);
  const unhandled: unknown[] = [];
  const note = (error: unknown) => unhandled.push(error);
  process.on('unhandledRejection', note);
  onTestFinished(() => void process.off('unhandledRejection', note));
  proxy.fault = 'frozen';
  await expect(database.read('SELECT 1', [], { deadline: Deadline.after(50) })).rejects.toBeInstanceOf(
    DeadlineExceeded,
  );

  proxy.fault = null;

  expect(await vi.waitFor(() => database.read('SELECT 1 AS um', []), 10_000)).toEqual([{ um: '1' }]);
  expect(unhandled).toEqual([]);
});

test('a server that does not answer holds nobody beyond the deadline', async () => {
  const { hostname, port } = new URL(url);
  const proxy = await startTcpProxy({ host: hostname, port: Number(port) });
  onTestFinished(() => proxy[Symbol.asyncDispose]());
  const database = open({ url: throughProxy(url, proxy), statementTimeoutMs: 1_000 });
  await connectionId(database);
  proxy.freeze('everything');
  const start = performance.now();

  await expect(database.read('SELECT 1', [], { deadline: Deadline.after(100) })).rejects.toBeInstanceOf(
    DeadlineExceeded,
  );

  expect(performance.now() - start).toBeLessThan(900);
  proxy.thaw();
  expect(await vi.waitFor(() => database.read('SELECT 1 AS um', []), 10_000)).toEqual([{ um: '1' }]);
});
