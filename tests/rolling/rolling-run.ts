import { setTimeout as after } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { run } from '../../dev/mysql/processes/run.ts';
import type { GraphProcess, ProcessNetwork } from '../../dev/network/process-network.ts';
import { openDatabase } from '../../platform/database/database.ts';
import { Resources } from '../../platform/process/ending/resources.ts';
import { postQuery } from '../support/networks/test-network.ts';
import type { FoundPrograms } from '../support/servers/debian-programs.ts';
import { type RedisPrograms, startRedis } from '../support/servers/redis-server.ts';
import { startBalancedGraph, untilSeen } from './balanced-graph.ts';
import { type ClientReport, runClients } from './rolling-clients.ts';

export interface RollingOptions {
  adminUrl: string;
  haproxy: FoundPrograms;
  /** What the routers share things in; null has each go by its own. */
  redis: RedisPrograms | null;
  /** Whose processes are two and are restarted; the others have one, which stays. */
  parts: readonly string[];
  /** Whether the first processes of all parts are restarted together, and then the second ones, instead of each alone. */
  together: boolean;
  rounds: number;
  clients: number;
  progress(message: string): void;
}

export interface RollingReport extends ClientReport {
  restarts: number;
  seconds: number;
  /** Customers that are there and were not acknowledged, or the other way round; and who is let in although revoked. */
  differences: string[];
}

const POLL_MS = 100;
const OUT_WITHIN_MS = 10_000;
const RUN = fileURLToPath(new URL('../../dev/run.mjs', import.meta.url));
const USERS_CLI = fileURLToPath(new URL('../../router/users-cli.ts', import.meta.url));
const SECRET = 'rolling-identity-secret-0000000000000';

/** Restarts processes one after the other while clients read and write through a load balancer, and says what they met. */
export async function runRolling(options: RollingOptions): Promise<RollingReport> {
  const { adminUrl, parts, progress } = options;
  await using opened = new Resources();
  const redis = options.redis && opened.use(await startRedis(options.redis));
  const { network, routers, balancer } = await startBalancedGraph(opened, {
    adminUrl,
    haproxy: options.haproxy,
    parts,
    name: 'rolling',
    identitySecret: SECRET,
    env: {
      LOG_LEVEL: 'silent',
      ...(redis ? { REDIS_URL: redis.url, RATE_LIMIT_PER_MINUTE: '100000' } : {}),
    },
  });
  progress(`${network.processes.size} processes are up`);

  const stopping = new AbortController();
  const start = performance.now();
  const { clients } = options;
  const running = runClients(balancer.url, { clients, stopping: stopping.signal, isMutating: true });
  // Is awaited below, also when a restart fails.
  running.catch(() => undefined);
  let restarts = 0;
  try {
    for (let round = 1; round <= options.rounds; round += 1) {
      for (const wave of wavesOf(network, options)) {
        await Promise.all(wave.map(restart));
        await untilSeen(balancer, routers);
        restarts += wave.length;
        progress(`restarted ${wave.map(({ name }) => name).join(', ')}`);
      }
    }
  } finally {
    stopping.abort();
  }
  const report = await running;
  const seconds = Math.round((performance.now() - start) / 100) / 10;
  const differences = await differencesOf(network, report);
  if (redis) differences.push(...(await stillLetIn(redis.url, routers)));
  return { ...report, restarts, seconds, differences };
}

/** The processes that are restarted at the same time. */
function wavesOf({ processes }: ProcessNetwork, { parts, together }: RollingOptions): GraphProcess[][] {
  const named = (names: readonly string[]) =>
    [...processes.values()].filter(({ name }) => names.includes(name));
  const waves = [named(parts), named(parts.map((part) => `${part}-2`))];
  return together ? waves : waves.flat().map((one) => [one]);
}

async function restart(one: GraphProcess): Promise<void> {
  await one.kill('SIGTERM');
  await one.start();
}

/** Revokes a user by the command, and says which router processes still let them in after some seconds. */
async function stillLetIn(redisUrl: string, routers: readonly GraphProcess[]): Promise<string[]> {
  const env = { ...process.env, REDIS_URL: redisUrl, IDENTITY_SECRET: SECRET, USERS_PATH: '.data/nobody' };
  const { code, stderr } = await run(process.execPath, [RUN, USERS_CLI, 'revoke', 'leitor'], { env });
  if (code !== 0) return [`the user was not revoked: ${stderr}`];
  const isIn = async ({ url }: GraphProcess) =>
    (await postQuery(`${url}/graphql`, '{ __typename }', { credentials: 'leitor:leitor' })).status !== 401;
  let left = routers;
  for (const end = Date.now() + OUT_WITHIN_MS; left.length > 0 && Date.now() < end; await after(POLL_MS)) {
    const states = await Promise.all(left.map(async (one) => ((await isIn(one)) ? [one] : [])));
    left = states.flat();
  }
  return left.map(({ name }) => `a revoked user is let in by ${name}`);
}

async function differencesOf(
  { databaseUrls }: ProcessNetwork,
  { customers }: ClientReport,
): Promise<string[]> {
  await using database = openDatabase({ url: databaseUrls.get('clientes') ?? '', poolSize: 1 });
  const rows = await database.read<{ email: string }>(
    "SELECT email FROM cadastro WHERE email LIKE 'rolling%'",
    [],
  );
  const there = new Set(rows.map(({ email }) => email));
  const acknowledged = new Set(customers);
  return [
    ...customers.filter((email) => !there.has(email)).map((email) => `${email} was acknowledged and is lost`),
    ...[...there].filter((email) => !acknowledged.has(email)).map((email) => `${email} was not acknowledged`),
  ];
}

/** In a line. */
export function describeRolling({
  restarts,
  seconds,
  queries,
  mutations,
  lost,
  differences,
  slowestMs,
}: RollingReport): string {
  return `rolling: ${restarts} restarts in ${seconds} s, ${queries} queries, ${mutations} mutations, ${lost.length} lost, ${differences.length} differences, slowest answer ${Math.round(slowestMs)} ms`;
}
