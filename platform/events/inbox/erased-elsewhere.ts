import type { Transaction } from '../../database/transactions/transaction.ts';
import { eraseSubject } from '../../writes/idempotency.ts';
import { markGone } from '../../writes/reference-guard.ts';
import type { DomainEvent, Handled } from '../event/event.ts';

/**
 * What a domain does about the event by which another one says that it has erased a person for good: from then on nothing here can
 * refer to that person, what there is of the person goes, and so does what keys of requests have kept. Its schema has the
 * tables `referencia` and `idempotencia`.
 *
 * @param tipo the type of the people that are erased, as references have it
 * @param eraseHere takes one person out of the domain's own tables; harmless when it is done twice, and called again
 *   where it was done in part
 */
export function erasedElsewhere(
  tipo: string,
  eraseHere: (transaction: Transaction, id: string) => Promise<void> | Promise<Handled>,
): (transaction: Transaction, event: DomainEvent) => Promise<Handled> {
  return async (transaction, { aggregateid: id }) => {
    await markGone(transaction, tipo, id);
    const erased = await eraseHere(transaction, id);
    await eraseSubject(transaction, id);
    return erased ?? 'whole';
  };
}
