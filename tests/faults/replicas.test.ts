import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest';
import { createSchemas } from '../../dev/schemas/schemas.ts';
import { type Database, openDatabase } from '../../platform/database/database.ts';
import { transacao } from '../../platform/database/migrations/commit-marker-table.ts';
import { migrate } from '../../platform/database/migrations/migrations.ts';
import type { ReadBounds } from '../../platform/database/statements/reading-request.ts';
import { Deadline } from '../../platform/process/deadlines/deadline.ts';
import { createLog } from '../../platform/process/logging/logging.ts';
import { readSubgraphConfig } from '../../platform/subgraph/config.ts';
import { startSubgraph } from '../../platform/subgraph/server.ts';
import { subgraph as catalogo } from '../../subgraphs/catalogo/subgraph.ts';
import { TEST_IDENTITY, TEST_SECRET } from '../support/networks/test-subgraph.ts';
import { type ReplicatedServers, startReplicated } from '../support/servers/replicated-servers.ts';
import { startTcpProxy, throughProxy } from '../support/servers/tcp-proxy.ts';

/** Null until they run, and where there is no MariaDB to replicate. */
let running: ReplicatedServers | null = null;
let servers: ReplicatedServers;
let url: string;
let catalogoUrl: string;
beforeAll(async () => {
  running = await startReplicated();
  if (!running) return;
  servers = running;
  const schemas = await createSchemas(servers.primary.adminUrl, [
    { name: 'copiado', databaseName: 'copiado' },
    { name: 'catalogo', databaseName: 'catalogo' },
  ]);
  url = schemas.get('copiado') ?? '';
  catalogoUrl = schemas.get('catalogo') ?? '';
  await migrate(url, transacao.migrations);
}, 120_000);
afterAll(() => running?.[Symbol.asyncDispose]());
beforeEach(({ skip }) =>
  skip(running === null, 'replication is tried on MariaDB, and this machine has none'),
);

const LAGGING = { deadline: null, mayLag: true };
const PRIMARY = '1';
const REPLICA = '2';

function openWithReplica(maxLagMs: number): Database {
  const replicas = { urls: [servers.onReplica(url)], maxLagMs };
  const database = openDatabase({ url, poolSize: 2, leavesTraces: true, replicas });
  onTestFinished(() => database[Symbol.asyncDispose]());
  return database;
}

async function askedOf(database: Database, bounds: ReadBounds = LAGGING): Promise<string | undefined> {
  const [row] = await database.read<{ id: string }>('SELECT CAST(@@server_id AS CHAR) AS id', [], bounds);
  return row?.id;
}

const proxyTo = (to: string) => startTcpProxy({ host: new URL(to).hostname, port: Number(new URL(to).port) });

const untilAsked = (database: Database, id: string) =>
  expect.poll(() => askedOf(database), { timeout: 20_000 }).toBe(id);

test('what may lag is read from the replica, and nothing else', async () => {
  const database = openWithReplica(2_000);
  await untilAsked(database, REPLICA);

  expect(await askedOf(database, { deadline: null, mayLag: false })).toBe(PRIMARY);
  expect(
    await database.transaction((transaction) => transaction.read('SELECT @@server_id AS id', [])),
  ).toEqual([{ id: PRIMARY }]);
}, 60_000);

test('a replica that stays behind is not asked for longer than it may lag, and again once it has caught up', async () => {
  const database = openWithReplica(800);
  await untilAsked(database, REPLICA);

  await servers.hold();
  await untilAsked(database, PRIMARY);
  await servers.goOn();

  await untilAsked(database, REPLICA);
}, 60_000);

test('a replica that is gone costs no read, and is asked again when it is back', async () => {
  const database = openWithReplica(60_000);
  await untilAsked(database, REPLICA);

  await servers.replica.kill?.();
  const answers = await Promise.all([askedOf(database), askedOf(database), askedOf(database)]);
  const next = await askedOf(database);
  await servers.replica.restart?.();

  expect([...answers, next]).toEqual([PRIMARY, PRIMARY, PRIMARY, PRIMARY]);
}, 60_000);

test('a replica that has frozen costs a read some time, and no answer', async () => {
  await using proxy = await proxyTo(servers.onReplica(url));
  const replicas = { urls: [throughProxy(servers.onReplica(url), proxy)], maxLagMs: 60_000 };
  await using database = openDatabase({ url, poolSize: 2, replicas });
  await untilAsked(database, REPLICA);

  proxy.freeze('everything');
  const bounds = () => ({ deadline: Deadline.after(3_000), mayLag: true });
  const answers = await Promise.all([1, 2, 3, 4, 5].map(() => askedOf(database, bounds())));
  const next = await askedOf(database, bounds());
  proxy.thaw();

  expect([...answers, next]).toEqual(Array.from({ length: 6 }, () => PRIMARY));
  await untilAsked(database, REPLICA);
}, 60_000);

