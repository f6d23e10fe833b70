import * as v from 'valibot';
import type { Database } from '../../database/database.ts';
import { type DestinationBacklog, readBacklog } from './backlog.ts';
import { listUndelivered, replay } from './outbox-inspection.ts';

/** A dead event as an operator is shown it: nothing that says whom it is about. */
export interface DeadEvent {
  seq: string;
  destination: string;
  type: string;
  attempts: number;
  error: string | null;
  /** ISO 8601, UTC; null when the event is not there any more. */
  createdAt: string | null;
}

/** What is in an outbox: how much waits for each destination, and the oldest dead events. */
export interface OutboxState {
  queues: readonly DestinationBacklog[];
  dead: readonly DeadEvent[];
}

/** A subgraph's outbox, for routers. */
export interface Outbox {
  read(): Promise<OutboxState>;
  /** Makes dead events wait again, one of them or all. Gives how many deliveries; again it changes nothing. */
  replay(seq: string | null): Promise<number>;
}

const MAX_DEAD = 20;
const MAX_DESTINATIONS = 100;

/**
 * The outbox of a subgraph.
 *
 * @param destinations the domains that its events go to; with none it has no outbox, and nothing is in it
 */
export function outboxOf(database: Database, destinations: readonly string[]): Outbox {
  const isThere = destinations.length > 0;
  return {
    async read() {
      if (!isThere) return { queues: [], dead: [] };
      const [backlogs, dead] = await Promise.all([
        readBacklog(database),
        listUndelivered(database, { dead: true, atMost: MAX_DEAD }),
      ]);
      const known = new Map(backlogs.map((backlog) => [backlog.destination, backlog]));
      const all = new Set([...destinations, ...known.keys()]);
      return {
        queues: [...all].map((destination) => known.get(destination) ?? { destination, ...NOTHING }),
        dead: dead.map(({ seq, destination, type, attempts, error, createdAt }) => ({
          seq,
          destination,
          type,
          attempts,
          error,
          createdAt: createdAt?.toISOString() ?? null,
        })),
      };
    },
    replay: async (seq) => (isThere ? await replay(database, seq ?? 'all') : 0),
  };
}

const NOTHING = { pending: 0, published: 0, dead: 0, lagSeconds: 0 };

/** The number of an event. */
export const SEQ = /^[1-9]\d{0,18}$/;

const word = v.pipe(v.string(), v.maxLength(60));
const count = v.pipe(v.number(), v.finite(), v.minValue(0), v.maxValue(2_147_483_647));
const whole = v.pipe(count, v.integer());

/** An outbox as it came over the wire. */
export const outboxState: v.GenericSchema<unknown, OutboxState> = v.object({
  queues: v.pipe(
    v.array(
      v.object({ destination: word, pending: whole, published: whole, dead: whole, lagSeconds: count }),
    ),
    v.maxLength(MAX_DESTINATIONS),
  ),
  dead: v.pipe(
    v.array(
      v.object({
        seq: v.pipe(v.string(), v.regex(SEQ)),
        destination: word,
        type: word,
        attempts: whole,
        error: v.nullable(v.pipe(v.string(), v.maxLength(200))),
        createdAt: v.nullable(v.pipe(v.string(), v.isoTimestamp())),
      }),
    ),
    v.maxLength(MAX_DEAD),
  ),
});
