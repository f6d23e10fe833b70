import {
  countLoader,
  groupLoader,
  type Loader,
  loaderPerVariant,
  rowLoader,
} from '../../platform/database/reads/loaders.ts';
import type { CursorCodec } from '../../platform/pagination/cursors.ts';
import { type Page, pageKey } from '../../platform/pagination/page.ts';
import type { RequestContext } from '../../platform/subgraph/definition.ts';
import type { ContagemStore } from './contagens/contagem-store.ts';
import type { Inventario, InventarioStore, ListedBy, ProdutoAdquirido } from './inventario-store.ts';
import type { InventarioWrites } from './inventario-writes.ts';
import type { ResumoDeAquisicoes, SomaStore } from './somas/soma-store.ts';

/** What resolvers of this subgraph work with during one request. */
export interface Context extends RequestContext {
  inventario: InventarioStore;
  inventarioById: Loader<Inventario | null>;
  /** The purchases of one page, by customer or by product. */
  inventarioPage: Record<ListedBy, (page: Page) => Loader<Inventario[]>>;
  inventarioCount: Record<ListedBy, Loader<number>>;
  /** The distinct products of one page, by customer. */
  produtosAdquiridosPage(page: Page): Loader<ProdutoAdquirido[]>;
  produtosAdquiridosCount: Loader<number>;
  soma: SomaStore;
  /** Of all purchases, by customer or by product; null where there is none. */
  resumo: Record<ListedBy, Loader<ResumoDeAquisicoes | null>>;
  cursors: CursorCodec;
  writes: InventarioWrites;
}

/** The context of one request: stores, and loaders with a memory of their own. */
export function createContext(
  request: RequestContext,
  {
    inventario: store,
    contagem,
    soma,
    writes,
    cursors,
  }: { inventario: InventarioStore; contagem: ContagemStore } & Pick<Context, 'soma' | 'writes' | 'cursors'>,
): Context {
  return {
    identity: request.identity,
    requestId: request.requestId,
    deadline: request.deadline,
    selected: request.selected,
    mayLag: request.mayLag,
    writes,
    inventario: store,
    inventarioById: rowLoader(
      (ids) => store.findByIds(ids, request),
      (inventario) => inventario.id,
    ),
    inventarioPage: { cliente: pagesOf('cliente'), produto: pagesOf('produto') },
    inventarioCount: {
      cliente: countLoader((ids) => store.countByClienteIds(ids, request)),
      produto: countLoader((ids) => contagem.findByProdutoIds(ids, request)),
    },
    produtosAdquiridosPage: loaderPerVariant(pageKey, (page) =>
      groupLoader(
        (ids) => store.findProdutoPages(ids, page, request),
        (produto) => produto.clienteId,
      ),
    ),
    produtosAdquiridosCount: countLoader((ids) => store.countProdutos(ids, request)),
    soma,
    resumo: {
      cliente: rowLoader(
        (ids) => store.summarize(ids, request),
        (resumo) => resumo.id,
      ),
      produto: rowLoader(
        (ids) => soma.findByProdutoIds(ids, request),
        (resumo) => resumo.id,
      ),
    },
    cursors,
  };

  function pagesOf(side: ListedBy): (page: Page) => Loader<Inventario[]> {
    return loaderPerVariant(pageKey, (page) =>
      groupLoader(
        (ids) => store.findPages({ side, page }, ids, request),
        // A purchase found by its customer has one.
        (inventario) => (side === 'cliente' ? (inventario.clienteId ?? '') : inventario.produtoId),
      ),
    );
  }
}
