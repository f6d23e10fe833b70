import type { ApolloClient, ObservableQuery } from '@apollo/client';
import {
  ExemploComprasDocument,
  type ExemploComprasQuery,
  type ExemploComprasQueryVariables,
} from '../generated/graphql.ts';

export type Compras = ObservableQuery<ExemploComprasQuery, ExemploComprasQueryVariables>;

/**
 * The purchases of a customer, newest first, which grow by `more`. In React
 * `useQuery(ExemploComprasDocument, { variables: { id, first: 20 } })` gives `data` and `fetchMore`.
 */
export function compras(client: ApolloClient, id: string, first = 20): Compras {
  return client.watchQuery({ query: ExemploComprasDocument, variables: { id, first } });
}

/**
 * Fetches the next page, which the cache joins with those before it, for whoever watches. False when there is none. Rejects where a part of
 * the page is missing too, whatever `errorPolicy` the list has: `fetchMore` takes one of its own, and no page says why the next one is not there.
 */
export async function more(compras: Compras): Promise<boolean> {
  const pageInfo = compras.getCurrentResult().data?.cliente?.inventario?.pageInfo;
  if (!pageInfo?.hasNextPage) return false;
  await compras.fetchMore({ variables: { after: pageInfo.endCursor } });
  return true;
}
