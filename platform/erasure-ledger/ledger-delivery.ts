import type { EventDelivery } from '../events/event/event-delivery.ts';
import type { Erasures } from './erasures.ts';
import type { ErasureLedger } from './ledger.ts';

/** What the outbox calls the ledger among the domains that an event goes to. */
export const LEDGER_DESTINATION = 'registro-de-exclusoes';

/** Confirms an event that erases when the ledger has it, and any other at once. */
export function ledgerDelivery(
  ledger: ErasureLedger,
  { tipo, event: erasing }: Pick<Erasures, 'tipo' | 'event'>,
): EventDelivery {
  return {
    async deliver(_destination, event) {
      if (event.type === erasing) await ledger.record({ tipo, id: event.aggregateid });
      return { kind: 'applied' };
    },
  };
}
