import { Command } from 'commander';
import { provideMysql } from '../../dev/mysql/provide-mysql.ts';
import { minutes } from '../support/commands/option-values.ts';
import { type FuzzReport, runFuzz } from './fuzz-run.ts';

const MIB = 1024 * 1024;

const options = new Command('test:fuzz')
  .description(
    'Sends hostile requests within the limits to the whole graph, and measures how long each holds the event loop and what all leave in memory.',
  )
  .option('--minutes <number>', 'how long', minutes, 5)
  .option('--seed <number>', 'of what is random in the requests', Number, Date.now() % 1_000_000)
  .option('--only <text>', 'kinds of documents with this in their names', '')
  .option('--max-held-ms <number>', 'how long a request may hold the event loop', Number, 100)
  .option('--max-growth-mib <number>', 'by how much the heap may grow', Number, 400)
  .parse()
  .opts<{ minutes: number; seed: number; only: string; maxHeldMs: number; maxGrowthMib: number }>();

console.log(`${options.minutes} minute(s), seed ${options.seed}`);
await using server = await provideMysql({
  url: null,
  dataDirectory: null,
  durable: false,
  progress: console.log,
});
const report = await runFuzz({
  adminUrl: server.adminUrl,
  prefix: 'fuzz_',
  requests: Number.POSITIVE_INFINITY,
  duration: options.minutes * 60_000,
  seed: options.seed,
  only: options.only,
  maxHeldMs: options.maxHeldMs,
  maxGrowth: options.maxGrowthMib * MIB,
  progress: (message) => console.log(message),
});
console.log(describe(report));
process.exitCode = report.violations.length > 0 ? 1 : 0;

function describe({ requests, statuses, worst, growth, violations }: FuzzReport): string {
  return `
requests   ${requests} (${Object.entries(statuses)
    .map(([status, count]) => `status ${status}: ${count}`)
    .join(', ')})
heap       +${Math.round(growth / MIB)} MiB at most
longest holds of the event loop
${worst.map(({ heldMs, ms, status, number, kind }) => `  ${Math.round(heldMs)} ms of ${Math.round(ms)} ms, status ${status}, request ${number}: ${kind}`).join('\n')}
violations ${violations.length}${violations.map((one) => `\n  - ${one}`).join('')}`;
}
