import { type GraphQLCompositeType, GraphQLError, type GraphQLOutputType } from 'graphql';

type Path = readonly (string | number)[];

/** The schema promises a value and the subgraph gave none. */
export function nullNotAllowed(
  path: Path,
  type: GraphQLOutputType,
  within: GraphQLCompositeType,
): GraphQLError {
  return completionError(`Cannot return null for non-nullable ${place(path, type, within)}.`, path);
}

/** A subgraph gave a value that is none of its type, such as an enum value that clients do not know. */
export function invalidValue(
  path: Path,
  type: GraphQLOutputType,
  within: GraphQLCompositeType,
): GraphQLError {
  return completionError(`Invalid value found for ${place(path, type, within)}.`, path);
}

/** A subgraph gave an object of a type that clients do not know. */
export function unknownTypename(
  path: Path,
  type: GraphQLOutputType,
  within: GraphQLCompositeType,
): GraphQLError {
  return completionError(`Invalid __typename found for object at ${place(path, type, within)}.`, path);
}

function place(path: Path, type: GraphQLOutputType, within: GraphQLCompositeType): string {
  const last = path.at(-1);
  return typeof last === 'string'
    ? `field ${within}.${last}`
    : `array element of type ${type} at index ${last}`;
}

function completionError(message: string, path: Path): GraphQLError {
  return new GraphQLError(message, { path: [...path], extensions: { code: 'INVALID_GRAPHQL' } });
}
