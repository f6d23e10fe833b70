import type { Database } from '../../database/database.ts';
import { loggableError } from '../../errors/loggable-error.ts';
import type { Log } from '../../process/logging/logging.ts';
import { readBacklog } from './backlog.ts';

const EVERY_MS = 60_000;
/** A delivery that waits longer than this is worth a line. */
const LATE_SECONDS = 30;

/** Logs once a minute, while events are late or dead, how many and for which domain. */
export function startBacklogReport(database: Database, log: Log): AsyncDisposable {
  let running = Promise.resolve();
  const timer = setInterval(() => {
    running = running.then(() => reportBacklog(database, log));
  }, EVERY_MS).unref();
  return {
    async [Symbol.asyncDispose]() {
      clearInterval(timer);
      await running;
    },
  };
}

/** Logs a line for each domain whose events are late or dead. Never throws: what is wrong is logged. */
export async function reportBacklog(database: Database, log: Log): Promise<void> {
  try {
    for (const { destination, pending, published, dead, lagSeconds } of await readBacklog(database)) {
      if (dead === 0 && lagSeconds < LATE_SECONDS) continue;
      const line = { destination, pending, published, dead, lagSeconds: Math.round(lagSeconds) };
      log.warn(line, dead > 0 ? 'events are dead; see `npm run outbox -- --help`' : 'events are late');
    }
  } catch (error) {
    log.error({ error: loggableError(error) }, 'the backlog of events cannot be read');
  }
}
