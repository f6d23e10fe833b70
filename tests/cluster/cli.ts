import { readdir } from 'node:fs/promises';
import { Command, InvalidArgumentError } from 'commander';
import { StartError } from '../../platform/process/ending/start-error.ts';
import { describeFaults } from '../faults/fault-report.ts';
import { runFaults } from '../faults/fault-run.ts';
import { secondsOrNone } from '../support/commands/option-values.ts';
import { runVitest } from '../support/commands/run-vitest.ts';
import { type ClusterPrograms, clusterPrograms } from './cluster-packages.ts';
import { type ClusterServer, serveCluster } from './cluster-server.ts';
import { startGaleraCluster } from './galera-cluster.ts';
import { type GroupCluster, startGroup } from './group-cluster.ts';
import { switchPrimaries } from './group-switches.ts';
import {
  type RaceReport,
  raceMigrations,
  racePreparing,
  raceReferences,
  raceUsers,
  raceWrites,
} from './races.ts';

/** What is run beside the tests of the database: each connection is to another node. */
const JOURNEYS = ['tests/writes/', 'tests/accesses/accesses.test.ts', 'tests/e2e/answers/one-query.test.ts'];
/** What looks at a statement that another connection of the same server runs, or counts the rows that one reads: on one node. */
const OF_ONE_SERVER = [
  'platform/database/connections/deadlines.db.test.ts',
  'platform/database/database.db.test.ts',
  'platform/database/database-failures.db.test.ts',
  'platform/database/reads/searches.db.test.ts',
  'subgraphs/inventario/query-plans.db.test.ts',
];
/** A change of a table waits for nobody there: it holds all nodes, and ends the transactions that are in its way. */
const OF_NO_CLUSTER = ['platform/database/migrations/migrations.db.test.ts'];
/** Whatever waits, waits for several nodes, which a test for each processor would leave no time for. */
const PATIENCE = [
  '--no-file-parallelism',
  '--project',
  'short',
  '--testTimeout',
  '120000',
  '--hookTimeout',
  '240000',
];

const command = new Command('test:cluster')
  .description(
    [
      'Runs the graph on three nodes of MariaDB with Galera, all of which take writes, behind HAProxy: starts at once, races, the tests of the',
      'database, and then writes while nodes are killed, emptied, frozen and cut off; then the same on a group of MySQL with one writer, which moves,',
      "and on one with three, without the tests. Galera and HAProxy are fetched from the system's package source into a cache without root (4 MB, once).",
      'Where that cannot be it says why and ends well.',
    ].join(' '),
  )
  .option('--minutes <number>', 'how long nodes and processes are taken away; 0 leaves it out', minutes, 1)
  .option(
    '--group-seconds <number>',
    'how long that goes on in each form of a group of MySQL; 0 leaves groups out',
    secondsOrNone,
    45,
  )
  .option('--no-galera', 'leaves Galera out')
  .option('--no-tests', 'leaves the tests of the database out')
  .option('--seed <number>', 'of what happens at random', seed, Date.now() % 1_000_000)
  .parse();
const options = command.opts<{
  minutes: number;
  groupSeconds: number;
  galera: boolean;
  tests: boolean;
  seed: number;
}>();

// Nothing at all would end as well as something that was right.
if (!options.galera && options.groupSeconds === 0)
  command.error('error: --no-galera and --group-seconds 0 together leave nothing to run.');

const progress = (message: string) => console.log(message);
const programs = await clusterPrograms(progress);
if (typeof programs === 'string') {
  console.log(`SKIPPED, nothing was tested on a cluster: ${programs}`);
} else {
  let violations = 0;
  if (options.galera) violations += await galera(programs);
  if (options.groupSeconds > 0) violations += await groups(programs, options.groupSeconds);
  process.exitCode = violations > 0 ? 1 : 0;
}

function tell(what: string, { rounds, violations: found }: RaceReport): number {
  const counted = Object.entries(rounds).map(([name, times]) => `${name} ${times}`);
  console.log(`${what}: ${counted.join(', ')}; violations ${found.length}`);
  for (const one of found) console.log(`  - ${one}`);
  return found.length;
}

/** @returns how many violations there were */
async function galera(programs: ClusterPrograms): Promise<number> {
  await using cluster = await startGaleraCluster(programs, { nodes: 3, progress });
  await using server = await serveCluster(cluster, programs, progress);
  return await onCluster(server, {
    seconds: options.minutes * 60,
    async race() {
      return (
        tell('users', await raceUsers(server)) +
        tell('migrations', await raceMigrations(server)) +
        tell('references', await raceReferences(server)) +
        tell('statements prepared', await racePreparing(server)) +
        tell('races', await raceWrites(server))
      );
    },
  });
}

