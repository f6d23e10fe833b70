import { parseId, parseIds } from '../../platform/database/reads/query-arguments.ts';
import { isId } from '../../platform/database/statements/sql-values.ts';
import { DateTime, Decimal } from '../../platform/execution/schema/scalars.ts';
import { Connection } from '../../platform/pagination/connection.ts';
import { type Keyset, reversed } from '../../platform/pagination/keyset.ts';
import { parsePage } from '../../platform/pagination/page.ts';
import { pageSizeOf } from '../../platform/pagination/page-size.ts';
import { parseProdutoFiltro, parseSku } from './produto-input.ts';
import { PRODUTOS_POR_NOME, PRODUTOS_POR_PRECO, PRODUTOS_RECENTES, type Produto } from './produto-store.ts';
import type { Resolvers } from './schema.resolvers.ts';
import type { ProdutoOrdem } from './schema.types.ts';

const KEYSETS: Record<ProdutoOrdem, Keyset<Produto>> = {
  NOME: PRODUTOS_POR_NOME,
  NOME_DESC: reversed(PRODUTOS_POR_NOME, 'produtos:NOME_DESC'),
  PRECO: PRODUTOS_POR_PRECO,
  PRECO_DESC: reversed(PRODUTOS_POR_PRECO, 'produtos:PRECO_DESC'),
  RECENTE: PRODUTOS_RECENTES,
  ANTIGO: reversed(PRODUTOS_RECENTES, 'produtos:ANTIGO'),
};

/** Arguments in, a value of a store or loader out, for each field of the schema. */
export const resolvers: Resolvers = {
  DateTime,
  Decimal,

  Query: {
    produto: (_parent, { id }, { produtoById }) => produtoById.load(parseId(id)),
    produtosPorIds: (_parent, { ids }, { produtoById }) =>
      Promise.all(parseIds(ids).map((id) => produtoById.load(id))),
    produtoPorSku: (_parent, { sku }, context) => context.produtos.findBySku(parseSku(sku), context),
    produtos: async (_parent, { filtro, ordem, ...args }, context, info) => {
      const { produtos, cursors } = context;
      const keyset = KEYSETS[ordem];
      const page = parsePage(args, { keyset, cursors, pageSize: pageSizeOf(info) });
      const conditions = parseProdutoFiltro(filtro);
      const rows = await produtos.findPage(conditions, { keyset, page }, context);
      return new Connection(rows, {
        keyset,
        page,
        cursors,
        count: () => produtos.count(conditions, context),
      });
    },
  },

  Mutation: {
    criarProduto: (_parent, { entrada }, { writes, identity }) => writes.criar(entrada, identity),
    atualizarProduto: (_parent, { entrada }, { writes }) => writes.atualizar(entrada),
    descontinuarProduto: (_parent, { entrada }, { writes }) => writes.descontinuar(entrada),
    reativarProduto: (_parent, { entrada }, { writes }) => writes.reativar(entrada),
  },

  Entidade: {
    __resolveType: () => 'Produto',
  },

  Produto: {
    __resolveReference: ({ id }, { produtoById }) => (isId(id) ? produtoById.load(id) : null),
  },

  ProdutoConnection: {
    totalCount: (connection) => connection.count(),
  },
};
