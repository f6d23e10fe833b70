import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import { OPTIMIZATIONS, type Optimization } from '../platform/process/config/optimizations.ts';
import { StartError } from '../platform/process/ending/start-error.ts';
import { startFailure } from '../platform/process/run/run-process.ts';
import type { ContestantName } from './contestants/contestant.ts';
import { ALL_CONTESTANTS, CONTESTANTS, NODE_CONTESTANTS } from './contestants/contestants.ts';
import { gatewaysCommand } from './gateways/command.ts';
import { growthCommand } from './growth/command.ts';
import { nameOf, namesOf, seconds, wholeFrom } from './option-values.ts';
import { measureOverload, type OverloadPlan, renderOverload } from './overload/overload.ts';
import { buildPrograms } from './processes/build.ts';
import { installPeers } from './processes/peers.ts';
import { profileContestant } from './profile/profile.ts';
import { QUERIES, type QueryName, queryNamed } from './questions/queries.ts';
import { renderReport, renderSavings } from './report/report.ts';
import type { BenchResult } from './run/result.ts';
import { DATA_DIRECTORY, openGround, runBench } from './run/run-bench.ts';
import { soakCommand } from './soak/command.ts';

const RESULTS = fileURLToPath(new URL('RESULTS.md', import.meta.url));
const PARTIAL_RESULTS = fileURLToPath(new URL('.data/results.md', import.meta.url));

/** Options that leave something out, so that the results are no whole ones. */
const NARROWING: ReadonlySet<string> = new Set([
  'clientes',
  'users',
  'contestants',
  'queries',
  'connections',
]);
const QUICK_QUERIES: readonly QueryName[] = ['one-customer', 'twenty-customers'];

interface Options {
  quick?: boolean;
  clientes?: number;
  users?: number;
  contestants?: ContestantName[];
  queries?: QueryName[];
  connections?: number[];
  rounds?: number;
  seconds?: number;
  /** Seconds for each contestant and query. */
  warmUp?: number;
  seed: number;
  evenBusy?: boolean;
  results?: string;
}

const program = new Command('bench')
  .description(
    'Measures this graph beside others that give the same answers, on a real database. Writes bench/RESULTS.md; a partial run writes bench/.data/results.md.',
  )
  .showHelpAfterError()
  // What follows `profile` belongs to it.
  .enablePositionalOptions();

const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => stop.abort(new Error('Stopped.')));
}

program
  .option(
    '--quick',
    'about a minute and a half: few customers, whole customers only, 20 connections, short rounds',
  )
  .option(
    '--clientes <number>',
    'customers in the database (default: 100000, with --quick 2000)',
    wholeFrom(31, 1_000_000),
  )
  .option(
    '--users <number>',
    'users who ask in turn (default: as many as connections, and whole customers with one user too, whose requests share work)',
    wholeFrom(1, 100),
  )
  .option(
    '--contestants <names>',
    `of ${ALL_CONTESTANTS.map(({ name }) => name).join(',')}`,
    namesOf(ALL_CONTESTANTS),
  )
  .option('--queries <names>', `of ${QUERIES.map(({ name }) => name).join(',')}`, namesOf(QUERIES))
  .option('--connections <numbers>', 'such as 1,20,100 (the default)', (text: string) =>
    text.split(',').map(wholeFrom(1, 1_000)),
  )
  .option('--rounds <number>', 'rounds in which the contestants take turns (default: 5)', wholeFrom(1, 100))
  .option('--seconds <number>', 'length of one measurement (default: 1.5)', seconds)
  .option('--seed <number>', 'of the random questions', wholeFrom(1, 2 ** 31), 1)
  .option('--even-busy', 'measure though others use the machine')
  .option('--results <file>', 'where the results are written')
  .action(run);

