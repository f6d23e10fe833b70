import { Supergraph } from '@apollo/federation-internals';
import type { DocumentNode } from 'graphql';

/**
 * A supergraph as federation reads it, whatever features it has. The gateway refuses those that it does not enforce,
 * such as `@authenticated`; to compose, compare and plan they need not be enforced.
 */
export function buildSupergraph(supergraph: string | DocumentNode): Supergraph {
  return Supergraph.build(supergraph, { supportedFeatures: null });
}
