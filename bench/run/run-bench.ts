import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { MysqlServer } from '../../dev/mysql/mysql-server.ts';
import { provideMysql } from '../../dev/mysql/provide-mysql.ts';
import { withProgress } from '../../dev/progress.ts';
import { Resources } from '../../platform/process/ending/resources.ts';
import { StartError } from '../../platform/process/ending/start-error.ts';
import type { ContestantName } from '../contestants/contestant.ts';
import { type RunningContestants, startContestants } from '../contestants/contestants.ts';
import { Load } from '../load/load.ts';
import { createLauncher, type Launcher } from '../processes/child.ts';
import { portsOfThisRun } from '../processes/ports.ts';
import { type BenchData, prepareData, removeInventario, serverVersion } from './data.ts';
import { measureGrowth } from './growth.ts';
import { createBenchKeys } from './keys.ts';
import { readCircumstances } from './machine.ts';
import type { BenchResult } from './result.ts';
import { measureRounds, type Plan } from './rounds.ts';
import { measureStart } from './start-time.ts';
import { createBenchUsers } from './users.ts';
import { verifyAnswers } from './verify.ts';

/** What a run does. */
export interface BenchSettings {
  clientes: number;
  contestants: readonly ContestantName[];
  absent: BenchResult['absent'];
  plan: Plan;
  /** Questions per query on which the contestants are compared. */
  questions: number;
  /** Customers of the smaller side of the comparison by size; null leaves it out. */
  growthFrom: number | null;
  measureStart: boolean;
  /** An existing database server; null provides a private one. */
  mysqlUrl: string | null;
  /** Where the data of the private server stays for the next run. */
  dataDirectory: string;
  say(text: string): void;
  /** Ends the run early, in order. */
  signal: AbortSignal;
}

export const DATA_DIRECTORY = fileURLToPath(new URL('../.data', import.meta.url));

/** Each has a pool for each of its subgraphs, and connections besides. */
const CONNECTIONS_OF_A_CONTESTANT = 100;

/** Provides the database, seeds it, starts the contestants, compares their answers and measures them. */
export async function runBench(settings: BenchSettings): Promise<BenchResult> {
  const { plan, say, signal } = settings;
  await using ground = await openGround({ ...settings, users: mostUsers(plan) });
  const { contestants, data, load, databasePid } = ground;
  await withProgress(`comparing the answers of ${contestants.all.length} contestants`, () =>
    verifyAnswers(contestants.all, plan.queries, data.query, {
      questions: settings.questions,
      seed: plan.seed,
    }),
  );
  const ownPids = () => [load.pid, ...ground.launcher.pids()];
  const common = { load, databasePid, ownPids, say, signal };
  const measurements = await measureRounds(plan, {
    ...common,
    contestants: contestants.all,
    data: data.query,
  });
  const result: BenchResult = {
    circumstances: await readCircumstances(
      `${ground.server.kind} database server ${await serverVersion(data)}`,
    ),
    clientes: settings.clientes,
    plan,
    questions: settings.questions,
    measurements,
    absent: settings.absent,
    growth: null,
    startMs: null,
  };
  const many = contestants.all.find(({ name }) => name === 'ours-in-process');
  if (settings.growthFrom !== null && many) {
    say(`measuring growth from ${settings.growthFrom} customers`);
    const fewData = await ground.prepare(settings.growthFrom);
    await using few = await ground.start(['ours-in-process'], fewData);
    const [contestant] = few.all;
    if (contestant) {
      const queries = await measureGrowth(
        plan,
        { few: { contestant, data: fewData.query }, many: { contestant: many, data: data.query } },
        common,
      );
      result.growth = { few: settings.growthFrom, queries };
    }
  }
  if (settings.measureStart) {
    result.startMs = await withProgress('measuring the start', () =>
      measureStart(join(settings.dataDirectory, 'start'), () => ground.port(5)),
    );
  }
  return result;
}

/** How many users the loads of a plan need, the warm-up's too. */
function mostUsers(plan: Plan): number {
  return plan.users ?? Math.max(20, ...plan.connections);
}

/** What measurements stand on: a server, data, a load generator and contestants that answer. */
export interface Ground extends AsyncDisposable {
  server: MysqlServer;
  /** Of the private server; null for another. */
  databasePid: number | null;
  data: BenchData;
  load: Load;
  /** Starts further processes. */
  launcher: Launcher;
  contestants: RunningContestants;
  port(count?: number): Promise<number>;
  prepare(clientes: number): Promise<BenchData>;
  start(names: readonly ContestantName[], data: BenchData): Promise<RunningContestants>;
}

/** Opens everything; closes again what it opened when a step fails. */
export async function openGround(
  settings: Pick<
    BenchSettings,
    'clientes' | 'contestants' | 'mysqlUrl' | 'dataDirectory' | 'say' | 'signal'
  > & { users: number; shedsLoad?: boolean },
): Promise<Ground> {
  if (process.platform !== 'linux') {
    throw new StartError('The benchmark reads CPU time and memory from /proc: run it on Linux.');
  }
  await using opened = new Resources();
  const folder = join(settings.dataDirectory, 'mysql');
  const server = opened.use(
    await withProgress('database server', () =>
      provideMysql({
        url: settings.mysqlUrl,
        dataDirectory: folder,
        durable: true,
        settings: [`--max-connections=${CONNECTIONS_OF_A_CONTESTANT * (settings.contestants.length + 1)}`],
        progress: settings.say,
      }),
    ),
  );
  settings.say(`database: ${server.description}`);
  const prepare = async (clientes: number) => {
    const prepared = await prepareData(server.adminUrl, clientes, settings);
    opened.defer(() => removeInventario(prepared.databaseUrls, clientes));
    return prepared;
  };
  const data = await prepare(settings.clientes);
  const users = opened.use(await createBenchUsers(settings.users));
  const launcher: Launcher = createLauncher();
  const load = opened.use(await Load.start(launcher));
  const port = portsOfThisRun();
  const identitySecret = randomBytes(36).toString('base64url');
  const { keysFolder } = opened.use(await createBenchKeys(['router', ...data.databaseUrls.keys()]));
  const start = (names: readonly ContestantName[], { prefix, databaseUrls }: BenchData) =>
    startContestants(names, {
      launcher,
      adminUrl: server.adminUrl,
      prefix,
      databaseUrls,
      identitySecret,
      keysFolder,
      users,
      folder: dirname(users.usersPath),
      shedsLoad: settings.shedsLoad ?? false,
      port,
    });
  const contestants = opened.use(
    await withProgress(`starting ${settings.contestants.join(', ')}`, () =>
      start(settings.contestants, data),
    ),
  );
  const databasePid = server.kind === 'private' ? await pidIn(join(folder, 'server.pid')) : null;
  const resources = opened.move();
  return {
    server,
    databasePid,
    data,
    load,
    launcher,
    contestants,
    port,
    prepare,
    start,
    [Symbol.asyncDispose]: () => resources[Symbol.asyncDispose](),
  };
}

async function pidIn(file: string): Promise<number | null> {
  const text = await readFile(file, 'utf8').catch(() => '');
  const pid = Number(text.trim());
  return Number.isInteger(pid) && pid > 0 ? pid : null;
}
