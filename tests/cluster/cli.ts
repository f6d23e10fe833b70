import { Command, InvalidArgumentError } from 'commander';
import { StartError } from '../../platform/process/start-error.ts';
import { describeFaults } from '../faults/fault-report.ts';
import { runFaults } from '../faults/fault-run.ts';
import { clusterPrograms } from './cluster-packages.ts';
import { type ClusterServer, startClusterServer } from './cluster-server.ts';
import { startGroup } from './group-cluster.ts';
import { switchPrimaries } from './group-switches.ts';
import { type RaceReport, raceMigrations, racePreparing, raceReferences, raceWrites } from './races.ts';

const options = new Command('test:cluster')
  .description(
    [
      'Runs the graph on three nodes of MariaDB with Galera, all of which take writes, behind HAProxy: starts at once,',
      'races, and then writes while nodes are killed, frozen and cut off; then a group of MySQL with several writers, and with one that moves. Galera and HAProxy are fetched from the',
      "system's package source into a cache without root (4 MB, once). Where that cannot be it says why and ends well.",
    ].join(' '),
  )
  .option('--minutes <number>', 'how long nodes and processes are taken away; 0 leaves it out', minutes, 1)
  .option(
    '--group-seconds <number>',
    'how long the primary of a group of MySQL is moved afterwards; 0 leaves groups out',
    groupSeconds,
    20,
  )
  .option('--seed <number>', 'of what happens at random', Number, Date.now() % 1_000_000)
  .parse()
  .opts<{ minutes: number; groupSeconds: number; seed: number }>();

const progress = (message: string) => console.log(message);
const programs = await clusterPrograms(progress);
const tell = (what: string, { rounds, violations: found }: RaceReport): number => {
  const counted = Object.entries(rounds).map(([name, times]) => `${name} ${times}`);
  console.log(`${what}: ${counted.join(', ')}; violations ${found.length}`);
  for (const one of found) console.log(`  - ${one}`);
  return found.length;
};
if (typeof programs === 'string') {
  console.log(`SKIPPED, nothing was tested on a cluster: ${programs}`);
} else {
  let violations = 0;
  const server = await startClusterServer(programs, progress);
  try {
    violations += tell('migrations', await raceMigrations(server));
    violations += tell('references', await raceReferences(server));
    violations += tell('statements prepared', await racePreparing(server));
    violations += tell('races', await raceWrites(server));
    if (options.minutes > 0) violations += await faults(server);
  } catch (error) {
    console.log(error);
    violations += 1;
  } finally {
    await server.compare();
    await server[Symbol.asyncDispose]();
  }
  const { faults: taken, differences } = server.report;
  console.log(
    `nodes away: ${Object.entries(taken)
      .map(([name, times]) => `${name} ${times}`)
      .join(', ')}`,
  );
  console.log(`tables that differ between nodes: ${differences.length}`);
  for (const one of differences) console.log(`  - ${one}`);
  process.exitCode = violations + differences.length > 0 ? 1 : 0;
}
if (options.groupSeconds > 0 && (await groups(options.groupSeconds)) > 0) process.exitCode = 1;

/** Group replication of MySQL: with three writers, and with one that moves. Gives how many violations there were. */
async function groups(seconds: number): Promise<number> {
  try {
    let violations = 0;
    {
      await using group = await startGroup({ writers: 'all', progress });
      console.log('3 members of MySQL are up, all of which take writes');
      violations += tell('references in the group', await raceReferences({ cluster: group }));
    }
    {
      await using group = await startGroup({ writers: 'one', progress });
      console.log('3 members of MySQL are up, one of which takes writes');
      violations += tell('switches of the primary', await switchPrimaries(group, seconds));
    }
    return violations;
  } catch (error) {
    if (!(error instanceof StartError)) throw error;
    console.log(`SKIPPED, nothing was tested on a group of MySQL: ${error.message}`);
    return 0;
  }
}

/** @returns how many violations there were */
async function faults(server: ClusterServer): Promise<number> {
  console.log(`faults: ${options.minutes} minute(s), seed ${options.seed}`);
  const report = await runFaults({
    duration: options.minutes * 60_000,
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

function groupSeconds(text: string): number {
  const number = Number(text);
  if (number >= 0 && number <= 3_600) return number;
  throw new InvalidArgumentError('expected a number of seconds up to 3600.');
}

function minutes(text: string): number {
  const number = Number(text);
  if (number >= 0 && number <= 240) return number;
  throw new InvalidArgumentError('expected a number of minutes up to 240.');
}
