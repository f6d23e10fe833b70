import { Command, InvalidArgumentError } from 'commander';
import { wholeFrom } from '../option-values.ts';
import { buildPrograms } from '../processes/build.ts';
import { DATA_DIRECTORY, openGround } from '../run/run-bench.ts';
import { measureSoak } from './measure.ts';
import { renderSoak, verdictOf } from './verdict.ts';

interface Options {
  minutes: number;
  share: number;
  clientes: number;
  seed: number;
}

/**
 * The command that loads this graph for minutes.
 *
 * @param say told what is going on, and the result
 */
export function soakCommand(say: (text: string) => void, signal: AbortSignal): Command {
  return new Command('soak')
    .description(
      'sends this graph in one process all queries in turns at a steady rate for minutes, and prints memory, delays of the event loop and p99 by the minute. Fails when memory goes on growing, an answer is not right, or the loop stands still for half a second.',
    )
    .option('--minutes <number>', 'how long', wholeFrom(1, 600), 10)
    .option('--share <number>', 'of what it can answer, so much it is sent', share, 0.5)
    .option('--clientes <number>', 'customers in the database', wholeFrom(31, 1_000_000), 10_000)
    .option('--seed <number>', 'of the random questions', wholeFrom(1, 2 ** 31), 1)
    .action(async (options: Options) => {
      await buildPrograms();
      await using ground = await openGround({
        clientes: options.clientes,
        contestants: ['ours-in-process'],
        users: 20,
        shedsLoad: true,
        mysqlUrl: process.env.MYSQL_URL || null,
        dataDirectory: DATA_DIRECTORY,
        say,
        signal,
      });
      const [contestant] = ground.contestants.all;
      if (!contestant) throw new Error('the graph was not started');
      const slices = await measureSoak(ground, contestant, options, {
        signal,
        onSlice: ({ at, query, rssMib }) => say(`${at.toFixed(0)} s: ${query}, ${rssMib.toFixed(0)} MiB`),
      });
      say(`\n${renderSoak(slices)}`);
      if (verdictOf(slices).problems.length > 0) process.exitCode = 1;
    });
}

function share(text: string): number {
  const number = Number(text);
  if (number > 0 && number <= 1) return number;
  throw new InvalidArgumentError('expected a number above 0, and 1 at most.');
}
