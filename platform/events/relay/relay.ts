import type { Database } from '../../database/database.ts';
import { databaseFailure } from '../../errors/database-failures.ts';
import { loggableError } from '../../errors/loggable-error.ts';
import type { Log } from '../../process/logging/logging.ts';
import { beginEntry, endWith } from '../../telemetry/span.ts';
import { type Delivered, DeliveryUnavailable, type EventDelivery } from '../event/event-delivery.ts';
import { retryDelayMs } from '../event/retry-delay.ts';
import {
  type DueDelivery,
  findDue,
  markDelivered,
  markFailed,
  type TakenDelivery,
  takeDue,
} from '../outbox/outbox.ts';
import { markOnItsWay, markPublished } from '../outbox/outbox-broker.ts';

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
  /** Attempts after which a delivery is dead, unless what it leaves by is not there. */
  maxAttempts: number;
  /** When it is first looked whether the broker still has what its domain has not confirmed; after ten seconds by default. */
  firstLookMs?: number | undefined;
}

const IDLE_MS = 250;
/** How long to leave a database alone that fails. */
const FAILED_MS = 2_000;
/** Longer than a delivery may take: nobody else tries it meanwhile, and whose taker is gone waits for so long. */
export const TAKEN_FOR_MS = 15_000;

const FIRST_LOOK_MS = 10_000;
const MAX_LOOK_MS = 15 * 60_000;

/**
 * How long to wait for a confirmation before looking whether the broker still has the event: as long as that has taken already,
 * from ten seconds to a quarter of an hour, so that many events that wait cost little.
 */
function lookDelayMs(publishedMsAgo: number, firstMs = FIRST_LOOK_MS): number {
  return Math.min(MAX_LOOK_MS, Math.max(firstMs, publishedMsAgo));
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
    const { seq, destination, event, publication, requestId } = taken;
    let delivered: Delivered;
    try {
      delivered = await deliverTraced(taken, () =>
        options.delivery.deliver(destination, event, publication, requestId),
      );
    } catch (error) {
      const attempts = taken.attempts + 1;
      const isDead = attempts >= options.maxAttempts && !(error instanceof DeliveryUnavailable);
      const retryInMs = isDead ? null : retryDelayMs(attempts);
      const failure = { reason: reasonOf(error), retryInMs };
      await database.transaction((transaction) => markFailed(transaction, taken, failure));
      const { id, type } = event;
      const line = { requestId, destination, seq, event: id, type, attempts, reason: failure.reason };
      if (retryInMs === null) log.error(line, 'event is dead; see `npm run outbox -- --help`');
      else log.warn(line, 'event not delivered; it is tried again');
      return true;
    }
    await note(taken, delivered);
    return true;
  }

  async function note(taken: TakenDelivery, delivered: Delivered): Promise<void> {
    await options.database.transaction(async (transaction) => {
      if (delivered.kind === 'published') {
        const lookInMs = lookDelayMs(0, options.firstLookMs);
        return await markPublished(transaction, taken, { position: delivered.position, lookInMs });
      }
      // Said again, these change nothing.
      transaction.markRetryable();
      if (delivered.kind === 'applied') {
        return await markDelivered(transaction, taken, taken.publication.publications);
      }
      await markOnItsWay(transaction, taken, lookDelayMs(taken.publishedMsAgo, options.firstLookMs));
    });
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

/**
 * A delivery in the trace of what it tells, however much later it is. An event that was written without one is delivered
 * without one: what a relay does by itself is nothing that anybody has asked for.
 */
function deliverTraced<Result>(
  { destination, event, attempts, trace }: TakenDelivery,
  deliver: () => Promise<Result>,
): Promise<Result> {
  const span =
    trace &&
    beginEntry(
      `deliver ${event.type}`,
      {
        kind: 'producer',
        attributes: {
          'messaging.system': 'outbox',
          'messaging.operation.type': 'send',
          'messaging.operation.name': 'deliver',
          'messaging.destination.name': destination,
          'messaging.message.id': event.id,
          'graph.event.type': event.type,
          'graph.event.attempt': attempts + 1,
        },
      },
      trace,
    );
  return span === null ? deliver() : endWith(span, deliver);
}

/** Why a delivery failed, without anything of the event. */
function reasonOf(error: unknown): string {
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
  if (cause instanceof Error && 'code' in cause && typeof cause.code === 'string') return cause.code;
  return cause instanceof Error ? cause.message : 'unknown';
}
