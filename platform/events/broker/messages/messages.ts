import * as v from 'valibot';
import { CONFIRMATION_SCOPE, EVENT_SCOPE } from '../../../identity/callers/internal-scopes.ts';
import type { Callers } from '../../../identity/callers/issuers.ts';
import { type DomainEvent, parseEvent } from '../../event/event.ts';

/** The header with the sender's signature, and that with the id that logs of both sides have. */
export const SIGNATURE_HEADER = 'Assinatura';
/** The header with the trace of its sender. */
export const TRACE_HEADER = 'traceparent';
export { REQUEST_ID_HEADER } from '../../../http/requests/request-id.ts';

/** An event as it lies at the broker. */
export interface EventMessage {
  event: DomainEvent;
  /** Which time it is that the sender has put it there; from 0. */
  publication: number;
}

/** What a domain says of an event that it has had. */
export interface Confirmation {
  /** The event's id. */
  evento: string;
  publicacao: number;
  /** `aplicado` now or before; `falhou`, and will be tried again; `morto` is given up. */
  resultado: 'aplicado' | 'falhou' | 'morto';
  /** How often it has been tried. */
  tentativas: number;
  /** Why it failed, without anything of the event. */
  motivo: string | null;
}

/** The audience of events for a domain, which is not that of requests to it. */
export function eventAudience(destination: string): string {
  return `eventos:${destination}`;
}

/** The audience of confirmations for the sender of events. */
export function confirmationAudience(origin: string): string {
  return `confirmacoes:${origin}`;
}

/** Those of a subgraph's callers who may send it events. */
export function eventSenders(callers: Callers): Callers {
  return Object.fromEntries(
    Object.entries(callers)
      .filter(([, scopes]) => scopes.includes(EVENT_SCOPE))
      .map(([name]) => [name, [EVENT_SCOPE]]),
  );
}

/** Those who confirm a subgraph's events: the domains that they go to. */
export function confirmers(destinations: readonly string[]): Callers {
  return Object.fromEntries(destinations.map((name) => [name, [CONFIRMATION_SCOPE]]));
}

const publication = v.pipe(v.number(), v.integer(), v.minValue(0));

const publicationOf: v.GenericSchema<unknown, { publicacao: number }> = v.object({ publicacao: publication });

const confirmation: v.GenericSchema<unknown, Confirmation> = v.object({
  evento: v.pipe(v.string(), v.uuid()),
  publicacao: publication,
  resultado: v.picklist(['aplicado', 'falhou', 'morto']),
  tentativas: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1_000_000)),
  motivo: v.nullable(v.pipe(v.string(), v.maxLength(200))),
});

/** The body of a message with an event: the event, and which publication of it that is. */
export function eventBody({ event, publication }: EventMessage): Uint8Array {
  return new TextEncoder().encode(JSON.stringify({ ...event, publicacao: publication }));
}

/** The event in a message, or null when there is none. */
export function parseEventBody(body: Uint8Array): EventMessage | null {
  const parsed = parseJson(body);
  const event = parseEvent(parsed);
  const read = v.safeParse(publicationOf, parsed);
  return event && read.success ? { event, publication: read.output.publicacao } : null;
}

/** The body of a message with a confirmation. */
export function confirmationBody(said: Confirmation): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(said));
}

/** The confirmation in a message, or null when there is none. */
export function parseConfirmationBody(body: Uint8Array): Confirmation | null {
  const read = v.safeParse(confirmation, parseJson(body), { abortEarly: true });
  return read.success ? read.output : null;
}

function parseJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    // Nothing that anybody sends, so that the caller says what is wrong.
    return undefined;
  }
}
