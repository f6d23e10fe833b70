import { parseId } from '../../platform/database/query-arguments.ts';
import { isId } from '../../platform/database/sql-values.ts';
import { CEP } from './cep-scalar.ts';
import type { Resolvers } from './schema.resolvers.ts';

export const resolvers: Resolvers = {
  CEP,

  Query: {
    endereco: (_parent, { id }, { enderecoById }) => enderecoById.load(parseId(id)),
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

  Cliente: {
    __resolveReference: ({ id }) => (isId(id) ? { id } : null),
    enderecos: ({ id }, _args, { enderecosByClienteId }) => enderecosByClienteId.load(id),
    enderecoPrincipal: async ({ id }, _args, { enderecosByClienteId }) =>
      (await enderecosByClienteId.load(id)).find((endereco) => endereco.principal) ?? null,
  },
};