program
  .command('profile')
  .description('profiles every process of one contestant under one query and prints self time as tables')
  .argument(
    '<contestant>',
    `of ${NODE_CONTESTANTS.map(({ name }) => name).join(',')}`,
    nameOf(NODE_CONTESTANTS),
  )
  .argument('<query>', `of ${QUERIES.map(({ name }) => name).join(',')}`, nameOf(QUERIES))
  .option('--clientes <number>', 'customers in the database', wholeFrom(31, 1_000_000), 10_000)
  .option('--connections <number>', 'requests under way', wholeFrom(1, 1_000), 20)
  .option('--users <number>', 'users who ask in turn; requests of one share work', wholeFrom(1, 1_000), 1)
  .option('--seconds <number>', 'length of the warm-up and of the profile', seconds, 5)
  .option('--seed <number>', 'of the random questions', wholeFrom(1, 2 ** 31), 1)
  .option('--promoted', 'what outlives collections of the young generation, instead of time', false)
  .action(profile);

program
  .command('optimizations')
  .description(
    'measures this graph beside itself without each of the mechanisms that exist for speed only (OPTIMIZATIONS_OFF)',
  )
  .option('--clientes <number>', 'customers in the database', wholeFrom(31, 1_000_000), 2_000)
  .option('--users <number>', 'users who ask in turn, a connection each', wholeFrom(1, 100), 1)
  .option('--rounds <number>', 'rounds in which they take turns', wholeFrom(1, 100), 5)
  .option('--even-busy', 'measure though others use the machine')
  .option(
    '--only <names>',
    `of ${OPTIMIZATIONS.join(',')} (default: all)`,
    namesOf(OPTIMIZATIONS.map((name) => ({ name }))),
  )
  .action(optimizations);

program
  .command('overload')
  .description('sends contestants several times what they can answer and prints what becomes of it')
  .option(
    '--contestants <names>',
    `of ${NODE_CONTESTANTS.map(({ name }) => name).join(',')}`,
    namesOf(NODE_CONTESTANTS),
    ['ours', 'ours-in-process'],
  )
  .option(
    '--query <name>',
    `of ${QUERIES.map(({ name }) => name).join(',')}`,
    nameOf(QUERIES),
    'twenty-customers',
  )
  .option('--times <number>', 'how many times its capacity each is sent', wholeFrom(1, 20), 5)
  .option('--clientes <number>', 'customers in the database', wholeFrom(31, 1_000_000), 2_000)
  .option('--users <number>', 'users who ask in turn', wholeFrom(1, 100), 1)
  .option('--connections <number>', 'requests under way while capacity is measured', wholeFrom(1, 1_000), 20)
  .option('--rounds <number>', 'rounds in which they take turns', wholeFrom(1, 100), 3)
  .option('--seconds <number>', 'length of one measurement', seconds, 5)
  .option('--warm-up <number>', 'seconds for each contestant', seconds, 5)
  .option('--seed <number>', 'of the random questions', wholeFrom(1, 2 ** 31), 1)
  .action(overload);

program.addCommand(gatewaysCommand(say, stop.signal));

program
  .command('executors')
  .description(
    "executes operations of a subgraph on rows in memory by graphql-js and by the subgraphs' own executor, in turn",
  )
  .action(() => runProgram('executors-main'));

program
  .command('writers')
  .description('writes a page of products as JSON by JSON.stringify and by writers compiled for it, in turn')
  .action(() => runProgram('writers-main'));

program.addCommand(growthCommand(say, stop.signal));
program.addCommand(soakCommand(say, stop.signal));

async function run(options: Options): Promise<void> {
  const report = renderReport(await measure(options));
  const file = options.results ?? (isPartial(options) ? PARTIAL_RESULTS : RESULTS);
  await writeFile(file, report);
  say(`\n${report}\nwritten to ${file}`);
}

interface OptimizationsOptions extends Pick<Options, 'clientes' | 'users' | 'rounds' | 'evenBusy'> {
  only?: Optimization[];
}

/** In pairs: what was measured is there whatever becomes of the rest, and no more runs beside each other than is compared. */
async function optimizations({ only, ...options }: OptimizationsOptions): Promise<void> {
  const results: BenchResult[] = [];
  for (const name of only ?? OPTIMIZATIONS) {
    const contestants: ContestantName[] = ['ours', `ours-without-${name}`];
    // Differences between them are small, and most are smaller before everything is compiled.
    results.push(await measure({ ...options, seed: 1, quick: true, warmUp: 30, contestants }));
    say(`\n${renderSavings(results)}\n`);
  }
}

/** Whether it leaves something out. */
function isPartial(options: Options): boolean {
  return options.quick === true || Object.keys(options).some((name) => NARROWING.has(name));
}

