import { Command, InvalidArgumentError } from 'commander';
import { type FaultReport, runFaults } from './fault-run.ts';

const options = new Command('test:faults')
  .description(
    'Writes and erases while processes, the relay and the database are killed; then checks that nothing acknowledged was lost and nothing was applied twice.',
  )
  .option('--minutes <number>', 'how long', minutes, 5)
  .option('--seed <number>', 'of what happens at random', Number, Date.now() % 1_000_000)
  .parse()
  .opts<{ minutes: number; seed: number }>();

console.log(`${options.minutes} minute(s), seed ${options.seed}`);
const report = await runFaults({
  duration: options.minutes * 60_000,
  seed: options.seed,
  progress: (message) => console.log(message),
});
console.log(describe(report));
process.exitCode = report.violations.length > 0 ? 1 : 0;

function minutes(text: string): number {
  const number = Number(text);
  if (number > 0 && number <= 240) return number;
  throw new InvalidArgumentError('expected a number of minutes up to 240.');
}

function describe({ counts, kills, customers, purchases, violations }: FaultReport): string {
  const killed = Object.entries(kills).map(([name, times]) => `${name} ${times}`);
  return `
operations   ${counts.operations} (${counts.attempts} attempts, ${counts.repeats} sent again on purpose, ${counts.refused} refused for an erased customer)
acknowledged ${customers} customers, ${purchases} purchases, ${counts.erasures} erasures, ${counts.reversals} reversals
kills        ${Object.values(kills).reduce((sum, one) => sum + one, 0)} (${killed.join(', ')})
violations   ${violations.length}${violations.map((one) => `\n  - ${one}`).join('')}`;
}
