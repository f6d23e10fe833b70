import { Command, InvalidArgumentError } from 'commander';
import { describeFaults } from '../faults/fault-report.ts';
import { runFaults } from '../faults/fault-run.ts';
import { clusterPrograms } from './cluster-packages.ts';
import { type ClusterServer, startClusterServer } from './cluster-server.ts';
import { type RaceReport, raceMigrations, racePreparing, raceReferences, raceWrites } from './races.ts';

const options = new Command('test:cluster')
  .description(
    [
      'Runs the graph on three nodes of MariaDB with Galera, all of which take writes, behind HAProxy: starts at once,',
      'races, and then writes while nodes are killed, frozen and cut off. Galera and HAProxy are fetched from the',
      "system's package source into a cache without root (4 MB, once). Where that cannot be it says why and ends well.",
    ].join(' '),
  )
  .option('--minutes <number>', 'how long nodes and processes are taken away; 0 leaves it out', minutes, 1)
  .option('--seed <number>', 'of what happens at random', Number, Date.now() % 1_000_000)
  .parse()
  .opts<{ minutes: number; seed: number }>();

const progress = (message: string) => console.log(message);
const programs = await clusterPrograms(progress);
if (typeof programs === 'string') {
  console.log(`SKIPPED, nothing was tested on a cluster: ${programs}`);
} else {
  let violations = 0;
  const tell = (what: string, { rounds, violations: found }: RaceReport) => {
    violations += found.length;
    const counted = Object.entries(rounds).map(([name, times]) => `${name} ${times}`);
    console.log(`${what}: ${counted.join(', ')}; violations ${found.length}`);
    for (const one of found) console.log(`  - ${one}`);
  };
  const server = await startClusterServer(programs, progress);
  try {
    tell('migrations', await raceMigrations(server));
    tell('references', await raceReferences(server));
    tell('statements prepared', await racePreparing(server));
    tell('races', await raceWrites(server));
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

function minutes(text: string): number {
  const number = Number(text);
  if (number >= 0 && number <= 240) return number;
  throw new InvalidArgumentError('expected a number of minutes up to 240.');
}
