import type { EventHandlers } from '../../platform/events/event/event.ts';
import { erasedElsewhere } from '../../platform/events/inbox/erased-elsewhere.ts';
import type { InventarioStore } from './inventario-store.ts';

/** What this domain does on others' events: when a customer is erased, the purchases stay, without the customer. */
export function inventarioEvents(inventario: InventarioStore): EventHandlers {
  return {
    ClienteExcluido: erasedElsewhere('Cliente', inventario.unlinkCliente),
  };
}
