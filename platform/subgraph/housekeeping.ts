import type { Database } from '../database/database.ts';
import type { PlatformTable } from '../database/migrations/platform-table.ts';
import { loggableError } from '../errors/loggable-error.ts';
import type { Log } from '../process/logging/logging.ts';

/** Removes what has expired, in steps, and ends between two of them when the process is stopping. */
export type HousekeepingTask = (stopping: AbortSignal) => Promise<void>;

/** A task for each of the platform's tables in a schema: rows go that nobody needs any more. */
export function cleaningOf(tables: readonly PlatformTable[], database: Database): HousekeepingTask[] {
  return tables.map((table) => (stopping) => table.forgetOld(database, stopping));
}

const EVERY_MS = 10 * 60_000;

/** Runs the tasks now and every ten minutes, one after the other, until it is disposed of. */
export function startHousekeeping(tasks: readonly HousekeepingTask[], log: Log): AsyncDisposable {
  const stopping = new AbortController();
  let running = Promise.resolve();
  const run = () => {
    running = running.then(async () => {
      for (const task of tasks) {
        if (stopping.signal.aborted) return;
        await task(stopping.signal).catch((error) =>
          log.error({ error: loggableError(error) }, 'housekeeping failed'),
        );
      }
    });
  };
  run();
  const timer = setInterval(run, EVERY_MS).unref();
  return {
    async [Symbol.asyncDispose]() {
      clearInterval(timer);
      stopping.abort();
      await running;
    },
  };
}
