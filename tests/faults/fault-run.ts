import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { SimpleFaker } from '@faker-js/faker';
import type { MysqlServer } from '../../dev/mysql/mysql-server.ts';
import { freePorts } from '../../dev/mysql/processes/free-port.ts';
import { type MysqlOptions, provideMysql } from '../../dev/mysql/provide-mysql.ts';
import { type ProcessNetwork, startProcessNetwork } from '../../dev/network/process-network.ts';
import { dropSchemas } from '../../dev/schemas/schemas.ts';
import { Resources } from '../../platform/process/ending/resources.ts';
import { loadSubgraphs } from '../../platform/subgraph/listed-subgraphs.ts';
import { startNatsCluster } from '../support/nats/nats-cluster.ts';
import { startNats } from '../support/nats/nats-server.ts';
import { mutate } from '../support/networks/mutations.ts';
import { postQuery } from '../support/networks/test-network.ts';
import { startTcpProxy, type TcpProxy, throughProxy } from '../support/servers/tcp-proxy.ts';
import { PersistentClient } from './client.ts';
import { type FaultyBroker, type Kills, killProcesses } from './kill-processes.ts';
import { verify } from './verify.ts';
import { verifyAccesses } from './verify-accesses.ts';
import { Writer } from './workload.ts';
import { World } from './world.ts';

export interface FaultRunOptions {
  /** How long writes go on while things are killed, milliseconds. */
  duration: number;
  /** Whether that was enough; if not, it goes on for at most a minute more: a busy machine gets less done. */
  isEnough?(counts: World['counts'], kills: Kills): boolean;
  /** Of everything that happens at random. */
  seed: number;
  progress(message: string): void;
  /** How events go: over HTTP, or over a broker that is killed and frozen too, of one server or three. */
  events?: EventsForm;
  /** Gives the database server; without it any private one. One that was there before is written to and not killed. */
  provide?: (options: MysqlOptions) => Promise<MysqlServer>;
  /** The value of MYSQL_URL for `provide`. */
  mysqlUrl?: string | null;
  /** Does more to the database beside the kills, until it is told to stop; all is well again when it resolves. */
  disturb?(stopping: AbortSignal): Promise<void>;
}

export type EventsForm = 'http' | 'nats' | 'nats-cluster';

/** What a run came to. */
export interface FaultReport {
  counts: World['counts'];
  kills: Kills;
  customers: number;
  aquisicoes: number;
  violations: readonly string[];
}

const WRITERS = 6;
const PRODUCTS = 5;
const PROGRESS_EVERY_MS = 5_000;
/** When everything is up again, everything that was begun ends within this time. */
const SETTLE_MS = 60_000;
const LONGEST_EXTRA_MS = 60_000;
const EXTRA_STEP_MS = 500;
const SECRET = 'fault-run-identity-secret-000000000000';

/**
 * Runs writes and deletes against the graph in separate processes on a database of its own, while processes, the relay
 * and the database, and with a broker its servers, are killed and restarted, and connections to them go silent; then
 * compares the schemas with what was acknowledged.
 */
