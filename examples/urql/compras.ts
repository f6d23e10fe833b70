import type { Client } from '@urql/core';
import { ExemploComprasDocument, type ExemploComprasQuery } from '../generated/graphql.ts';

export type Compras = NonNullable<NonNullable<ExemploComprasQuery['cliente']>['inventario']>;

/**
 * The purchases of a customer, newest first, up to the page after the cursor `after`: the cache answers each page together with
 * those before it. In React the cursor is state: `useQuery({ query: ExemploComprasDocument, variables: { id, first, after } })`.
 * Null when there is no such customer.
 */
export async function compras(
  client: Client,
  id: string,
  first = 20,
  after: string | null = null,
): Promise<Compras | null> {
  const { data, error } = await client.query(ExemploComprasDocument, { id, first, after }).toPromise();
  // Null is no end of the list: nobody must take a part of it for all.
  if (error) throw error;
  return data?.cliente?.inventario ?? null;
}
