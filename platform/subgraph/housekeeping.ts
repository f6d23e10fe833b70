import { loggableError } from '../errors/loggable-error.ts';
import type { Log } from '../process/logging.ts';

/** Removes what has expired. */
export type Chore = () => Promise<void>;

const EVERY_MS = 10 * 60_000;

/** Runs the chores now and every ten minutes, one after the other. */
export function startHousekeeping(chores: readonly Chore[], log: Log): AsyncDisposable {
  let running = Promise.resolve();
  const run = () => {
    running = running.then(async () => {
      for (const chore of chores) {
        await chore().catch((error) => log.error({ error: loggableError(error) }, 'housekeeping failed'));
      }
    });
  };
  run();
  const timer = setInterval(run, EVERY_MS).unref();
  return {
    async [Symbol.asyncDispose]() {
      clearInterval(timer);
      await running;
    },
  };
}
