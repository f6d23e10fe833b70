import type { Identity } from '../identity/identity.ts';
import { partIdentity } from '../identity/issuers.ts';
import { EVENT_SCOPE } from '../identity/scopes.ts';
import type { DomainEvent } from './event.ts';

/**
 * The port by which events leave: HTTP now, a broker when there is one. Resolves when the destination has applied the
 * event, or had applied it before; throws when that is not certain.
 */
export interface EventDelivery {
  deliver(destination: string, event: DomainEvent): Promise<void>;
}

/** Sends an event to one subgraph over HTTP. Throws unless the subgraph says that it has applied it. */
export interface EventPoster {
  postEvent(event: object, identity: Identity): Promise<void>;
}

/** Posts an event to `/eventos` of the destination, as this subgraph. */
export function httpDelivery(sender: string, clients: ReadonlyMap<string, EventPoster>): EventDelivery {
  const identity = partIdentity(sender, EVENT_SCOPE);
  return {
    async deliver(destination, event) {
      const client = clients.get(destination);
      if (!client) throw new Error(`the address of ${destination} is not known`);
      await client.postEvent(event, identity);
    },
  };
}

/** Delivers to what has a delivery of its own by that one, and to domains by the other. */
export function deliveryBeside(
  beside: ReadonlyMap<string, EventDelivery>,
  domains: EventDelivery,
): EventDelivery {
  return {
    deliver: (destination, event) => (beside.get(destination) ?? domains).deliver(destination, event),
  };
}
