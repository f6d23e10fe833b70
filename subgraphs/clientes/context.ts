import { type Loader, rowLoader } from '../../platform/batching.ts';
import type { CursorCodec } from '../../platform/cursors.ts';
import type { RequestContext } from '../../platform/subgraph.ts';
import type { Cliente, ClienteStore } from './cliente-store.ts';

/** What resolvers of this subgraph work with during one request. */
export interface Context extends RequestContext {
  clientes: ClienteStore;
  clienteById: Loader<Cliente | null>;
  cursors: CursorCodec;
}

export function createContext(request: RequestContext, store: ClienteStore, cursors: CursorCodec): Context {
  return {
    ...request,
    clientes: store,
    clienteById: rowLoader(store.findByIds, (cliente) => cliente.id),
    cursors,
  };
}