export async function runFaults(options: FaultRunOptions): Promise<FaultReport> {
  const { provide = provideMysql, mysqlUrl = null } = options;
  await using server = await provide({
    url: mysqlUrl,
    dataDirectory: null,
    durable: true,
    progress: options.progress,
  });
  const { hostname, port } = new URL(server.adminUrl);
  await using proxy = await startTcpProxy({ host: hostname, port: Number(port) });
  const prefix = `faults_${randomBytes(4).toString('hex')}_`;
  const definitions = await loadSubgraphs();
  await using schemas = new Resources();
  if (server.kind === 'external') {
    schemas.defer(() => dropSchemas(server.adminUrl, definitions, prefix));
  }
  await using brokers = new Resources();
  const broker = await startBroker(options.events ?? 'http', brokers);
  await using folders = new Resources();
  const spillDir = await mkdtemp(join(tmpdir(), 'faults-spill-'));
  folders.defer(() => rm(spillDir, { recursive: true }));
  await using network = await startProcessNetwork({
    adminUrl: throughProxy(server.adminUrl, proxy),
    prefix,
    firstPort: await freePorts(1 + definitions.length),
    identitySecret: SECRET,
    env: {
      LOG_LEVEL: process.env.LOG_LEVEL ?? 'silent',
      EVENT_MAX_ATTEMPTS: '1000',
      DATABASE_STATEMENT_TIMEOUT_MS: '2000',
      ACCESS_SPILL_DIR: spillDir,
      ACCESS_FLUSH_MS: '200',
      EVENTS_URL: broker?.proxies.map(({ port }) => `nats://127.0.0.1:${port}`).join(',') ?? '',
      EVENTS_REPLICAS: String(broker?.servers.length ?? 1),
    },
  });
  const world = new World();
  await makeProdutos(network, world);
  const client = new PersistentClient(`${network.routerUrl}/graphql`, world);
  const writers = Array.from({ length: WRITERS }, (_, index) => {
    const random = new SimpleFaker();
    random.seed(options.seed + index);
    return new Writer(index + 1, { client, world, random });
  });
  const random = new SimpleFaker();
  random.seed(options.seed);
  const kills: Kills = {};
  const ending = new AbortController();
  const raging = Promise.all([
    killProcesses(
      {
        network,
        server,
        proxy,
        broker,
        random,
        kills,
        onRouterKill() {
          const kill = { at: Date.now(), backAt: Number.POSITIVE_INFINITY };
          world.routerKills.push(kill);
          return () => {
            kill.backAt = Date.now();
          };
        },
      },
      ending.signal,
    ),
    options.disturb?.(ending.signal),
  ]);
  const writing = Promise.all(writers.map((writer) => writer.run(ending.signal)));
  // Failures are seen where they are awaited below; until then they must not end the process.
  raging.catch(() => ending.abort());
  writing.catch(() => ending.abort());

  await untilEnd(options, world, kills, ending.signal);
  ending.abort();
  try {
    await raging;
  } finally {
    // Also when a process could not be started again: writers would try for ever.
    client.mustEndWithin(SETTLE_MS);
  }
  await writing;
  await erasuresDone(client, world);
  await verify(world, network.databaseUrls);
  await verifyAccesses(world, network.databaseUrls.get('acessos') ?? '', SECRET);
  return {
    counts: world.counts,
    kills,
    customers: world.clientes.size,
    aquisicoes: world.aquisicoes.size,
    violations: world.violations,
  };
}

async function startBroker(form: EventsForm, opened: Resources): Promise<FaultyBroker | null> {
  if (form === 'http') return null;
  const servers =
    form === 'nats'
      ? [opened.use(await startNats())]
      : [...opened.use(await startNatsCluster()).servers.values()];
  const proxies: TcpProxy[] = [];
  for (const { port } of servers) proxies.push(opened.use(await startTcpProxy({ host: '127.0.0.1', port })));
  return { servers, proxies };
}

async function makeProdutos({ routerUrl }: ProcessNetwork, world: World): Promise<void> {
  const query: Parameters<typeof mutate>[0]['query'] = (text, more) =>
    postQuery(`${routerUrl}/graphql`, text, more);
  for (let number = 1; number <= PRODUCTS; number += 1) {
    const { produto } = await mutate({ query }, 'criarProduto', {
      sku: `SKU-${number}`,
      nome: `Produto ${number}`,
      categoria: 'Testes',
      preco: `${number}.99`,
    });
    world.produtos.push(produto.id);
  }
}

async function untilEnd(
  { duration, progress, isEnough = () => true }: FaultRunOptions,
  world: World,
  kills: Kills,
  ended: AbortSignal,
): Promise<void> {
  const end = Date.now() + duration;
  const goesOn = () => Date.now() < end + (isEnough(world.counts, kills) ? 0 : LONGEST_EXTRA_MS);
  while (!ended.aborted && goesOn()) {
    const rest = end - Date.now();
    await after(rest > 0 ? Math.min(PROGRESS_EVERY_MS, rest) : EXTRA_STEP_MS, undefined, {
      signal: ended,
    }).catch(() => {});
    const killed = Object.values(kills).reduce((sum, one) => sum + one, 0);
    const left = Math.max(0, Math.round((end - Date.now()) / 1_000));
    progress(
      `${world.counts.operations} operations, ${killed} kills, ${world.violations.length} violations, ${left} s to go`,
    );
  }
}

/** Waits until every domain has confirmed every erasure. */
async function erasuresDone(client: PersistentClient, world: World): Promise<void> {
  const deadline = Date.now() + SETTLE_MS;
  for (const { id, erased } of world.clientes.values()) {
    while (erased) {
      const data = await client.read(`{ exclusao(id: "${id}") { estado dominiosPendentes } }`);
      if (data?.exclusao?.estado === 'CONCLUIDA') break;
      if (Date.now() > deadline) {
        world.violate(`the erasure of ${id} is ${JSON.stringify(data?.exclusao)} although everything is up`);
        break;
      }
      await after(50);
    }
  }
}
