import type { EventHandlers } from '../../platform/events/event/event.ts';
import { erasedElsewhere } from '../../platform/events/inbox/erased-elsewhere.ts';
import type { EnderecoStore } from './endereco-store.ts';

/** What this domain does on others' events: when a customer is erased, the addresses go, and none can come back. */
export function enderecoEvents(enderecos: EnderecoStore): EventHandlers {
  return {
    ClienteExcluido: erasedElsewhere('Cliente', enderecos.deleteAllOf),
  };
}
