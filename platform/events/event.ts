import type { Transaction } from '../database/transaction.ts';

/** Something that happened in one domain and that others act on. Its names are those of Debezium's outbox router. */
export interface DomainEvent {
  /** UUID; the same at every delivery. */
  id: string;
  /** Kind of what it happened to, such as `Cliente`. */
  aggregatetype: string;
  /** Which one; events of one aggregate are delivered in order. */
  aggregateid: string;
  /** What happened, such as `ClienteExcluido`. */
  type: string;
  payload: Record<string, unknown>;
}

/** What a domain does about each type of event, in the transaction that marks the event as received. */
export type EventHandlers = Readonly<
  Record<string, (transaction: Transaction, event: DomainEvent) => Promise<void>>
>;

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const NAME = /^[A-Za-z][A-Za-z0-9]{0,59}$/;
const AGGREGATE_ID = /^[A-Za-z0-9-]{1,40}$/;

/** An event as it came over the wire, or null when it is none. */
export function parseEvent(body: unknown): DomainEvent | null {
  if (typeof body !== 'object' || body === null) return null;
  const { id, aggregatetype, aggregateid, type, payload } = body as Record<string, unknown>;
  const isEvent =
    matches(id, UUID) &&
    matches(aggregatetype, NAME) &&
    matches(aggregateid, AGGREGATE_ID) &&
    matches(type, NAME) &&
    typeof payload === 'object' &&
    payload !== null;
  return isEvent
    ? { id, aggregatetype, aggregateid, type, payload: payload as Record<string, unknown> }
    : null;
}

function matches(value: unknown, form: RegExp): value is string {
  return typeof value === 'string' && form.test(value);
}
