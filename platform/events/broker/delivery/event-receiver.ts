import type { JsMsg } from '@nats-io/jetstream';
import type { Database } from '../../../database/database.ts';
import { databaseFailure } from '../../../errors/database-failures.ts';
import { loggableError } from '../../../errors/loggable-error.ts';
import { requestId } from '../../../http/requests/request-id.ts';
import { CONFIRMATION_SCOPE } from '../../../identity/callers/internal-scopes.ts';
import type { Callers } from '../../../identity/callers/issuers.ts';
import type { SigningKey, TrustedKeys } from '../../../identity/keys/keys.ts';
import { createMessageVerifier } from '../../../identity/tokens/signed-messages.ts';
import type { Log } from '../../../process/logging/logging.ts';
import { beginEntry, endWith, traceHeaders } from '../../../telemetry/span.ts';
import type { DomainEvent, EventHandlers } from '../../event/event.ts';
import { retryDelayMs } from '../../event/retry-delay.ts';
import { receive, wasReceived } from '../../inbox/inbox.ts';
import type { Broker } from '../connection/broker-connection.ts';
import {
  type Confirmation,
  confirmationAudience,
  confirmationBody,
  type EventMessage,
  eventAudience,
  eventSenders,
  parseEventBody,
  REQUEST_ID_HEADER,
  SIGNATURE_HEADER,
  TRACE_HEADER,
} from '../messages/messages.ts';
import { pullMessages } from '../messages/pull-messages.ts';
import { sendSigned } from '../messages/send-signed.ts';

export interface EventReceiverOptions {
  broker: Broker;
  /** The domain that the events are for. */
  destination: string;
  database: Database;
  handlers: EventHandlers;
  callers: Callers;
  trustedKeys: () => TrustedKeys;
  /** The domain's own key, by which it confirms. */
  currentKey: () => SigningKey;
  /** Attempts after which an event is given up. */
  maxAttempts: number;
  /** Called for each message that was refused: forged, or no event. */
  refused(): void;
  log: Log;
}

const AT_ONCE = 4;

/**
 * Takes a domain's events from the broker, applies each by way of the inbox, and confirms it to its sender before the broker
 * removes it. Events of one aggregate come one after the other, because their sender puts the next one on the broker
 * when the one before was confirmed.
 */
export function receiveEvents(options: EventReceiverOptions): AsyncDisposable {
  const { broker, destination, log } = options;
  const verifier = createMessageVerifier({
    trustedKeys: options.trustedKeys,
    audience: eventAudience(destination),
    callers: eventSenders(options.callers),
  });
  return pullMessages({
    broker,
    stream: broker.names.events,
    consumer: destination,
    atOnce: AT_ONCE,
    handle,
    log,
  });

  async function handle(message: JsMsg): Promise<void> {
    const id = requestId(message.headers?.get(REQUEST_ID_HEADER));
    const from = await senderOf(message);
    const read = from === null ? null : parseEventBody(message.data);
    if (from === null || read === null) {
      // Nobody else can do anything with it either. If it was a sender's, that finds it gone and sends it again.
      options.refused();
      log.error(
        { requestId: id, signed: from !== null },
        'a message on the broker was refused: it is no event of a subgraph that may send events here',
      );
      message.term();
      return;
    }
    const attempts = message.info.deliveryCount;
    const reason = await traced(message, read.event, () => outcomeOf(read, attempts));
    const confirm = (said: Pick<Confirmation, 'resultado' | 'motivo'>) =>
      confirmTo(from, id, {
        evento: read.event.id,
        publicacao: read.publication,
        tentativas: attempts,
        ...said,
      });
    const { id: event, type } = read.event;
    const told = { requestId: id, from, event, type, attempts };
    if (reason === null) {
      await confirm({ resultado: 'aplicado', motivo: null });
      message.ack();
      // Also of one that was applied before, whose confirmation did not get through.
      log.info(told, 'event applied');
      return;
    }
    const line = { ...told, reason };
    if (attempts >= options.maxAttempts) {
      await confirm({ resultado: 'morto', motivo: reason });
      message.term();
      log.error(line, 'event is dead; see `npm run outbox -- --help`');
      return;
    }
    message.nak(retryDelayMs(attempts));
    log.warn(line, 'event not applied; it is tried again');
    if (isTold(attempts)) await confirm({ resultado: 'falhou', motivo: reason });
  }

  /** The subgraph that has signed a message; null when it is forged, or of none that may send events here. */
  async function senderOf({ headers, data }: JsMsg): Promise<string | null> {
    const signature = headers?.get(SIGNATURE_HEADER) ?? '';
    return await verifier.verify(signature, data).catch(() => null);
  }

  /**
   * Null when the event has been applied, now or before; else why not. Before it is given up the inbox is looked into: an attempt
   * may have applied it whose confirmation did not get through, or whose commit was not answered. Throws when that cannot be read.
   */
  async function outcomeOf({ event }: EventMessage, attempts: number): Promise<string | null> {
    // Whoever tried it so often may have ended with it each time.
    const reason = attempts > options.maxAttempts ? 'no attempt came to an end' : await apply(event);
    if (reason === null || attempts < options.maxAttempts) return reason;
    return (await wasReceived(options.database, event)) ? null : reason;
  }

  async function apply(event: DomainEvent): Promise<string | null> {
    try {
      const result = await receive(options.database, options.handlers, event);
      return result === 'unknown type' ? `the type is unknown to ${destination}` : null;
    } catch (error) {
      log.warn({ event: event.id, error: loggableError(error) }, 'an event could not be applied');
      return reasonOf(error);
    }
  }

  async function confirmTo(origin: string, id: string, said: Confirmation): Promise<void> {
    await sendSigned(broker, options.currentKey(), {
      stream: broker.names.confirmations,
      subject: broker.names.confirmationSubject(origin, destination),
      id: `${said.evento}.${destination}.${said.publicacao}.${said.resultado}.${said.tentativas}`,
      audience: confirmationAudience(origin),
      scope: CONFIRMATION_SCOPE,
      requestId: id,
      body: confirmationBody(said),
    });
  }
}

/** Applies an event in the trace of its sender, where it is in one. */
function traced<Result>(
  { headers }: JsMsg,
  { id, type }: DomainEvent,
  apply: () => Promise<Result>,
): Promise<Result> {
  const sent = traceHeaders({ traceparent: headers?.get(TRACE_HEADER) });
  const attributes = {
    'messaging.system': 'nats',
    'messaging.operation.type': 'process',
    'messaging.operation.name': 'apply',
    'messaging.message.id': id,
    'graph.event.type': type,
  };
  const span = sent && beginEntry(`apply ${type}`, { kind: 'consumer', attributes }, sent);
  return span === null ? apply() : endWith(span, apply);
}

/** The sender is told of the first failures and then of fewer and fewer: 1, 2, 4, 8 ... */
function isTold(attempts: number): boolean {
  return (attempts & (attempts - 1)) === 0;
}

function reasonOf(error: unknown): string {
  const failure = databaseFailure(error);
  if (failure) return failure.reason;
  return error instanceof Error ? error.name : 'unknown';
}
