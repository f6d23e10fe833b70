import { parseId } from '../../platform/database/reads/query-arguments.ts';
import { isId } from '../../platform/database/statements/sql-values.ts';
import { DateTime, Decimal, LocalDate } from '../../platform/execution/schema/scalars.ts';
import { Connection } from '../../platform/pagination/connection.ts';
import { type Keyset, ofParent, reversed } from '../../platform/pagination/keyset.ts';
import { type PageArguments, parsePage } from '../../platform/pagination/page.ts';
import { pageSizeOf } from '../../platform/pagination/page-size.ts';
import { parseAquisicaoFiltro } from './aquisicao-input.ts';
import type { Context } from './context.ts';
import {
  INVENTARIO_RECENTE,
  type Inventario,
  type ListedBy,
  PRODUTOS_ADQUIRIDOS,
} from './inventario-store.ts';
import type { Resolvers } from './schema.resolvers.ts';
import type { AquisicaoOrdem } from './schema.types.ts';
import { parseFirst, parsePeriodos, parseSomaConditions } from './somas/periodo-input.ts';
import { ticketMedio } from './somas/soma.ts';
import { nothing } from './somas/soma-store.ts';

const AQUISICOES: Record<AquisicaoOrdem, Keyset<Inventario>> = {
  RECENTE: { ...INVENTARIO_RECENTE, list: 'aquisicoes:RECENTE' },
  ANTIGA: reversed(INVENTARIO_RECENTE, 'aquisicoes:ANTIGA'),
};

/** Arguments in, a value of a store or loader out, for each field of the schema. */
export const resolvers: Resolvers = {
  DateTime,
  Decimal,
  Date: LocalDate,

  Query: {
    inventario: (_parent, { id }, { inventarioById }) => inventarioById.load(parseId(id)),
    aquisicoes: async (_parent, { filtro, ordem, ...args }, context, info) => {
      const { inventario, cursors } = context;
      const conditions = parseAquisicaoFiltro(filtro);
      const keyset = ofParent(AQUISICOES[ordem], JSON.stringify(conditions));
      const page = parsePage(args, { keyset, cursors, pageSize: pageSizeOf(info) });
      const rows = await inventario.findPage(conditions, { keyset, page }, context);
      return new Connection(rows, { keyset, page, cursors, count: notCounted });
    },
    async produtosMaisAdquiridos(_parent, { first, ...args }, context) {
      const count = parseFirst(first);
      const found = await context.soma.findMaisAdquiridos(parseSomaConditions(args), context);
      return found.slice(0, count);
    },
    aquisicoesPorPeriodo(_parent, { granularidade, ...args }, context) {
      const conditions = parseSomaConditions(args);
      return context.soma.findByPeriodos(parsePeriodos(granularidade, conditions), conditions, context);
    },
  },

  Mutation: {
    registrarAquisicao: (_parent, { entrada }, context) => context.writes.registrar(entrada, context),
    corrigirAquisicao: (_parent, { entrada }, { writes }) => writes.corrigir(entrada),
    estornarAquisicao: (_parent, { entrada }, { writes }) => writes.estornar(entrada),
  },

  Entidade: {
    __resolveType: () => 'Inventario',
  },

  Inventario: {
    __resolveReference: ({ id }, { inventarioById }) => (isId(id) ? inventarioById.load(id) : null),
    cliente: ({ clienteId }) => (clienteId === null ? null : { id: clienteId }),
    produto: ({ produtoId }) => ({ id: produtoId }),
  },

  Cliente: {
    __resolveReference: ({ id }) => (isId(id) ? { id } : null),
    inventario: ({ id }, args, context, info) =>
      aquisicoes('cliente', { id, args, pageSize: pageSizeOf(info) }, context),
    resumo: ({ id }, _args, { resumo }) => resumo.cliente.load(id).then((found) => found ?? nothing(id)),
    produtosAdquiridos: (
      { id },
      args,
      { cursors, produtosAdquiridosPage, produtosAdquiridosCount },
      info,
    ) => {
      const keyset = ofParent(PRODUTOS_ADQUIRIDOS, id);
      const page = parsePage(args, { keyset, cursors, pageSize: pageSizeOf(info) });
      const count = () => produtosAdquiridosCount.load(id);
      return produtosAdquiridosPage(page)
        .load(id)
        .then((rows) => new Connection(rows, { keyset, page, cursors, count }));
    },
  },

  Produto: {
    __resolveReference: ({ id }) => (isId(id) ? { id } : null),
    inventario: ({ id }, args, context, info) =>
      aquisicoes('produto', { id, args, pageSize: pageSizeOf(info) }, context),
    resumo: ({ id }, _args, { resumo }) => resumo.produto.load(id).then((found) => found ?? nothing(id)),
  },

  ProdutoMaisAdquirido: {
    produto: ({ produtoId }) => ({ id: produtoId }),
  },

  ResumoDeAquisicoes: {
    ticketMedio: (resumo) => ticketMedio(resumo),
  },

  InventarioConnection: {
    totalCount: (connection) => connection.count(),
  },

  ProdutoAdquiridoConnection: {
    totalCount: (connection) => connection.count(),
  },
};

/** Throws at once what is wrong with the arguments: under 400 names of 100 customers they are wrong 40 000 times. */
function aquisicoes(
  side: ListedBy,
  { id, args, pageSize }: { id: string; args: PageArguments; pageSize: number },
  { cursors, inventarioPage, inventarioCount }: Context,
): Promise<Connection<Inventario>> {
  const keyset = ofParent(INVENTARIO_RECENTE, `${side}:${id}`);
  const page = parsePage(args, { keyset, cursors, pageSize });
  const count = () => inventarioCount[side].load(id);
  return inventarioPage[side](page)
    .load(id)
    .then((rows) => new Connection(rows, { keyset, page, cursors, count }));
}

/** Of everybody's purchases there may be millions; AquisicaoConnection has no field for it. */
function notCounted(): never {
  throw new Error('the purchases of everybody are not counted');
}
