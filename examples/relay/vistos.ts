import { type Environment, fetchQuery, graphql } from 'relay-runtime';
import type { vistosQuery } from './__generated__/vistosQuery.graphql.ts';

const VISTOS = graphql`
  query vistosQuery($ids: [ID!]!) {
    nodes(ids: $ids) {
      __typename
      nodeId
      ... on Cliente {
        nome
      }
      ... on Produto {
        nome
        preco
      }
    }
  }
`;

/** The objects of these `nodeId`s, of whatever domains, in their order; null in the place of what there is not. */
export async function vistos(
  environment: Environment,
  ids: string[],
): Promise<vistosQuery['response']['nodes']> {
  const data = await fetchQuery<vistosQuery>(environment, VISTOS, { ids }).toPromise();
  return data?.nodes ?? [];
}
