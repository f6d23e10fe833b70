import { randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createConnection } from 'mysql2/promise';
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { createBackup } from '../../backup/create/create-backup.ts';
import { startPrivateServer } from '../../dev/mysql/private/private-server.ts';
import { freePorts } from '../../dev/mysql/processes/free-port.ts';
import { presentMysql } from '../../dev/mysql/provide-mysql.ts';
import { createSchemas } from '../../dev/schemas/schemas.ts';
import { openDatabase } from '../../platform/database/database.ts';
import { migrate } from '../../platform/database/migrations/migrations.ts';
import { insertProdutos } from '../../subgraphs/catalogo/fixtures.ts';
import { subgraph as catalogo } from '../../subgraphs/catalogo/subgraph.ts';
import {
  type ReplicatedServers,
  startReplicated,
  startReplicatedMysql,
} from '../support/servers/replicated-servers.ts';
import { testFolder } from './schemas.ts';

const FLAVOURS = [
  { flavour: 'MariaDB', start: startReplicated, right: 'SLAVE MONITOR' },
  { flavour: 'MySQL', start: startReplicatedMysql, right: 'REPLICATION CLIENT' },
];

describe.each(FLAVOURS)('at a replica of $flavour', ({ flavour, start, right }) => {
  /** Null until they run, and where there is no such server. */
  let running: ReplicatedServers | null = null;
  let servers: ReplicatedServers;
  let url: string;
  let atReplica: string;
  beforeAll(async () => {
    running = await start();
    if (!running) return;
    servers = running;
    url = (await createSchemas(servers.primary.adminUrl, [catalogo])).get('catalogo') ?? '';
    atReplica = servers.onReplica(url);
    await migrate(url, catalogo.migrations);
    await write('10');
  }, 120_000);
  afterAll(() => running?.[Symbol.asyncDispose]());
  beforeEach(({ skip }) => skip(running === null, `this machine has no ${flavour}`));

  async function write(id: string): Promise<void> {
    await using database = openDatabase({ url, poolSize: 1 });
    await insertProdutos(database, [{ id, nome: `Produto ${id}` }]);
  }

  const untilThere = (id: string) =>
    expect
      .poll(
        async () => {
          await using database = openDatabase({ url: atReplica, poolSize: 1 });
          return await database.read('SELECT id FROM catalogo WHERE id = ?', [id]).catch(() => []);
        },
        { timeout: 20_000 },
      )
      .toHaveLength(1);

  const mayAsk = () =>
    run(
      servers.primary.adminUrl,
      `GRANT ${right} ON *.* TO '${decodeURIComponent(new URL(url).username)}'@'%'`,
    );

  const oneMore = async (id: string) => {
    await write(id);
    await untilThere(id);
  };

  test('none is made as a user who may not ask how far it is, and one is by one who may', async () => {
    await oneMore('11');
    await expect(backupOf(atReplica)).rejects.toThrow(
      `takes no writes, so it may follow another one and be behind it by days, and the user may not ask how far. Name the server that takes writes, or give the user the right: GRANT ${right}`,
    );

    await mayAsk();
    await expect
      .poll(() => backupOf(atReplica).catch(String), { timeout: 20_000 })
      .toMatchObject({
        produtos: 2,
        said: [
          expect.stringMatching(/read at a server that takes no writes, and is behind by \d+ s at most$/),
          expect.anything(),
        ],
      });
  }, 60_000);

  test('none is made while it does not follow any more, and the one that takes writes is used where it is named too', async () => {
    await mayAsk();
    await oneMore('12');
    await servers.hold();
    onTestFinished(() => servers.goOn());
    await write('13');

    await expect
      .poll(() => backupOf(atReplica).catch(String), { timeout: 20_000 })
      .toMatch(/takes no writes: it follows another one, and does not follow it any more/);
    const { produtos, said } = await backupOf(`${atReplica},${url}`);
    await using database = openDatabase({ url, poolSize: 1 });
    const rows = await database.read('SELECT id FROM catalogo', []);
    expect({ produtos, said }).toEqual({
      produtos: rows.length,
      said: [expect.stringContaining('snapshot 1')],
    });
  }, 60_000);

  test('none is made where it is minutes behind, and one that is behind by less is of the moment until which it has everything', async () => {
    await mayAsk();
    // Its own writes wait for whoever has locked the table.
    const lock = await createConnection(servers.replica.adminUrl);
    onTestFinished(() => lock.destroy());
    const writtenAgo = (seconds: number, id: string) =>
      run(
        servers.primary.adminUrl,
        `SET SESSION timestamp = UNIX_TIMESTAMP() - ${seconds}`,
        `UPDATE ${schemaOf(url)}.catalogo SET nome = 'Outro' WHERE id = ${id}`,
      );
    for (const [seconds, id] of [
      [500, '14'],
      [40, '15'],
    ] as const) {
      await oneMore(id);
      await lock.query(`LOCK TABLES ${schemaOf(url)}.catalogo READ`);
      await writtenAgo(seconds, id);
      if (seconds > 60)
        await expect
          .poll(() => backupOf(atReplica).catch(String), { timeout: 20_000 })
          .toMatch(/takes no writes: it follows another one, and is 5\d\d s behind it. What it has is old/);
      else
        await expect
          .poll(async () => Date.now() - (await backupOf(atReplica)).began.getTime(), { timeout: 15_000 })
          .toBeGreaterThan(seconds * 1_000);
      await lock.query('UNLOCK TABLES');
    }
  }, 60_000);
});

