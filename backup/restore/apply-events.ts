import { randomBytes } from 'node:crypto';
import type { Database } from '../../platform/database/database.ts';
import type { DomainEvent } from '../../platform/events/event/event.ts';
import { receive } from '../../platform/events/inbox/inbox.ts';
import { findDue, markDelivered, takeDue } from '../../platform/events/outbox/outbox.ts';
import { eventPublisher } from '../../platform/events/outbox/publisher.ts';
import { TAKEN_FOR_MS } from '../../platform/events/relay/relay.ts';
import { createCursorCodec } from '../../platform/pagination/cursors.ts';
import type { Peer } from '../../platform/peers/peer.ts';
import { readEnv } from '../../platform/process/config/config.ts';
import { createLog } from '../../platform/process/logging/logging.ts';
import type { SubgraphDefinition } from '../../platform/subgraph/definition.ts';

/** Applies an event to a domain's schema as its process would; gives whether that was something new. */
export type Receiver = (event: DomainEvent) => Promise<'applied' | 'repeated' | 'unknown type'>;

/** What receives the events of a domain, none of whose processes has to run. */
export function receiverOf(definition: SubgraphDefinition, database: Database): Receiver {
  const { events } = definition.build({
    database,
    cursors: createCursorCodec(randomBytes(32).toString('hex')),
    log: createLog(definition.name, 'silent'),
    peers: new Map(Object.keys(definition.peers).map((name) => [name, unreachable(name)])),
    publisher: eventPublisher(definition.eventDestinations, () => {}),
    // An event of another domain asks for no setting and signs nothing.
    settings: readEnv(definition.settings ?? {}, {}),
    keysFor: () => [randomBytes(32)],
  });
  return (event) => receive(database, events, event);
}

/** Events are applied without asking anybody. */
function unreachable(name: string): Peer {
  return { name, post: () => Promise.reject(new Error(`${name} is not asked during a restore`)) };
}

/**
 * Applies the events that wait for a domain in the outbox of another one whose processes are stopped. What is not due yet,
 * waits behind a dead one, or is not known to this release, is left to the processes. Gives how many were new.
 */
export async function applyWaiting(
  sender: Database,
  destination: string,
  receiver: Receiver,
): Promise<number> {
  let applied = 0;
  for (;;) {
    let took = false;
    for (const due of await findDue(sender, destination)) {
      const taken = await sender.transaction((transaction) => takeDue(transaction, due, TAKEN_FOR_MS));
      if (!taken) continue;
      took = true;
      const result = await receiver(taken.event);
      if (result === 'unknown type') continue;
      await markDelivered(sender, taken, taken.publication.publications);
      if (result === 'applied') applied += 1;
    }
    if (!took) return applied;
  }
}
