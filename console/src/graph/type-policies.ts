import type { FieldReadFunction, TypePolicies } from '@apollo/client';
import { relayStylePagination } from '@apollo/client/utilities';

/** How the cache joins the pages of lists: each list by the arguments that make it another one. */
export const typePolicies: TypePolicies = {
  Query: {
    fields: {
      clientes: relayStylePagination(['filtro', 'ordem']),
      produtos: relayStylePagination(['filtro', 'ordem']),
      acessos: relayStylePagination(['filtro']),
      acessosAosDados: relayStylePagination(['filtro']),
      cliente: byId('Cliente'),
      produto: byId('Produto'),
    },
  },
  Cliente: {
    fields: {
      inventario: relayStylePagination(),
      produtosAdquiridos: relayStylePagination(),
      acessosAosDados: relayStylePagination(),
    },
  },
  Produto: { fields: { inventario: relayStylePagination() } },
  // Figures without an id belong to what they are of.
  ResumoDeAquisicoes: { keyFields: false },
};

/** A list may have brought what is asked for by id. Null is an answer: there is none. */
function byId(typename: string): FieldReadFunction {
  return (existing, { args, toReference }) =>
    existing === undefined && args?.id !== undefined
      ? toReference({ __typename: typename, id: String(args.id) })
      : existing;
}
