import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createSchemas } from '../../dev/schemas.ts';
import { openDatabase } from '../../platform/database/database.ts';
import { type ReplicatedServers, startReplicated } from '../support/replicated-servers.ts';

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
beforeEach(({ skip }) =>
  skip(running === null, 'replication is tried on MariaDB, and this machine has none'),
);

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
  const setReadOnly = async (server: typeof primary, on: boolean) => {
    await using admin = openDatabase({ url: server.adminUrl, poolSize: 1 });
    await admin.write(`SET GLOBAL read_only = ${on ? 1 : 0}`, []);
  };
  const three = () => Promise.all([write(), write(), write()]);

  await using copy = openDatabase({ url: urls[0] ?? '', poolSize: 1 });
  await expect
    .poll(() => copy.read('SELECT em FROM linha', []).catch(() => null), { timeout: 20_000 })
    .toEqual([]);
  // The first address is the replica's.
  expect(await three()).toEqual(['1', '1', '1']);
  await setReadOnly(primary, true);
  await setReadOnly(replica, false);
  expect(await three()).toEqual(['2', '2', '2']);
  expect(await database.health()).toBe('ready');
  await setReadOnly(primary, false);
  await replica.kill?.();
  expect(await three()).toEqual(['1', '1', '1']);
}, 60_000);
