import { type Loader, rowLoader } from '../../platform/batching.ts';
import type { CursorCodec } from '../../platform/cursors.ts';
import type { RequestContext } from '../../platform/subgraph.ts';
import type { Produto, ProdutoStore } from './produto-store.ts';

/** What resolvers of this subgraph work with during one request. */
export interface Context extends RequestContext {
  produtos: ProdutoStore;
  produtoById: Loader<Produto | null>;
  cursors: CursorCodec;
}

export function createContext(request: RequestContext, store: ProdutoStore, cursors: CursorCodec): Context {
  return {
    ...request,
    produtos: store,
    produtoById: rowLoader(store.findByIds, (produto) => produto.id),
    cursors,
  };
}
