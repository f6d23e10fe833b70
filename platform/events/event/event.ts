import * as v from 'valibot';
import type { Transaction } from '../../database/transactions/transaction.ts';
import { isJsonObject } from '../../http/bodies/json-object.ts';

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

/** Whether a handler has done all that there is to do about an event; one that has not is called again, in a transaction of its own. */
export type Handled = 'whole' | 'in part';

/**
 * What a domain does about each type of event, in the transaction that marks the event as received. An event that a
 * person sends again after months is applied again: once more has to be as good as once.
 */
export type EventHandlers = Readonly<
  Record<string, (transaction: Transaction, event: DomainEvent) => Promise<void> | Promise<Handled>>
>;

/** The error for a report that can never be taken: sent again it is no better. */
export class UnusableReport extends Error {
  constructor() {
    super('this is no report that is understood here');
    this.name = 'UnusableReport';
  }
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const NAME = /^[A-Za-z][A-Za-z0-9]{0,59}$/;
const AGGREGATE_ID = /^[A-Za-z0-9-]{1,40}$/;

const name = v.pipe(v.string(), v.regex(NAME));
const domainEvent: v.GenericSchema<unknown, DomainEvent> = v.object({
  id: v.pipe(v.string(), v.regex(UUID)),
  aggregatetype: name,
  aggregateid: v.pipe(v.string(), v.regex(AGGREGATE_ID)),
  type: name,
  payload: v.custom<Record<string, unknown>>(isJsonObject),
});

/** An event as it came over the wire, or null when it is none. */
export function parseEvent(body: unknown): DomainEvent | null {
  const parsed = v.safeParse(domainEvent, body, { abortEarly: true });
  return parsed.success ? parsed.output : null;
}

/** The event that JSON in UTF-8 is, or null when it is none. */
export function eventIn(bytes: Uint8Array): DomainEvent | null {
  try {
    return parseEvent(JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString()));
  } catch {
    return null;
  }
}
