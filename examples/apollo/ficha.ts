import type { ApolloClient } from '@apollo/client';
import { ExemploFichaDocument, type ExemploFichaQuery } from '../generated/graphql.ts';
import { type Missing, missingFrom } from '../problems.ts';
import { errorsIn } from './problems.ts';

/**
 * A customer, as far as domains answer and the user may see; null when there is none. In React
 * `useQuery(ExemploFichaDocument, { variables: { id }, errorPolicy: 'all' })` gives the same `data` and `error`.
 */
export async function ficha(
  client: ApolloClient,
  id: string,
): Promise<{ cliente: ExemploFichaQuery['cliente']; missing: Missing }> {
  const { data, error } = await client.query({
    query: ExemploFichaDocument,
    variables: { id },
    // Data and errors; by default (`none`) one error takes all data away.
    errorPolicy: 'all',
    fetchPolicy: 'network-only',
  });
  if (!data) throw error;
  return { cliente: data.cliente, missing: missingFrom(errorsIn(error)) };
}
