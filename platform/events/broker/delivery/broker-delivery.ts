import { PubHeaders } from '@nats-io/jetstream';
import { EVENT_SCOPE } from '../../../identity/callers/internal-scopes.ts';
import type { SigningKey } from '../../../identity/keys/keys.ts';
import type { EventDelivery } from '../../event/event-delivery.ts';
import type { Broker } from '../connection/broker-connection.ts';
import { isWithoutStream } from '../losses/lost-events.ts';
import { eventAudience, eventBody } from '../messages/messages.ts';
import { sendSigned } from '../messages/send-signed.ts';

export interface BrokerDeliveryOptions {
  broker: Broker;
  /** The subgraph whose events these are. */
  origin: string;
  /** Its key, which may be another one each time. */
  currentKey: () => SigningKey;
}

/**
 * Puts events on the broker's stream. What was put there before is looked for first: as long as it is there, its domain
 * has not been done with it; when it is not, it was lost, or its confirmation was, and it is put there again.
 */
export function brokerDelivery({ broker, origin, currentKey }: BrokerDeliveryOptions): EventDelivery {
  return {
    async deliver(destination, event, { publications: publication, position }, requestId) {
      if (position !== null) {
        // The one before this: each has an id of its own.
        const before = idOf(event.id, destination, publication - 1);
        if (await mayBeThere(broker, position, before)) return { kind: 'on its way' };
      }
      const { seq } = await sendSigned(broker, currentKey(), {
        stream: broker.names.events,
        subject: broker.names.eventSubject(destination, origin, event.type),
        id: idOf(event.id, destination, publication),
        audience: eventAudience(destination),
        scope: EVENT_SCOPE,
        requestId,
        body: eventBody({ event, publication }),
      });
      return { kind: 'published', position: String(seq) };
    },
  };
}

/** The same for each attempt to put one publication on the broker, so that it is there once. */
function idOf(event: string, destination: string, publication: number): string {
  return `${event}.${destination}.${publication}`;
}

/** Whether a message still is where it was put; also when nobody can say now: it then is looked for again. */
async function mayBeThere(broker: Broker, position: string, id: string): Promise<boolean> {
  if (broker.problem() !== null) return true;
  try {
    const message = await broker.use().jsm.streams.getMessage(broker.names.events, { seq: Number(position) });
    // A stream that was lost begins to count again.
    return message?.header.get(PubHeaders.MsgIdHdr) === id;
  } catch (error) {
    broker.look();
    return !isWithoutStream(error);
  }
}
