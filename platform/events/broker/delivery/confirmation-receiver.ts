import type { JsMsg } from '@nats-io/jetstream';
import type { Database } from '../../../database/database.ts';
import { requestId } from '../../../http/requests/request-id.ts';
import type { TrustedKeys } from '../../../identity/keys/keys.ts';
import { createMessageVerifier } from '../../../identity/tokens/signed-messages.ts';
import type { Log } from '../../../process/logging/logging.ts';
import { noteConfirmation, type Said } from '../../outbox/outbox-broker.ts';
import type { Broker } from '../connection/broker-connection.ts';
import {
  type Confirmation,
  confirmationAudience,
  confirmers,
  parseConfirmationBody,
  REQUEST_ID_HEADER,
  SIGNATURE_HEADER,
} from '../messages/messages.ts';
import { pullMessages } from '../messages/pull-messages.ts';

export interface ConfirmationReceiverOptions {
  broker: Broker;
  /** The subgraph whose events were confirmed. */
  origin: string;
  destinations: readonly string[];
  database: Database;
  trustedKeys: () => TrustedKeys;
  /** Called after each: a later event about the same aggregate may be due now. */
  noted(): void;
  /** Called for each message that was refused: forged, or no confirmation. */
  refused(): void;
  log: Log;
}

const AT_ONCE = 2;

/** Takes from the broker what domains say of a subgraph's events, and notes it in the outbox. */
export function receiveConfirmations(options: ConfirmationReceiverOptions): AsyncDisposable {
  const { broker, origin, database, log } = options;
  const verifier = createMessageVerifier({
    trustedKeys: options.trustedKeys,
    audience: confirmationAudience(origin),
    callers: confirmers(options.destinations),
  });
  return pullMessages({
    broker,
    stream: broker.names.confirmations,
    consumer: origin,
    atOnce: AT_ONCE,
    handle,
    log,
  });

  async function handle(message: JsMsg): Promise<void> {
    const { headers, data } = message;
    // A domain speaks for itself alone.
    const destination = await verifier.verify(headers?.get(SIGNATURE_HEADER) ?? '', data).catch(() => null);
    const confirmation = destination === null ? null : parseConfirmationBody(data);
    if (destination === null || confirmation === null) {
      options.refused();
      log.error(
        { requestId: requestId(headers?.get(REQUEST_ID_HEADER)), signed: destination !== null },
        'a message on the broker was refused: it is no confirmation of a domain that events go to',
      );
      message.term();
      return;
    }
    const about = { eventId: confirmation.evento, destination };
    await database.transaction(async (transaction) => {
      // Said again, it changes nothing.
      transaction.markRetryable();
      await noteConfirmation(transaction, about, said(confirmation));
    });
    message.ack();
    options.noted();
    if (confirmation.resultado === 'morto') {
      const { evento: event, tentativas: attempts, motivo: reason } = confirmation;
      log.error({ destination, event, attempts, reason }, 'event is dead; see `npm run outbox -- --help`');
    }
  }
}

function said({ resultado, publicacao, tentativas, motivo }: Confirmation): Said {
  if (resultado === 'aplicado') return { kind: 'applied', publication: publicacao };
  return {
    kind: 'failed',
    publication: publicacao,
    attempts: tentativas,
    reason: motivo ?? 'unknown',
    isDead: resultado === 'morto',
  };
}
