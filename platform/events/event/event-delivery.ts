import type { Identity } from '../../identity/callers/identity.ts';
import { EVENT_SCOPE } from '../../identity/callers/internal-scopes.ts';
import { partIdentity } from '../../identity/callers/issuers.ts';
import type { DomainEvent } from './event.ts';

/** The port by which events leave: HTTP, or a broker where there is one. */
export interface EventDelivery {
  /**
   * Brings an event to a domain, or some way there. Throws when that is not certain.
   *
   * @param requestId under which the domain logs it
   */
  deliver(
    destination: string,
    event: DomainEvent,
    before: Publication,
    requestId: string,
  ): Promise<Delivered>;
}

/**
 * What has become of an event: its domain has applied it, now or before; a broker has it, and its domain confirms it later;
 * or the broker had it before and has it still.
 */
export type Delivered =
  | { kind: 'applied' }
  | { kind: 'published'; position: string }
  | { kind: 'on its way' };

/**
 * The error when what events leave by is not there now. That says nothing of the event: it is tried again for as long
 * as that lasts.
 */
export class DeliveryUnavailable extends Error {}

/** What is known of an event that was given to a broker before. */
export interface Publication {
  /** How often. */
  publications: number;
  /** Where it lies since the last time; null when it does not. */
  position: string | null;
}

/** Sends an event to one subgraph over HTTP. Throws unless the subgraph says that it has applied it. */
export interface EventPoster {
  postEvent(event: object, identity: Identity, requestId?: string): Promise<void>;
}

/** Posts an event to `/eventos` of the destination, as this subgraph. */
export function httpDelivery(sender: string, clients: ReadonlyMap<string, EventPoster>): EventDelivery {
  const identity = partIdentity(sender, EVENT_SCOPE);
  return {
    async deliver(destination, event, _before, requestId) {
      const client = clients.get(destination);
      if (!client) throw new Error(`the address of ${destination} is not known`);
      await client.postEvent(event, identity, requestId);
      return { kind: 'applied' };
    },
  };
}

/** Delivers by `beside` to the destinations that it has, and to domains by `domains`. */
export function deliveryBeside(
  beside: ReadonlyMap<string, EventDelivery>,
  domains: EventDelivery,
): EventDelivery {
  return {
    deliver: (destination, event, before, requestId) =>
      (beside.get(destination) ?? domains).deliver(destination, event, before, requestId),
  };
}
