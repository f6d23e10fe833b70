import { type FieldNode, GraphQLError, Kind, parse, type SelectionSetNode } from 'graphql';
import type { SubgraphFailure } from '../../platform/peers/subgraph-client.ts';

/** Of one request and fetch. A fetch that several requests share has no more, so that each hears of all of its own. */
export const MAX_ENTITIES_NAMED = 256;

/**
 * The errors of a fetch that got no answer: one for each field that it would have given, so that a client sees the
 * path of every null, but for the entities beyond MAX_ENTITIES_NAMED. `_entities` paths
 * (`["_entities", 0, "enderecos"]`) are what the gateway turns into paths of the whole answer.
 */
export function unavailableErrors(
  failure: SubgraphFailure,
  query: string,
  variables: Record<string, unknown> | null | undefined,
): GraphQLError[] {
  const operation = parse(query).definitions.find((node) => node.kind === Kind.OPERATION_DEFINITION);
  const rootFields = operation ? fieldsOf(operation.selectionSet) : [];
  const paths = rootFields.flatMap((field): (string | number)[][] => {
    if (field.name.value !== '_entities') return [[responseName(field)]];
    const names = field.selectionSet ? fieldsOf(field.selectionSet).map(responseName) : [];
    const given = new Set(names.filter((name) => name !== '__typename'));
    const representations = Array.isArray(variables?.representations) ? variables.representations.length : 0;
    return Array.from({ length: Math.min(representations, MAX_ENTITIES_NAMED) }, (_, index) =>
      [...given].map((name) => ['_entities', index, name]),
    ).flat();
  });
  return paths.map(
    (path) =>
      new GraphQLError(failure.message, {
        path,
        extensions: { code: 'SUBGRAPH_UNAVAILABLE', retryable: true },
      }),
  );
}

/** The fields of a selection, also those inside inline fragments. The gateway's fetches have no named fragments. */
function fieldsOf(selectionSet: SelectionSetNode): FieldNode[] {
  return selectionSet.selections.flatMap((selection) => {
    if (selection.kind === Kind.FIELD) return [selection];
    return selection.kind === Kind.INLINE_FRAGMENT ? fieldsOf(selection.selectionSet) : [];
  });
}

function responseName(field: FieldNode): string {
  return (field.alias ?? field.name).value;
}
