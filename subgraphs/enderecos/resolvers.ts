import { parseId } from '../../platform/database/reads/query-arguments.ts';
import { isId } from '../../platform/database/statements/sql-values.ts';
import { Connection } from '../../platform/pagination/connection.ts';
import { ofParent } from '../../platform/pagination/keyset.ts';
import { parsePage } from '../../platform/pagination/page.ts';
import { pageSizeOf } from '../../platform/pagination/page-size.ts';
import { CEP } from './cep-scalar.ts';
import { parseEnderecoFiltro } from './endereco-input.ts';
import { ENDERECOS_POR_CIDADE } from './endereco-store.ts';
import type { Resolvers } from './schema.resolvers.ts';

/** Arguments in, a value of a store or loader out, for each field of the schema. */
export const resolvers: Resolvers = {
  CEP,

  Query: {
    endereco: (_parent, { id }, { enderecoById }) => enderecoById.load(parseId(id)),
    enderecos: async (_parent, { filtro, ...args }, context, info) => {
      const { enderecos, cursors } = context;
      const conditions = parseEnderecoFiltro(filtro);
      const keyset = ofParent(ENDERECOS_POR_CIDADE, JSON.stringify(conditions));
      const page = parsePage(args, { keyset, cursors, pageSize: pageSizeOf(info) });
      const rows = await enderecos.findPage(conditions, { keyset, page }, context);
      return new Connection(rows, {
        keyset,
        page,
        cursors,
        count: () => enderecos.count(conditions, context),
      });
    },
  },

  Mutation: {
    criarEndereco: (_parent, { entrada }, context) => context.writes.criar(entrada, context),
    atualizarEndereco: (_parent, { entrada }, { writes }) => writes.atualizar(entrada),
    excluirEndereco: (_parent, { entrada }, { writes }) => writes.excluir(entrada),
    definirEnderecoPrincipal: (_parent, { entrada }, { writes }) => writes.definirPrincipal(entrada),
  },

  Entidade: {
    __resolveType: () => 'Endereco',
  },

  Endereco: {
    __resolveReference: ({ id }, { enderecoById }) => (isId(id) ? enderecoById.load(id) : null),
    cliente: ({ clienteId }) => ({ id: clienteId }),
  },

  EnderecoConnection: {
    totalCount: (connection) => connection.count(),
  },

  Cliente: {
    __resolveReference: ({ id }) => (isId(id) ? { id } : null),
    enderecos: ({ id }, _args, { enderecosByClienteId }) => enderecosByClienteId.load(id),
    enderecoPrincipal: async ({ id }, _args, { enderecosByClienteId }) =>
      (await enderecosByClienteId.load(id)).find((endereco) => endereco.principal) ?? null,
  },
};
