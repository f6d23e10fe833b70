import { Supergraph } from '@apollo/federation-internals';
import type { DocumentNode } from 'graphql';

/**
 * A supergraph as federation reads it, whatever features it has. The gateway refuses those that it does not enforce,
 * such as `@authenticated`; to compose, compare and plan they need not be enforced.
 *
 * @param isComposed it is what composition has just made: neither it nor the subgraphs in it are validated once more
 */
export function buildSupergraph(
  supergraph: string | DocumentNode,
  { isComposed = false }: { isComposed?: boolean } = {},
): Supergraph {
  return Supergraph.build(supergraph, { supportedFeatures: null, validateSupergraph: !isComposed });
}
