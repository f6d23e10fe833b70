import { type ConstDirectiveNode, type DocumentNode, Kind, print } from 'graphql';
import type { CompositionMessage } from './composition-message.ts';
import type { SubgraphSource } from './supergraph-config.ts';

/** What a message may name of a `@link`: an address, an element, an alias. */
const NAMED = /https?:\/\/[^\s"')\]]+|"([^"\s]+)"/g;

/**
 * Finds what an error is about that composition gives no place and that names no element: the directive on a subgraph's schema,
 * as `@link` or `@composeDirective`, that has most of what the message names; of several the last, as the first was fine.
 * Without any, the subgraph's first line. Empty when the message is about no subgraph.
 */
export function schemaDirectivePlaces(
  subgraphs: readonly SubgraphSource[],
  message: string,
): CompositionMessage['places'] {
  const prefix = /^\[([^\]\s]+)\]/.exec(message)?.[1];
  const found = subgraphs.find(({ name }) => name === prefix || message.includes(`subgraph "${name}"`));
  if (!found) return [];
  const named = [...message.matchAll(NAMED)].map(([text, quoted = text]) => quoted);
  let best: { line: number; score: number } = { line: 1, score: 0 };
  for (const directive of directivesOfSchema(found.document)) {
    const text = print(directive);
    const score = named.filter((one) => text.includes(one)).length;
    if (score > 0 && score >= best.score) best = { line: directive.loc?.startToken.line ?? 1, score };
  }
  return [{ subgraph: found.name, file: found.file, line: best.line }];
}

function directivesOfSchema(document: DocumentNode): readonly ConstDirectiveNode[] {
  return document.definitions.flatMap((one) =>
    one.kind === Kind.SCHEMA_DEFINITION || one.kind === Kind.SCHEMA_EXTENSION ? (one.directives ?? []) : [],
  );
}
