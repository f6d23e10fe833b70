import type { Database } from '../database.ts';
import { loggableError } from '../errors.ts';
import type { Log } from '../logging.ts';
import type { EventDelivery } from './event-delivery.ts';
import { hasDue, markDelivered, markFailed, takeDue } from './outbox.ts';

/** Carries events from the outbox to the domains they are for. */
export interface Relay extends AsyncDisposable {
  /** Looks at once, because something has just been committed. */
  wake(): void;
}

export interface RelayOptions {
  database: Database;
  delivery: EventDelivery;
  /** The domains that events go to; each has a loop of its own, so that none waits for another. */
  destinations: readonly string[];
  log: Log;
  /** Attempts after which a delivery is dead. */
  maxAttempts: number;
}

const IDLE_MS = 250;
const FIRST_RETRY_MS = 250;
const MAX_RETRY_MS = 5 * 60_000;

/** How long to wait after so many failed attempts: doubling, with jitter so that replicas do not meet again. */
export function retryDelayMs(attempts: number, random: () => number = Math.random): number {
  const base = Math.min(MAX_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.min(attempts, 30));
  return Math.round(base * (0.5 + random() / 2));
}

/** Starts delivering. Any number of replicas may: each locks what it delivers, and the others skip it. */
export function startRelay(options: RelayOptions): Relay {
  const stopping = new AbortController();
  let wake: (() => void)[] = [];
  const loops = options.destinations.map((destination) => deliverTo(destination));
  return {
    wake() {
      const waiting = wake;
      wake = [];
      for (const go of waiting) go();
    },
    async [Symbol.asyncDispose]() {
      stopping.abort();
      this.wake();
      await Promise.all(loops);
    },
  };

  async function deliverTo(destination: string): Promise<void> {
    while (!stopping.signal.aborted) {
      const found = await deliverNext(destination).catch((error) => {
        if (!stopping.signal.aborted)
          options.log.error({ destination, error: loggableError(error) }, 'relay failed');
        return false;
      });
      if (!found && !stopping.signal.aborted) await idle();
    }
  }

  /**
   * The lock is held while the event is delivered: when this process dies, the server gives it back, and the event is
   * delivered again, which the receiver's inbox makes harmless.
   */
  async function deliverNext(destination: string): Promise<boolean> {
    if (!(await hasDue(options.database, destination))) return false;
    return await options.database.transaction(async (transaction) => {
      const due = await takeDue(transaction, destination);
      if (!due) return false;
      const { seq, event } = due;
      try {
        await options.delivery.deliver(destination, event);
      } catch (error) {
        const attempts = due.attempts + 1;
        const retryInMs = attempts >= options.maxAttempts ? null : retryDelayMs(attempts);
        await markFailed(transaction, seq, destination, { reason: reasonOf(error), retryInMs });
        const line = {
          destination,
          seq,
          event: event.id,
          type: event.type,
          attempts,
          reason: reasonOf(error),
        };
        if (retryInMs === null) options.log.error(line, 'event is dead; see `npm run outbox -- --help`');
        else options.log.warn(line, 'event not delivered; it is tried again');
        return true;
      }
      await markDelivered(transaction, seq, destination);
      return true;
    });
  }

  function idle(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, IDLE_MS);
      wake.push(() => {
        clearTimeout(timer);
        resolve();
      });
    });
  }
}

/** Why a delivery failed, without anything of the event. */
function reasonOf(error: unknown): string {
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
  if (cause instanceof Error && 'code' in cause && typeof cause.code === 'string') return cause.code;
  return cause instanceof Error ? cause.message : 'unknown';
}