async function measure(options: Options): Promise<BenchResult> {
  const quick = options.quick ?? false;
  const contestants = options.contestants ?? CONTESTANTS.map(({ name }) => name);
  const asked = options.queries ?? (quick ? QUICK_QUERIES : QUERIES.map(({ name }) => name));
  const queries = QUERIES.filter(({ name }) => asked.includes(name));
  const partial = isPartial(options);
  await buildPrograms();
  const missing = needsPeers(contestants) ? await installPeers() : null;
  const absent = missing === null ? [] : contestants.filter((name) => needsPeers([name]));
  return await runBench({
    clientes: options.clientes ?? (quick ? 2_000 : 100_000),
    contestants: contestants.filter((name) => !absent.includes(name)),
    absent: absent.map((name) => ({ name, reason: missing ?? '' })),
    plan: {
      queries,
      connections: options.connections ?? (quick ? [20] : [1, 20, 100]),
      users: options.users ?? null,
      oneUser:
        options.users === undefined
          ? { queries: QUICK_QUERIES, connections: [20] }
          : { queries: [], connections: [] },
      rounds: options.rounds ?? (quick ? 3 : 5),
      milliseconds: (options.seconds ?? (quick ? 1 : 1.5)) * 1000,
      warmUpMilliseconds: (options.warmUp ?? (quick ? 2.5 : 20)) * 1000,
      seed: options.seed,
      evenBusy: options.evenBusy ?? false,
    },
    questions: quick ? 20 : 100,
    growthFrom: partial ? null : 10_000,
    measureStart: !partial,
    mysqlUrl: process.env.MYSQL_URL || null,
    dataDirectory: DATA_DIRECTORY,
    say,
    signal: stop.signal,
  });
}

interface ProfileOptions {
  clientes: number;
  connections: number;
  users: number;
  seconds: number;
  seed: number;
  promoted: boolean;
}

async function profile(contestant: ContestantName, query: QueryName, options: ProfileOptions): Promise<void> {
  const contestants = [contestant];
  await buildPrograms();
  const missing = needsPeers(contestants) ? await installPeers() : null;
  if (missing !== null) throw new StartError(missing);
  const text = await profileContestant({
    ...options,
    contestants,
    query: queryNamed(query),
    milliseconds: options.seconds * 1000,
    mysqlUrl: process.env.MYSQL_URL || null,
    dataDirectory: DATA_DIRECTORY,
    say,
    signal: stop.signal,
  });
  say(`\n${text}`);
}

interface OverloadOptions extends Pick<OverloadPlan, 'query' | 'times' | 'connections' | 'rounds' | 'seed'> {
  contestants: ContestantName[];
  clientes: number;
  users: number;
  seconds: number;
  warmUp: number;
}

async function overload(options: OverloadOptions): Promise<void> {
  await buildPrograms();
  const missing = needsPeers(options.contestants) ? await installPeers() : null;
  if (missing !== null) throw new StartError(missing);
  const plan = {
    ...options,
    milliseconds: options.seconds * 1000,
    warmUpMilliseconds: options.warmUp * 1000,
  };
  await using ground = await openGround({
    ...options,
    shedsLoad: true,
    mysqlUrl: process.env.MYSQL_URL || null,
    dataDirectory: DATA_DIRECTORY,
    say,
    signal: stop.signal,
  });
  say(`\n${renderOverload(await measureOverload(ground, plan, stop.signal), plan)}`);
}

async function runProgram(name: string): Promise<void> {
  await buildPrograms();
  const main = fileURLToPath(new URL(`.build/bench/comparisons/${name}.js`, import.meta.url));
  const child = spawn(process.execPath, [main], { stdio: 'inherit', signal: stop.signal });
  const [code] = await once(child, 'close');
  process.exitCode = code;
}

function needsPeers(names: readonly ContestantName[]): boolean {
  return ALL_CONTESTANTS.some(({ name, peers }) => peers === true && names.includes(name));
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

try {
  await program.parseAsync();
} catch (error) {
  process.stderr.write(`${stop.signal.aborted ? 'Stopped.' : startFailure(error)}\n`);
  process.exitCode = 1;
}
