import type { ApolloClient } from '@apollo/client';
import { ExemploVistosDocument, type ExemploVistosQuery } from '../generated/graphql.ts';

/** The objects of these `nodeId`s, of whatever domains, in their order; null in the place of what there is not. */
export async function vistos(client: ApolloClient, ids: string[]): Promise<ExemploVistosQuery['nodes']> {
  const { data } = await client.query({ query: ExemploVistosDocument, variables: { ids } });
  return data?.nodes ?? [];
}
