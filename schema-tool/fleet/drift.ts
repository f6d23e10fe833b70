import { buildSchema, parse } from 'graphql';
import type { Change } from '../check/changes/change.ts';
import { schemaChanges } from '../check/diff/schema-diff.ts';
import { directiveChanges } from '../check/subgraph-changes/directive-changes.ts';
import { subgraphChanges } from '../check/subgraph-changes/subgraph-changes.ts';
import { apiSchema, compose } from '../compose/compose.ts';
import type { CompositionMessage } from '../compose/composition-message.ts';
import type { SubgraphSource } from '../compose/supergraph-config.ts';
import { subgraphsOf } from './published.ts';

/** How what runs differs from what is published. */
export type Drift =
  | { kind: 'none' }
  | { kind: 'does not compose'; errors: CompositionMessage[] }
  /** `changes` lead from what is published to what runs; without any, only order or descriptions differ. */
  | { kind: 'differs'; changes: Change[] };

/** Compares the supergraph that running subgraphs compose to with the published one. */
export function driftOf(
  published: { supergraph: string; file: string },
  running: readonly SubgraphSource[],
): Drift {
  const composed = compose(running);
  if (composed.kind === 'failed') return { kind: 'does not compose', errors: composed.errors };
  if (composed.supergraph.trim() === published.supergraph.trim()) return { kind: 'none' };
  // All are taken from supergraphs, so that what composition leaves out of one, such as `@oneOf`, is not seen as missing in it.
  const api = schemaChanges(
    'api',
    buildSchema(apiSchema(published.supergraph)),
    buildSchema(apiSchema(composed.supergraph)),
  );
  const ofSubgraphs = subgraphChanges(
    subgraphsOf(published.supergraph, published.file),
    subgraphsOf(composed.supergraph, 'what runs'),
    api,
  );
  return {
    kind: 'differs',
    changes: [...api, ...ofSubgraphs, ...ofDirectives(published.supergraph, composed.supergraph)],
  };
}

/** Directives that a supergraph has for others than the planner, such as `@tag`. */
function ofDirectives(before: string, after: string): Change[] {
  return directiveChanges('supergraph', asSource(before), asSource(after)).filter(
    ({ message }) => !/^@(join__|link\b)/.test(message),
  );
}

function asSource(supergraphSdl: string) {
  return { document: parse(supergraphSdl), file: 'supergraph' };
}
