import type { Database } from '../database/database.ts';
import { databaseFailure } from '../errors/database-failures.ts';
import { loggableError } from '../errors/loggable-error.ts';
import type { Log } from '../process/logging.ts';
import type { EventDelivery } from './event-delivery.ts';
import { type DueDelivery, findDue, markDelivered, markFailed, takeDue } from './outbox.ts';

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
/** How long to leave a database alone that fails. */
const FAILED_MS = 2_000;
/** Longer than a delivery may take: nobody else tries it meanwhile, and whose taker is gone waits for so long. */
const TAKEN_FOR_MS = 15_000;
const FIRST_RETRY_MS = 250;
const MAX_RETRY_MS = 5 * 60_000;

/** How long to wait after so many failed attempts: doubling, with jitter so that replicas do not meet again. */
export function retryDelayMs(attempts: number, random: () => number = Math.random): number {
  const base = Math.min(MAX_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.min(attempts, 30));
  return Math.round(base * (0.5 + random() / 2));
}

/** Starts delivering. Any number of replicas may: each takes what it delivers for a time, and the others pass it over. */
export function startRelay(options: RelayOptions): Relay {
  const stopping = new AbortController();
  const idling = new Set<() => void>();
  const loops = options.destinations.map((destination) => deliverTo(destination));
  return {
    wake() {
      for (const goOn of idling) goOn();
    },
    async [Symbol.asyncDispose]() {
      stopping.abort();
      this.wake();
      await Promise.all(loops);
    },
  };

  async function deliverTo(destination: string): Promise<void> {
    while (!stopping.signal.aborted) {
      try {
        if (!(await deliverDue(destination))) await idle(IDLE_MS);
      } catch (error) {
        if (stopping.signal.aborted) return;
        options.log.error({ destination, error: loggableError(error) }, 'relay failed');
        await idle(FAILED_MS);
      }
    }
  }

  /** Gives whether this replica has had anything to do. One delivery that fails here does not hold up the others. */
  async function deliverDue(destination: string): Promise<boolean> {
    let took = false;
    const failures: unknown[] = [];
    for (const due of await findDue(options.database, destination)) {
      if (stopping.signal.aborted) break;
      try {
        took = (await deliver(due)) || took;
      } catch (error) {
        const remedy = databaseFailure(error)?.remedy;
        // The others would find the database as this one has.
        if (remedy === 'wait' || remedy === 'another connection') throw error;
        failures.push(error);
      }
    }
    if (failures.length > 0) throw failures[0];
    return took;
  }

  /** Nothing is locked while the event is on its way: a receiver may take its time, and so may a network. */
  async function deliver(due: DueDelivery): Promise<boolean> {
    const { database, log } = options;
    const taken = await database.transaction((transaction) => takeDue(transaction, due, TAKEN_FOR_MS));
    if (!taken) return false;
    const { seq, destination, event } = taken;
    try {
      await options.delivery.deliver(destination, event);
    } catch (error) {
      const attempts = taken.attempts + 1;
      const retryInMs = attempts >= options.maxAttempts ? null : retryDelayMs(attempts);
      const failure = { reason: reasonOf(error), retryInMs };
      await database.transaction((transaction) => markFailed(transaction, taken, failure));
      const line = { destination, seq, event: event.id, type: event.type, attempts, reason: failure.reason };
      if (retryInMs === null) log.error(line, 'event is dead; see `npm run outbox -- --help`');
      else log.warn(line, 'event not delivered; it is tried again');
      return true;
    }
    await database.transaction((transaction) => {
      transaction.markRetryable();
      return markDelivered(transaction, taken);
    });
    return true;
  }

  function idle(ms: number): Promise<void> {
    if (stopping.signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = setTimeout(goOn, ms);
      idling.add(goOn);
      function goOn() {
        clearTimeout(timer);
        idling.delete(goOn);
        resolve();
      }
    });
  }
}

/** Why a delivery failed, without anything of the event. */
function reasonOf(error: unknown): string {
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
  if (cause instanceof Error && 'code' in cause && typeof cause.code === 'string') return cause.code;
  return cause instanceof Error ? cause.message : 'unknown';
}
