import { parseId, parseIds } from '../../platform/database/reads/query-arguments.ts';
import { isId } from '../../platform/database/statements/sql-values.ts';
import { DateTime, EmailAddress, LocalDate } from '../../platform/execution/schema/scalars.ts';
import { Connection } from '../../platform/pagination/connection.ts';
import { type Keyset, reversed } from '../../platform/pagination/keyset.ts';
import { parsePage } from '../../platform/pagination/page.ts';
import { pageSizeOf } from '../../platform/pagination/page-size.ts';
import { parseClienteFiltro } from './cliente-input.ts';
import { CLIENTES_POR_NOME, CLIENTES_RECENTES, type Cliente } from './cliente-store.ts';
import { CPF } from './cpf-scalar.ts';
import { idadeEm, todayInBrasilia } from './idade.ts';
import type { Resolvers } from './schema.resolvers.ts';
import type { ClienteOrdem } from './schema.types.ts';

const KEYSETS: Record<ClienteOrdem, Keyset<Cliente>> = {
  NOME: CLIENTES_POR_NOME,
  NOME_DESC: reversed(CLIENTES_POR_NOME, 'clientes:NOME_DESC'),
  RECENTE: CLIENTES_RECENTES,
  ANTIGO: reversed(CLIENTES_RECENTES, 'clientes:ANTIGO'),
};

/** Arguments in, a value of a store or loader out, for each field of the schema. */
export const resolvers: Resolvers = {
  CPF,
  Date: LocalDate,
  DateTime,
  EmailAddress,

  Query: {
    cliente: (_parent, { id }, { clienteById }) => clienteById.load(parseId(id)),
    clientesPorIds: (_parent, { ids }, { clienteById }) =>
      Promise.all(parseIds(ids).map((id) => clienteById.load(id))),
    clientePorCpf: (_parent, { cpf }, context) => context.clientes.findByCpf(cpf, context),
    clientePorEmail: (_parent, { email }, context) => context.clientes.findByEmail(email, context),
    exclusao: (_parent, { id }, { exclusoes, deadline }) => exclusoes.find(parseId(id), { deadline }),
    clientes: async (_parent, { filtro, ordem, ...args }, context, info) => {
      const { clientes, cursors } = context;
      const keyset = KEYSETS[ordem];
      const page = parsePage(args, { keyset, cursors, pageSize: pageSizeOf(info) });
      const conditions = parseClienteFiltro(filtro);
      const rows = await clientes.findPage(conditions, { keyset, page }, context);
      return new Connection(rows, {
        keyset,
        page,
        cursors,
        count: () => clientes.count(conditions, context),
      });
    },
  },

  Mutation: {
    criarCliente: (_parent, { entrada }, context) => context.writes.criar(entrada, context),
    atualizarCliente: (_parent, { entrada }, context) => context.writes.atualizar(entrada, context),
    excluirCliente: (_parent, { entrada }, { writes, requestId }) => writes.excluir(entrada, requestId),
  },

  Exclusao: {
    estado: ({ dominiosPendentes }) => (dominiosPendentes.length > 0 ? 'EM_ANDAMENTO' : 'CONCLUIDA'),
  },

  Entidade: {
    __resolveType: () => 'Cliente',
  },

  Cliente: {
    __resolveReference: ({ id }, { clienteById }) => (isId(id) ? clienteById.load(id) : null),
    idade: ({ dataNascimento }) =>
      dataNascimento === null ? null : idadeEm(dataNascimento, todayInBrasilia()),
  },

  ClienteConnection: {
    totalCount: (connection) => connection.count(),
  },
};
