import { JetStreamApiError, type PubAck } from '@nats-io/jetstream';
import { headers } from '@nats-io/transport-node';
import type { SigningKey } from '../../../identity/keys/keys.ts';
import { signMessage } from '../../../identity/tokens/signed-messages.ts';
import { currentSpan } from '../../../telemetry/span.ts';
import {
  BROKER_TIMEOUT_MS,
  type Broker,
  BrokerUnavailable,
  brokerProblemOf,
} from '../connection/broker-connection.ts';
import { REQUEST_ID_HEADER, SIGNATURE_HEADER, TRACE_HEADER } from './messages.ts';

export interface SignedMessage {
  stream: string;
  subject: string;
  /** The broker keeps one of several messages with the same id that come within some minutes. */
  id: string;
  audience: string;
  scope: string;
  requestId: string;
  body: Uint8Array;
}

/** What the broker says of a message that is too large for its stream, however often it is tried. */
const MESSAGE_TOO_LARGE = 10_054;

/**
 * Signs a message and gives it to the broker. Throws BrokerUnavailable unless that says in time that it has stored it, and
 * another error for a message that it never takes.
 */
export async function sendSigned(broker: Broker, key: SigningKey, message: SignedMessage): Promise<PubAck> {
  const { js } = broker.use();
  const { stream, subject, id, audience, scope, requestId, body } = message;
  const carried = headers();
  carried.set(SIGNATURE_HEADER, await signMessage(key, { audience, scope, body }));
  carried.set(REQUEST_ID_HEADER, requestId);
  const trace = currentSpan()?.headers;
  if (trace) carried.set(TRACE_HEADER, trace.traceparent);
  try {
    return await js.publish(subject, body, {
      msgID: id,
      headers: carried,
      timeout: BROKER_TIMEOUT_MS,
      // Another stream may have been made for this subject.
      expect: { streamName: stream },
    });
  } catch (error) {
    if (error instanceof JetStreamApiError && error.code === MESSAGE_TOO_LARGE) throw error;
    broker.look();
    throw new BrokerUnavailable(brokerProblemOf(error));
  }
}
