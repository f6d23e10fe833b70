import type { Transaction } from '../../database/transactions/transaction.ts';
import type { DomainEvent } from '../event/event.ts';
import { publish } from './outbox.ts';

/** Publishes the events of one subgraph to the domains that they go to. */
export interface EventPublisher {
  /** Writes an event in the transaction of what it tells, and gives its number in the outbox; see `publish`. */
  publish(
    transaction: Transaction,
    event: Omit<DomainEvent, 'id'>,
    requestId?: string | null,
  ): Promise<string>;
}

/**
 * A publisher to some domains.
 *
 * @param wake tells whoever delivers events that one has been committed, so that it need not look for it
 */
export function eventPublisher(destinations: readonly string[], wake: () => void): EventPublisher {
  return {
    async publish(transaction, event, requestId) {
      transaction.afterCommit(wake);
      return await publish(transaction, event, destinations, requestId);
    },
  };
}
