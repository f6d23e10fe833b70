import { Command } from 'commander';
import { minutes } from '../support/commands/option-values.ts';
import { runChaos } from './chaos-run.ts';

const options = new Command('test:chaos')
  .description(
    'Asks and writes while connections between router, subgraphs and database are slow, cut, frozen or full of garbage; checks each answer.',
  )
  .option('--minutes <number>', 'how long', minutes, 5)
  .option('--seed <number>', 'of what happens at random', Number, Date.now() % 1_000_000)
  .parse()
  .opts<{ minutes: number; seed: number }>();

console.log(`${options.minutes} minute(s), seed ${options.seed}`);
const report = await runChaos({
  duration: options.minutes * 60_000,
  seed: options.seed,
  progress: (message) => console.log(message),
});
console.log(JSON.stringify(report, null, 2));
process.exitCode = report.violations.length > 0 ? 1 : 0;