/** Group replication of MySQL: with three writers, and with one that moves. */
async function groups(programs: ClusterPrograms, seconds: number): Promise<number> {
  let violations = 0;
  for (const writers of ['all', 'one'] as const) {
    await using group = await startedGroup(writers);
    if (!group) return violations;
    await using server = await serveCluster(group, programs, progress);
    violations += await onCluster(server, {
      seconds,
      // They make schemas and users over several connections at once, which a group takes at one member only.
      testsToo: false,
      async race() {
        if (writers === 'one') return 0;
        return (
          tell('references in the group', await raceReferences(server)) +
          tell('races in the group', await raceWrites(server))
        );
      },
    });
    // Last, as it leaves a member that was killed.
    if (writers === 'one')
      violations += tell('switches of the primary', await switchPrimaries(group, seconds / 2));
  }
  return violations;
}

/** Null, with the reason printed, where there is no MySQL or one that cannot. What fails in a group that was there is a failure. */
async function startedGroup(writers: 'one' | 'all'): Promise<GroupCluster | null> {
  try {
    return await startGroup({ writers, progress });
  } catch (error) {
    if (!(error instanceof StartError)) throw error;
    console.log(`SKIPPED, nothing more was tested on a group of MySQL: ${error.message}`);
    return null;
  }
}

/** Races, the tests of the database, and writes while nodes are taken away; then compares the nodes. */
async function onCluster(
  server: ClusterServer,
  { seconds, testsToo = true, race }: { seconds: number; testsToo?: boolean; race(): Promise<number> },
): Promise<number> {
  console.log(server.description);
  let violations = 0;
  let isCompared = false;
  try {
    violations += await race();
    if (options.tests && testsToo) violations += await databaseTests(server);
    if (seconds > 0) violations += await faults(server, seconds);
    await server.compare();
    isCompared = true;
  } catch (error) {
    console.log(error);
    violations += 1;
  }
  const { faults: taken, differences } = server.report;
  console.log(
    `nodes away: ${Object.entries(taken)
      .map(([name, times]) => `${name} ${times}`)
      .join(', ')}`,
  );
  console.log(`tables that differ between nodes: ${isCompared ? differences.length : 'not compared'}`);
  for (const one of differences) console.log(`  - ${one}`);
  return violations + differences.length;
}

/** Paths from the root, as vitest takes them. */
async function databaseTestFiles(): Promise<string[]> {
  const found: string[] = [];
  for (const room of ['platform', 'subgraphs', 'dev']) {
    const files = await readdir(new URL(`../../${room}/`, import.meta.url), { recursive: true });
    found.push(...files.filter((file) => file.endsWith('.db.test.ts')).map((file) => `${room}/${file}`));
  }
  return found;
}

/** @returns how many of both runs have failed */
async function databaseTests({ adminUrl, cluster }: ClusterServer): Promise<number> {
  const left = new Set([...OF_ONE_SERVER, ...OF_NO_CLUSTER]);
  const files = [...(await databaseTestFiles()).filter((file) => !left.has(file)), ...JOURNEYS];
  const many = await runVitest(files, adminUrl, PATIENCE);
  const one = await runVitest(OF_ONE_SERVER, cluster.nodes[0]?.adminUrl ?? '', PATIENCE);
  return Number(many !== 0) + Number(one !== 0);
}

/** @returns how many violations there were */
async function faults(server: ClusterServer, seconds: number): Promise<number> {
  console.log(`faults: ${seconds} s, seed ${options.seed}`);
  const report = await runFaults({
    duration: seconds * 1_000,
    seed: options.seed,
    progress,
    // It stays up for the comparison of its nodes.
    provide: async () => ({ ...server, [Symbol.asyncDispose]: async () => {} }),
    disturb: (stopping) => server.disturb(stopping),
    isEnough: () => Object.values(server.report.faults).every((times) => times > 0),
  });
  console.log(describeFaults(report));
  return report.violations.length;
}

function seed(text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('expected a whole number, as a run has printed it.');
}

/** Not a number for a text that is none, as an empty one. */
function numberOf(text: string): number {
  return text.trim() === '' ? Number.NaN : Number(text);
}

function minutes(text: string): number {
  const number = numberOf(text);
  if (number >= 0 && number <= 240) return number;
  throw new InvalidArgumentError('expected a number of minutes up to 240.');
}
