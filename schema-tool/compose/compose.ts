import { composeServices } from '@apollo/composition';
import { type GraphQLError, printSchema } from 'graphql';
import type { CompositionMessage } from './composition-message.ts';
import { namedPlaces } from './named-places.ts';
import { withOneOfDefined, withOneOfInputs } from './one-of.ts';
import { buildSupergraph } from './supergraph.ts';
import type { SubgraphSource } from './supergraph-config.ts';

export type Composition =
  | { ok: true; supergraph: string; api: string; hints: CompositionMessage[] }
  | { ok: false; errors: CompositionMessage[] };

/** Composes the subgraphs; all errors at once. The same input always gives the same text. */
export function compose(subgraphs: readonly SubgraphSource[]): Composition {
  const inOrder = [...subgraphs].sort((a, b) => (a.name < b.name ? -1 : 1));
  const result = composeServices(
    inOrder.map(({ name, url, document }) => ({ name, url, typeDefs: withOneOfDefined(document) })),
  );
  const files = new Map(inOrder.map(({ name, file }) => [name, file]));
  if (result.errors) {
    const named = namedPlaces(inOrder);
    return { ok: false, errors: result.errors.map((error) => fromError(error, files, named)) };
  }
  return {
    ok: true,
    supergraph: withNewline(result.supergraphSdl),
    api: withOneOfInputs(apiSchema(result.supergraphSdl), inOrder),
    hints: result.hints.map((hint) => ({
      code: hint.definition.code,
      message: hint.message,
      places: placesOf(hint.nodes ?? [], files),
    })),
  };
}

/** The schema that clients see, of a supergraph: no federation machinery and nothing inaccessible. */
export function apiSchema(supergraphSdl: string): string {
  return withNewline(printSchema(buildSupergraph(supergraphSdl).apiSchema().toGraphQLJSSchema()));
}

function withNewline(text: string): string {
  return `${text.trimEnd()}\n`;
}

function fromError(
  error: GraphQLError,
  files: ReadonlyMap<string, string>,
  named: (message: string) => CompositionMessage['places'],
): CompositionMessage {
  const places = placesOf(error.nodes ?? [], files);
  return {
    code: String(error.extensions.code ?? 'UNKNOWN'),
    message: error.message,
    places: places.length > 0 ? places : named(error.message),
  };
}

type Placed = { subgraph?: string; loc?: { startToken: { line: number } } | undefined };

function placesOf(
  nodes: readonly Placed[],
  files: ReadonlyMap<string, string>,
): CompositionMessage['places'] {
  const places = nodes.flatMap((node) => {
    const { subgraph, loc } = node;
    const file = subgraph === undefined ? undefined : files.get(subgraph);
    return subgraph && file && loc ? [{ subgraph, file, line: loc.startToken.line }] : [];
  });
  const seen = new Set<string>();
  return places.filter(({ file, line }) => {
    const key = `${file}:${line}`;
    return seen.has(key) ? false : seen.add(key);
  });
}
