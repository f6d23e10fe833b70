import { SubgraphFailure } from './answers/subgraph-failure.ts';
import type { Peer, PeerRequest } from './peer.ts';

/** What the subgraph of an entity says of it. */
export type EntityLookup<Fields> =
  | { kind: 'found'; fields: Fields }
  | { kind: 'absent' }
  | { kind: 'unavailable' };

/**
 * Returns some fields of an entity, which it asks the entity's subgraph for. `unavailable` when
 * there is no certain answer.
 *
 * @param fields a selection, such as `id preco`
 */
export async function lookUpEntity<Fields>(
  peer: Peer,
  entity: { type: string; id: string; fields: string },
  request: PeerRequest,
): Promise<EntityLookup<Fields>> {
  const query = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on ${entity.type} { ${entity.fields} } } }`;
  const variables = { r: [{ __typename: entity.type, id: entity.id }] };
  try {
    const answer = await peer.post({ query, variables }, request);
    // GraphQL over HTTP: what `post` gives is a GraphQL response.
    const { data, errors } = answer as { data?: { _entities: (Fields | null)[] } | null; errors?: unknown[] };
    if (errors || !data) return { kind: 'unavailable' };
    const [found] = data._entities;
    return found ? { kind: 'found', fields: found } : { kind: 'absent' };
  } catch (error) {
    if (error instanceof SubgraphFailure) return { kind: 'unavailable' };
    throw error;
  }
}
