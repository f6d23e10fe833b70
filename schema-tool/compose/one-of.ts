import { type ConstDirectiveNode, type DefinitionNode, type DocumentNode, Kind, parse } from 'graphql';
import type { SubgraphSource } from './supergraph-config.ts';

const [DEFINITION] = parse('directive @oneOf on INPUT_OBJECT', { noLocation: true }).definitions;

/**
 * A subgraph's document in which `@oneOf` is defined when it is used. GraphQL has it built in; composition does not know
 * it yet (https://spec.graphql.org/September2025/#sec--oneOf).
 */
export function withOneOfDefined(document: DocumentNode): DocumentNode {
  const isUsed = document.definitions.some(isOneOf);
  const isDefined = document.definitions.some(
    (one) => one.kind === Kind.DIRECTIVE_DEFINITION && one.name.value === 'oneOf',
  );
  if (!isUsed || isDefined || !DEFINITION) return document;
  return { ...document, definitions: [...document.definitions, DEFINITION] };
}

/** API text in which inputs that are `@oneOf` in a subgraph are so, which composition leaves out: subgraphs enforce it. */
export function withOneOfInputs(api: string, subgraphs: readonly SubgraphSource[]): string {
  const names = oneOfInputs(subgraphs);
  if (names.size === 0) return api;
  return api.replace(/^input (\w+) \{/gm, (text, name: string) =>
    names.has(name) ? `input ${name} @oneOf {` : text,
  );
}

/** The names of the inputs that are `@oneOf` in a subgraph. */
export function oneOfInputs(subgraphs: readonly SubgraphSource[]): Set<string> {
  return new Set(
    subgraphs.flatMap(({ document }) =>
      document.definitions.flatMap((one) =>
        isOneOf(one) && 'name' in one && one.name ? [one.name.value] : [],
      ),
    ),
  );
}

function isOneOf(definition: DefinitionNode): boolean {
  if (
    definition.kind !== Kind.INPUT_OBJECT_TYPE_DEFINITION &&
    definition.kind !== Kind.INPUT_OBJECT_TYPE_EXTENSION
  )
    return false;
  const directives: readonly ConstDirectiveNode[] = definition.directives ?? [];
  return directives.some(({ name }) => name.value === 'oneOf');
}
