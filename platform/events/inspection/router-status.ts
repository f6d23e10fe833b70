import * as v from 'valibot';
import { type OutboxState, outboxState, SEQ } from './outbox-state.ts';

/** How a router finds one address of a subgraph. */
export interface AddressStatus {
  /** `host:port`; null in the same process. */
  place: string | null;
  state: 'ready' | 'not ready' | 'circuit open' | 'refused' | 'unavailable';
  circuit: 'closed' | 'open' | 'half-open';
  /** How long it took to say so, milliseconds; null when it did not. */
  latencyMs: number | null;
  /** Requests to it without an answer so far. */
  inFlight: number;
}

/** How a router finds one subgraph. */
export interface SubgraphStatus {
  name: string;
  addresses: readonly AddressStatus[];
  /** Null when it does not say. */
  outbox: OutboxState | null;
}

/** Dead events that a router is to have tried again. */
export interface ReplayOrder {
  id: string;
  subgraph: string;
  /** Null for all dead events of the subgraph. */
  seq: string | null;
}

/** What came of such an order. */
export interface ReplayResult {
  id: string;
  /** How many deliveries; null when the subgraph did not answer. */
  replayed: number | null;
}

/** What a router says of itself and of the graph, each time as a whole. */
export interface RouterStatus {
  /** UUID, of this process. */
  id: string;
  host: string;
  /** ISO 8601, UTC. */
  startedAt: string;
  /** When it says so again, milliseconds; null when it ends. */
  nextInMs: number | null;
  /** Its reports on requests, in requests and bytes. */
  accesses: { pending: number; waitingBytes: number; dropped: number };
  subgraphs: readonly SubgraphStatus[];
  /** What it was told to do, since it has last said anything. */
  done: readonly ReplayResult[];
}

/** What a router is asked in return. */
export interface RouterOrders {
  replays: readonly ReplayOrder[];
}

const MAX_SUBGRAPHS = 200;
const MAX_ADDRESSES = 100;
const MAX_ORDERS = 100;

const name = v.pipe(v.string(), v.minLength(1), v.maxLength(60));
const number = v.pipe(v.number(), v.finite(), v.minValue(0), v.maxValue(Number.MAX_SAFE_INTEGER));
const small = v.pipe(number, v.integer(), v.maxValue(2_147_483_647));
const orderId = v.pipe(v.string(), v.regex(SEQ));

/** A router's status as it came over the wire. */
export const routerStatus: v.GenericSchema<unknown, RouterStatus> = v.object({
  id: v.pipe(v.string(), v.uuid()),
  host: v.pipe(v.string(), v.maxLength(255)),
  startedAt: v.pipe(v.string(), v.isoTimestamp()),
  nextInMs: v.nullable(small),
  accesses: v.object({ pending: small, waitingBytes: number, dropped: number }),
  subgraphs: v.pipe(
    v.array(
      v.object({
        name,
        addresses: v.pipe(
          v.array(
            v.object({
              place: v.nullable(v.pipe(v.string(), v.maxLength(300))),
              state: v.picklist(['ready', 'not ready', 'circuit open', 'refused', 'unavailable']),
              circuit: v.picklist(['closed', 'open', 'half-open']),
              latencyMs: v.nullable(number),
              inFlight: small,
            }),
          ),
          v.maxLength(MAX_ADDRESSES),
        ),
        outbox: v.nullable(outboxState),
      }),
    ),
    v.maxLength(MAX_SUBGRAPHS),
  ),
  done: v.pipe(v.array(v.object({ id: orderId, replayed: v.nullable(small) })), v.maxLength(MAX_ORDERS)),
});

/** What a router is asked, as it came over the wire. */
export const routerOrders: v.GenericSchema<unknown, RouterOrders> = v.object({
  replays: v.pipe(
    v.array(v.object({ id: orderId, subgraph: name, seq: v.nullable(v.pipe(v.string(), v.regex(SEQ))) })),
    v.maxLength(MAX_ORDERS),
  ),
});
