import { Command, InvalidArgumentError } from 'commander';
import { minutes } from '../support/commands/option-values.ts';

export interface DifferentialOptions {
  /** How long to go on, milliseconds. */
  duration: number;
  /** The same seed tries the same inputs in the same order. */
  seed: number;
}

export interface DifferentialReport {
  /** What was tried, by what it is called in the report. */
  counts: Readonly<Record<string, number>>;
  /** The smallest input found that makes a difference, with the difference; null where there is none. */
  difference: string | null;
}

/** A sub-command that compares for some minutes, prints what was tried, and exits with 1 when there is a difference. */
export function differentialCommand(
  name: string,
  description: string,
  run: (options: DifferentialOptions) => Promise<DifferentialReport>,
): Command {
  return new Command(name)
    .description(description)
    .option('--minutes <number>', 'how long', minutes, 5)
    .option('--seed <number>', 'of the inputs', seed, Date.now() % 1_000_000)
    .action(async (options: { minutes: number; seed: number }) => {
      console.log(`${name}: ${options.minutes} minute(s), seed ${options.seed}`);
      const { counts, difference } = await run({ duration: options.minutes * 60_000, seed: options.seed });
      for (const [what, count] of Object.entries(counts))
        console.log(`${String(count).padStart(10)}  ${what}`);
      console.log(difference === null ? 'no difference' : `DIFFERENCE\n${difference}`);
      if (difference !== null) process.exitCode = 1;
    });
}

function seed(text: string): number {
  const number = Number(text);
  if (Number.isSafeInteger(number)) return number;
  throw new InvalidArgumentError('expected a whole number.');
}
