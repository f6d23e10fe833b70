import { type Loader, rowLoader } from '../../platform/database/reads/loaders.ts';
import type { CursorCodec } from '../../platform/pagination/cursors.ts';
import type { RequestContext } from '../../platform/subgraph/definition.ts';
import type { Produto, ProdutoStore } from './produto-store.ts';
import type { ProdutoWrites } from './produto-writes.ts';

/** What resolvers of this subgraph work with during one request. */
export interface Context extends RequestContext {
  produtos: ProdutoStore;
  produtoById: Loader<Produto | null>;
  cursors: CursorCodec;
  writes: ProdutoWrites;
}

/** The context of one request: stores, and loaders with a memory of their own. */
export function createContext(
  request: RequestContext,
  parts: Pick<Context, 'produtos' | 'cursors' | 'writes'>,
): Context {
  return {
    identity: request.identity,
    requestId: request.requestId,
    deadline: request.deadline,
    selected: request.selected,
    mayLag: request.mayLag,
    produtos: parts.produtos,
    cursors: parts.cursors,
    writes: parts.writes,
    produtoById: rowLoader(
      (ids) => parts.produtos.findByIds(ids, request),
      (produto) => produto.id,
    ),
  };
}