test('a pulse whose answer was lost does not make a replica seem nearer than it is', async () => {
  await using proxy = await proxyTo(url);
  const replicas = { urls: [servers.onReplica(url)], maxLagMs: 1_000 };
  await using database = openDatabase({
    url: throughProxy(url, proxy),
    poolSize: 1,
    statementTimeoutMs: 1_000,
    replicas,
  });
  await using primary = openDatabase({ url, poolSize: 1 });
  await using replica = openDatabase({ url: servers.onReplica(url), poolSize: 1 });
  const pulse = async (at: Database) => {
    const [row] = await at.read<{ numero: string }>(
      'SELECT numero FROM transacao ORDER BY em DESC LIMIT 1',
      [],
    );
    return Number(row?.numero);
  };
  await untilAsked(database, REPLICA);
  // Its statement is prepared by then.
  await expect.poll(() => pulse(primary), { timeout: 10_000 }).toBeGreaterThan(2);

  proxy.freeze('answers');
  const before = await pulse(primary);
  await expect.poll(() => pulse(replica), { timeout: 10_000 }).toBeGreaterThan(before);
  await servers.hold();
  const held = await pulse(replica);
  const heldAt = performance.now();
  await expect.poll(() => performance.now() - heldAt, { timeout: 10_000 }).toBeGreaterThan(1_500);
  proxy.thaw();

  // Until some pulses have been written, and looked for at the replica.
  const askedMeanwhile = new Set<string | undefined>();
  await expect
    .poll(
      async () => {
        askedMeanwhile.add(await askedOf(database).catch(() => 'nobody'));
        return await pulse(primary);
      },
      { timeout: 20_000 },
    )
    .toBeGreaterThan(held + 4);
  await servers.goOn();
  expect(askedMeanwhile).not.toContain(REPLICA);
}, 60_000);

test('a user reads what the user has written, everybody a version that is true, and others what is not too old', async () => {
  const config = readSubgraphConfig(catalogo, {
    DATABASE_URL: catalogoUrl,
    DATABASE_READ_URL: servers.onReplica(catalogoUrl),
    DATABASE_READ_LAG_MS: '60000',
    PORT: '0',
    IDENTITY_SECRET: TEST_SECRET,
  });
  await using subgraph = await startSubgraph(catalogo, config, createLog('catalogo', 'silent'));
  const ask = async (user: string, source: string, variables = {}, lastWriteMs: number | null = null) => {
    const identity = { ...TEST_IDENTITY, user };
    const { data, errors } = await subgraph.execute({
      source,
      variables,
      identity,
      requestId: 'test',
      deadline: null,
      lastWriteMs,
    });
    expect(errors).toBeUndefined();
    return JSON.parse(JSON.stringify(data));
  };
  const create = (user: string, sku: string) =>
    ask(
      user,
      `mutation ($entrada: CriarProdutoEntrada!) {
        criarProduto(entrada: $entrada) { ... on ProdutoGravado { produto { id nome } } }
      }`,
      { entrada: { sku, nome: sku, categoria: 'Casa', preco: '10.00' } },
    );
  const countFor = async (user: string) =>
    (await ask(user, '{ produtos { totalCount } }')).produtos.totalCount;
  // Held, it has less than there is: whoever is told less has been told by the replica.
  let created = 0;
  await expect
    .poll(
      async () => {
        await servers.hold();
        created += 1;
        await create('zoe', `Z-${created}`);
        const told = await countFor('bia');
        await servers.goOn();
        return told;
      },
      { timeout: 20_000 },
    )
    .toSatisfy((told) => told < created);
  await servers.hold();

  const { id } = (await create('ana', 'A-1')).criarProduto.produto;

  const name = `{ produto(id: "${id}") { nome } }`;
  expect(await ask('ana', name)).toEqual({ produto: { nome: 'A-1' } });
  expect(await ask('bia', name)).toEqual({ produto: null });
  // As where the write went through another process of this domain, which the router knows of.
  expect(await ask('bia', name, {}, 500)).toEqual({ produto: { nome: 'A-1' } });
  expect(await ask('bia', `{ produto(id: "${id}") { nome versao } }`)).toEqual({
    produto: { nome: 'A-1', versao: 1 },
  });
  await servers.goOn();
  await expect.poll(() => ask('bia', name), { timeout: 20_000 }).toEqual({ produto: { nome: 'A-1' } });
}, 90_000);
