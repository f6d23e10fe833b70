import { groupLoader, type Loader, rowLoader } from '../../platform/batching.ts';
import type { RequestContext } from '../../platform/subgraph.ts';
import type { Endereco, EnderecoStore } from './endereco-store.ts';

/** What resolvers of this subgraph work with during one request. */
export interface Context extends RequestContext {
  enderecoById: Loader<Endereco | null>;
  /** The principal address first. */
  enderecosByClienteId: Loader<Endereco[]>;
}

export function createContext(request: RequestContext, store: EnderecoStore): Context {
  return {
    ...request,
    enderecoById: rowLoader(store.findByIds, (endereco) => endereco.id),
    enderecosByClienteId: groupLoader(store.findByClienteIds, (endereco) => endereco.clienteId),
  };
}
