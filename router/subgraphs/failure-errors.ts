import { type FieldNode, GraphQLError, Kind, parse, type SelectionSetNode } from 'graphql';
import type { SubgraphFailure } from '../../platform/peers/subgraph-failure.ts';

/** How many entities of a fetch are named. */
const MAX_ENTITIES_NAMED = 256;

/** The error of a fetch that got no answer. Compiled plans find the places that it leaves empty. */
export function failureError({ message, extensions }: SubgraphFailure): GraphQLError {
  return new GraphQLError(message, { extensions });
}

/**
 * The same for the gateway's own executor, which looks for no places: an error for each field that the fetch would
 * have given, but for the entities beyond MAX_ENTITIES_NAMED. `_entities` paths (`["_entities", 0, "enderecos"]`) are
 * what the gateway turns into paths of the whole answer.
 */
export function failureErrors(
  { message, extensions }: SubgraphFailure,
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
  return paths.map((path) => new GraphQLError(message, { path, extensions }));
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
