import type { Client } from '@urql/core';
import { ExemploVistosDocument, type ExemploVistosQuery } from '../generated/graphql.ts';

/** The objects of these `nodeId`s, of whatever domains, in their order; null in the place of what there is not. */
export async function vistos(client: Client, ids: string[]): Promise<ExemploVistosQuery['nodes']> {
  const { data, error } = await client.query(ExemploVistosDocument, { ids }).toPromise();
  if (error) throw error;
  return data?.nodes ?? [];
}
