import { type Connection, createConnection } from 'mysql2/promise';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createSchemas } from '../../dev/schemas/schemas.ts';
import { type Database, openDatabase } from '../../platform/database/database.ts';
import { transacao } from '../../platform/database/migrations/commit-marker-table.ts';
import { migrate } from '../../platform/database/migrations/migrations.ts';
import { type ReplicatedServers, startReplicated } from '../support/servers/replicated-servers.ts';

/** Null until they run, and where there is no MariaDB to replicate. */
let running: ReplicatedServers | null = null;
let urls: string[] = [];
beforeAll(async () => {
  running = await startReplicated();
  if (!running) return;
  const schema = [{ name: 'movido', databaseName: 'movido' }];
  const url = (await createSchemas(running.primary.adminUrl, schema)).get('movido') ?? '';
  urls = [running.onReplica(url), url];
  await using primary = openDatabase({ url, poolSize: 1 });
  await primary.write('CREATE TABLE linha (em INT NOT NULL) ENGINE = InnoDB', []);
}, 120_000);
afterAll(() => running?.[Symbol.asyncDispose]());
beforeEach(async ({ skip }) => {
  skip(running === null, 'replication is tried on MariaDB, and this machine has none');
  await using copy = openDatabase({ url: urls[0] ?? '', poolSize: 1 });
  // The schema and its user come to the replica a moment later.
  await expect
    .poll(() => copy.read('SELECT em FROM linha', []).catch(() => null), { timeout: 20_000 })
    .not.toBeNull();
}, 30_000);

type Server = ReplicatedServers['primary'];

async function set(server: Server, settings: string): Promise<void> {
  await using admin = openDatabase({ url: server.adminUrl, poolSize: 1 });
  await admin.write(`SET GLOBAL ${settings}`, []);
}

async function connectionsOf(server: Server): Promise<number> {
  await using admin = openDatabase({ url: server.adminUrl, poolSize: 1 });
  const [row] = await admin.read<{ Value: string }>("SHOW GLOBAL STATUS LIKE 'Connections'", []);
  return Number(row?.Value);
}

/** Which server is asked. */
async function serverOf(database: Pick<Database, 'read'>): Promise<string | undefined> {
  const [row] = await database.read<{ id: string }>('SELECT CAST(@@server_id AS CHAR) AS id', []);
  return row?.id;
}

test('of three hosts the last one is found to take writes, for everything that is asked', async () => {
  if (!running) throw new Error('skipped without servers');
  const [onReplica, onPrimary] = urls;
  const three = [onReplica, onReplica, onPrimary].join(',');
  await using database = openDatabase({ url: three, poolSize: 2 });

  expect(await database.write('DELETE FROM linha WHERE em = 0', [])).toMatchObject({ affectedRows: 0 });
  expect(await serverOf(database)).toBe('1');
  expect(await database.transaction(serverOf)).toBe('1');
  await using migrating = openDatabase({ url: three, poolSize: 1 });
  const [deleted] = await (await migrating.knex()).raw('DELETE FROM linha WHERE em = 0');
  expect(deleted).toMatchObject({ affectedRows: 0 });
  const { ran } = await migrate(three, transacao.migrations);
  expect(ran).toEqual(Object.keys(transacao.migrations));
}, 60_000);

test('a process that only reads follows a switch of the primary', async () => {
  if (!running) throw new Error('skipped without servers');
  const { primary, replica } = running;
  await using database = openDatabase({ url: urls.join(','), poolSize: 3 });
  expect(await serverOf(database)).toBe('1');

  await set(primary, 'read_only = 1');
  await set(replica, 'read_only = 0');

  await expect.poll(() => serverOf(database), { timeout: 10_000 }).toBe('2');
  expect(await database.health()).toBe('ready');
  await set(replica, 'read_only = 1');
  await set(primary, 'read_only = 0');
  await expect.poll(() => serverOf(database), { timeout: 10_000 }).toBe('1');
}, 60_000);

test('while no host takes writes, reads go on over the connections that there are, until one does', async () => {
  if (!running) throw new Error('skipped without servers');
  const { primary, replica } = running;
  await set(primary, 'read_only = 1');
  await using database = openDatabase({ url: urls.join(','), poolSize: 3 });
  const before = (await connectionsOf(primary)) + (await connectionsOf(replica));

  const reads = await Promise.all(Array.from({ length: 60 }, () => serverOf(database)));

  expect(new Set(reads)).toEqual(new Set(['2']));
  const opened = (await connectionsOf(primary)) + (await connectionsOf(replica)) - before;
  // Those of the pool at each server, and again, one each of the watch, and those that count.
  expect(opened).toBeLessThan(3 * 3 + 6);
  await expect.poll(() => database.health(), { timeout: 10_000 }).toBe('read only');
  await expect(database.write('DELETE FROM linha WHERE em = 0', [])).rejects.toMatchObject({ errno: 1290 });
  await set(primary, 'read_only = 0');
  await expect.poll(() => database.health(), { timeout: 10_000 }).toBe('ready');
  expect(await database.transaction(serverOf)).toBe('1');
}, 60_000);

test('a primary that takes no more connections is used over those that there are', async () => {
  if (!running) throw new Error('skipped without servers');
  const { primary } = running;
  const onPrimary = urls[1] ?? '';
  await using database = openDatabase({ url: [...urls].reverse().join(','), poolSize: 10 });
  const ids = (count: number) =>
    Promise.all(
      Array.from({ length: count }, async () => {
        const sql = 'SELECT CAST(CONNECTION_ID() AS CHAR) AS id, SLEEP(0.3) AS pause';
        return (await database.read<{ id: string }>(sql, []).catch(() => []))[0]?.id ?? 'refused';
      }),
    );
  const before = new Set(await ids(3));
  await set(primary, 'max_connections = 16');
  const others: Connection[] = [];
  const isFull = async () => {
    try {
      others.push(await createConnection(onPrimary));
      return false;
    } catch {
      return true;
    }
  };
  await expect.poll(isFull, { interval: 0, timeout: 10_000 }).toBe(true);

  const during = await ids(6);
  const after = await ids(3);
  for (const other of others) await other.end();
  await set(primary, 'max_connections = 151');

  expect(new Set(during)).toEqual(new Set([...before, 'refused']));
  expect(new Set(after)).toEqual(before);
}, 60_000);

test('of several hosts the one that takes writes is used, also after a planned switch and after it is gone', async () => {
  if (!running) throw new Error('skipped without servers');
  const { primary, replica } = running;
  await using database = openDatabase({ url: urls.join(','), poolSize: 3 });
  const write = () =>
    database.transaction(async (transaction) => {
      await transaction.write('INSERT INTO linha SELECT @@server_id', []);
      const [row] = await transaction.read<{ id: string }>('SELECT CAST(@@server_id AS CHAR) AS id', []);
      return row?.id;
    });
  const three = () => Promise.all([write(), write(), write()]);

  // The first address is the replica's.
  expect(await three()).toEqual(['1', '1', '1']);
  await set(primary, 'read_only = 1');
  await set(replica, 'read_only = 0');
  expect(await three()).toEqual(['2', '2', '2']);
  expect(await database.health()).toBe('ready');
  await set(primary, 'read_only = 0');
  await replica.kill?.();
  expect(await three()).toEqual(['1', '1', '1']);
}, 60_000);
