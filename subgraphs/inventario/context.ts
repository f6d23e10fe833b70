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

type Parts = { contagem: ContagemStore } & Pick<Context, 'inventario' | 'soma' | 'writes' | 'cursors'>;

/** The context of one request: stores, and loaders with a memory of their own. */
export function createContext(request: RequestContext, parts: Parts): Context {
  return new InventarioContext(request, parts);
}

type LoaderName =
  | 'inventarioById'
  | 'inventarioPage'
  | 'inventarioCount'
  | 'produtosAdquiridosPage'
  | 'produtosAdquiridosCount'
  | 'resumo';

/** Most requests need one or two of the loaders, which are made when they are first asked for. Nothing is private: Apollo Server copies contexts. */
class InventarioContext implements Context {
  readonly identity: Context['identity'];
  readonly requestId: Context['requestId'];
  readonly deadline: Context['deadline'];
  readonly selected: Context['selected'];
  readonly mayLag: Context['mayLag'];
  readonly inventario: Context['inventario'];
  readonly soma: Context['soma'];
  readonly writes: Context['writes'];
  readonly cursors: Context['cursors'];
  readonly contagem: ContagemStore;
  /** Those that have been asked for. Of a context after a write it is that of another one, see reload-after-writes.ts. */
  readonly loaders: { -readonly [Name in LoaderName]?: Context[Name] } = {};

  constructor(request: RequestContext, { inventario, contagem, soma, writes, cursors }: Parts) {
    this.identity = request.identity;
    this.requestId = request.requestId;
    this.deadline = request.deadline;
    this.selected = request.selected;
    this.mayLag = request.mayLag;
    this.inventario = inventario;
    this.soma = soma;
    this.writes = writes;
    this.cursors = cursors;
    this.contagem = contagem;
  }

  get inventarioById(): Context['inventarioById'] {
    this.loaders.inventarioById ??= rowLoader(
      (ids) => this.inventario.findByIds(ids, this),
      (inventario) => inventario.id,
    );
    return this.loaders.inventarioById;
  }

  get inventarioPage(): Context['inventarioPage'] {
    this.loaders.inventarioPage ??= { cliente: pagesOf('cliente', this), produto: pagesOf('produto', this) };
    return this.loaders.inventarioPage;
  }

  get inventarioCount(): Context['inventarioCount'] {
    this.loaders.inventarioCount ??= {
      cliente: countLoader((ids) => this.inventario.countByClienteIds(ids, this)),
      produto: countLoader((ids) => this.contagem.findByProdutoIds(ids, this)),
    };
    return this.loaders.inventarioCount;
  }

  get produtosAdquiridosPage(): Context['produtosAdquiridosPage'] {
    this.loaders.produtosAdquiridosPage ??= loaderPerVariant(pageKey, (page) =>
      groupLoader(
        (ids) => this.inventario.findProdutoPages(ids, page, this),
        (produto) => produto.clienteId,
      ),
    );
    return this.loaders.produtosAdquiridosPage;
  }

  get produtosAdquiridosCount(): Context['produtosAdquiridosCount'] {
    this.loaders.produtosAdquiridosCount ??= countLoader((ids) => this.inventario.countProdutos(ids, this));
    return this.loaders.produtosAdquiridosCount;
  }

  get resumo(): Context['resumo'] {
    this.loaders.resumo ??= {
      cliente: rowLoader(
        (ids) => this.inventario.summarize(ids, this),
        (resumo) => resumo.id,
      ),
      produto: rowLoader(
        (ids) => this.soma.findByProdutoIds(ids, this),
        (resumo) => resumo.id,
      ),
    };
    return this.loaders.resumo;
  }
}

function pagesOf(side: ListedBy, context: Context): (page: Page) => Loader<Inventario[]> {
  return loaderPerVariant(pageKey, (page) =>
    groupLoader(
      (ids) => context.inventario.findPages({ side, page }, ids, context),
      // A purchase found by its customer has one.
      (inventario) => (side === 'cliente' ? (inventario.clienteId ?? '') : inventario.produtoId),
    ),
  );
}
