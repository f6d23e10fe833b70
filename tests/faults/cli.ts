import { Command, Option } from 'commander';
import { minutes } from '../support/commands/option-values.ts';
import { describeFaults } from './fault-report.ts';
import { type EventsForm, runFaults } from './fault-run.ts';

const options = new Command('test:faults')
  .description(
    'Writes and erases while processes, the relay, the database and the broker of events are killed; then checks that nothing acknowledged was lost and nothing was applied twice.',
  )
  .option('--minutes <number>', 'how long', minutes, 5)
  .option('--seed <number>', 'of what happens at random', Number, Date.now() % 1_000_000)
  .addOption(
    new Option('--events <how>', 'how events go from one domain to others')
      .choices(['http', 'nats', 'nats-cluster'])
      .default('http'),
  )
  .parse()
  .opts<{ minutes: number; seed: number; events: EventsForm }>();

console.log(`${options.minutes} minute(s), seed ${options.seed}, events over ${options.events}`);
const report = await runFaults({
  duration: options.minutes * 60_000,
  seed: options.seed,
  events: options.events,
  progress: (message) => console.log(message),
});
console.log(describeFaults(report));
process.exitCode = report.violations.length > 0 ? 1 : 0;
