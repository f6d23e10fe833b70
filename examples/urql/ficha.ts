import type { Client } from '@urql/core';
import { ExemploFichaDocument, type ExemploFichaQuery } from '../generated/graphql.ts';
import { type Missing, missingFrom } from '../problems.ts';

/**
 * A customer, as far as domains answer and the user may see; null when there is none. In React
 * `useQuery({ query: ExemploFichaDocument, variables: { id } })` gives the same `data` and `error`, side by side.
 */
export async function ficha(
  client: Client,
  id: string,
): Promise<{ cliente: ExemploFichaQuery['cliente']; missing: Missing }> {
  const { data, error } = await client
    .query(ExemploFichaDocument, { id }, { requestPolicy: 'network-only' })
    .toPromise();
  if (!data) throw error;
  return { cliente: data.cliente, missing: missingFrom(error?.graphQLErrors ?? []) };
}
