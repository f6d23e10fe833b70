import {
  createOperationDescriptor,
  type Environment,
  fetchQuery,
  getFragment,
  getRequest,
  getSingularSelector,
  graphql,
} from 'relay-runtime';
import type { compras_cliente$data } from './__generated__/compras_cliente.graphql.ts';
import PAGINA, { type comprasPaginaQuery } from './__generated__/comprasPaginaQuery.graphql.ts';
import type { comprasQuery } from './__generated__/comprasQuery.graphql.ts';

const COMPRAS = graphql`
  query comprasQuery($id: ID!, $first: Int!) {
    cliente(id: $id) {
      ...compras_cliente @arguments(first: $first)
    }
  }
`;

const CLIENTE = graphql`
  fragment compras_cliente on Cliente
  @argumentDefinitions(first: { type: "Int!" }, after: { type: "String" })
  @refetchable(queryName: "comprasPaginaQuery") {
    nodeId
    inventario(first: $first, after: $after) @connection(key: "compras_inventario") {
      __id
      edges {
        node {
          quantidade
          total
          adquiridoEm
          produto {
            nome
          }
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`;

/** The purchases of a customer, newest first, as far as they have been fetched. */
export interface Compras {
  list(): compras_cliente$data['inventario'];
  /** Fetches the next page, which the store joins with those before it. False when there is none. */
  more(first: number): Promise<boolean>;
  /** When nobody shows them any more: the store may forget them. */
  release(): void;
}

/**
 * Fetches the first page of a customer's purchases; null when there is no such customer. In React `useLazyLoadQuery(COMPRAS, …)` and
 * `usePaginationFragment(CLIENTE, cliente)` do all this.
 */
export async function compras(environment: Environment, id: string, first = 20): Promise<Compras | null> {
  const { dispose } = environment.retain(createOperationDescriptor(getRequest(COMPRAS), { id, first }));
  const data = await fetchQuery<comprasQuery>(environment, COMPRAS, { id, first }).toPromise();
  const selector = data?.cliente ? getSingularSelector(getFragment(CLIENTE), data.cliente) : null;
  if (!selector) {
    dispose();
    return null;
  }
  // What the fragment selects, by the type that the compiler has written of it.
  const read = () => environment.lookup(selector).data as unknown as compras_cliente$data;
  return {
    list: () => read().inventario,
    async more(first) {
      const { nodeId, inventario } = read();
      if (!inventario?.pageInfo.hasNextPage) return false;
      const variables = { nodeId, first, after: inventario.pageInfo.endCursor };
      await fetchQuery<comprasPaginaQuery>(environment, PAGINA, variables).toPromise();
      return true;
    },
    release: dispose,
  };
}
