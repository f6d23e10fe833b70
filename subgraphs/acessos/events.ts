import type { EventHandlers } from '../../platform/events/event/event.ts';
import { erasedElsewhere } from '../../platform/events/inbox/erased-elsewhere.ts';
import type { TitularStore } from './audit/titular-store.ts';

/**
 * What this domain does on others' events: when a customer is erased, the key goes by which the audit's entries are the customer's.
 * The entries stay, and so do their chains.
 */
export function acessoEvents(titulares: TitularStore): EventHandlers {
  return {
    ClienteExcluido: erasedElsewhere('Cliente', titulares.delete),
  };
}