test('none is made of a member that is out of its group of MySQL, and one is of a member', async ({
  skip,
}) => {
  const installation = await presentMysql();
  if (!installation) return skip('this machine has no MySQL');
  const port = await freePorts(1);
  await using server = await startPrivateServer(installation, {
    dataDirectory: null,
    durable: false,
    settings: [
      ...['--server-id=1', '--log-bin=changes', '--gtid-mode=ON', '--enforce-gtid-consistency=ON'],
      ...['--performance-schema=ON', '--report-host=127.0.0.1', '--plugin-load-add=group_replication.so'],
      `--loose-group-replication-local-address=127.0.0.1:${port}`,
      '--loose-group-replication-start-on-boot=OFF',
    ],
    progress: () => {},
  });
  const { adminUrl } = server;
  const url = (await createSchemas(adminUrl, [catalogo])).get('catalogo') ?? '';
  await migrate(url, catalogo.migrations);
  await run(
    adminUrl,
    `GRANT REPLICATION CLIENT ON *.* TO '${decodeURIComponent(new URL(url).username)}'@'%'`,
    'SET GLOBAL super_read_only = ON',
  );
  // In no group, and to be in none.
  expect((await backupOf(url)).said).toHaveLength(2);

  await run(
    adminUrl,
    `SET GLOBAL group_replication_group_name = '${randomUUID()}'`,
    'SET GLOBAL group_replication_bootstrap_group = ON',
    'START GROUP_REPLICATION',
    'SET GLOBAL super_read_only = ON',
  );
  expect((await backupOf(url)).said[0]).toMatch(/takes no writes, and is behind by 0 s at most$/);

  await run(adminUrl, 'STOP GROUP_REPLICATION');
  await expect(backupOf(url)).rejects.toThrow(
    /takes no writes: it is to be a member of a group .* and is out of it/,
  );
}, 120_000);

async function run(adminUrl: string, ...statements: string[]): Promise<void> {
  const connection = await createConnection(adminUrl);
  try {
    for (const statement of statements) await connection.query(statement);
  } finally {
    await connection.end();
  }
}

/** What the backup of a server came to: when its snapshot began, how many products it has, and what was said. */
async function backupOf(of: string): Promise<{ began: Date; produtos: number; said: string[] }> {
  const parent = await testFolder();
  const folder = join(parent, 'backup');
  const said: string[] = [];
  const making = createBackup({
    folder,
    domains: [{ definition: catalogo, url: of }],
    world: { ca: null, reader: null, ledgerUrl: null },
    recipients: [],
    progress: { during: () => {}, done: (line) => said.push(line) },
  });
  await making.catch(async () => expect(await readdir(parent)).toEqual([]));
  const { domains } = await making;
  expect(JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8'))).toMatchObject({ domains });
  const began = new Date(domains.catalogo?.began ?? Number.NaN);
  return { began, produtos: domains.catalogo?.tables.catalogo?.rows ?? 0, said };
}

function schemaOf(url: string): string {
  return new URL(url).pathname.slice(1);
}
