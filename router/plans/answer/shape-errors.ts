import { type GraphQLCompositeType, GraphQLError, type GraphQLOutputType } from 'graphql';
import { withoutStack } from '../../../platform/errors/client-errors.ts';
import { INVALID_RESPONSE } from '../../../platform/peers/answers/subgraph-failure.ts';

/** The code of what a user may not see. */
export const UNAUTHORIZED = 'UNAUTHORIZED_FIELD_OR_TYPE';

/** What is wrong with a value. */
export type Wrong = 'null' | 'value' | 'typename' | 'left out';

type Path = readonly (string | number)[];

/**
 * The error about a value that a subgraph has given or left out against the schema.
 *
 * @param path in the answer
 * @param type that the schema promises
 * @param within the type of the object that has the field, or the list
 * @param source the subgraph; null where none is known
 */
export function shapeError(
  wrong: Wrong,
  path: Path,
  type: GraphQLOutputType | '__typename',
  within: GraphQLCompositeType,
  source: string | null,
): GraphQLError {
  return withoutStack(
    () =>
      new GraphQLError(inWords(wrong, place(path, type, within)), {
        path,
        extensions: { code: INVALID_RESPONSE, ...(source === null ? {} : { serviceName: source }) },
      }),
  );
}

/**
 * The error about a field that a user may not see, as other routers say it.
 *
 * @param path in the answer
 * @param within the type of the object that has the field
 */
export function deniedError(path: Path, within: GraphQLCompositeType): GraphQLError {
  return withoutStack(
    () =>
      new GraphQLError(`This user may not see field ${within}.${path.at(-1)}.`, {
        path,
        extensions: { code: UNAUTHORIZED },
      }),
  );
}

function inWords(wrong: Wrong, where: string): string {
  switch (wrong) {
    case 'null':
      return `Cannot return null for non-nullable ${where}.`;
    case 'value':
      return `Invalid value found for ${where}.`;
    case 'typename':
      return `Invalid __typename found for object at ${where}.`;
    case 'left out':
      return `No value found for ${where}.`;
  }
}

function place(path: Path, type: GraphQLOutputType | '__typename', within: GraphQLCompositeType): string {
  const last = path.at(-1);
  return typeof last === 'string'
    ? `field ${within}.${last}`
    : `array element of type ${type} at index ${last}`;
}
