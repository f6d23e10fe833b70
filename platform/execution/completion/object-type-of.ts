import {
  type GraphQLAbstractType,
  GraphQLError,
  type GraphQLObjectType,
  type GraphQLSchema,
  isObjectType,
} from 'graphql';
import { inspect } from 'graphql/jsutils/inspect.js';
import type { FieldParts } from './resolve-info.ts';

/**
 * The object type of a value of an abstract type. Throws what graphql-js throws when there is none.
 *
 * @param name what `resolveType` has said
 */
export function objectTypeOf(
  value: unknown,
  name: unknown,
  type: GraphQLAbstractType,
  { nodes, parentType, fieldName }: FieldParts,
  schema: GraphQLSchema,
): GraphQLObjectType {
  const where = `for field "${parentType.name}.${fieldName}"`;
  if (name === null || name === undefined) {
    throw new GraphQLError(
      `Abstract type "${type.name}" must resolve to an Object type at runtime ${where}. Either the "${type.name}" type should provide a "resolveType" function or each possible type should provide an "isTypeOf" function.`,
      { nodes },
    );
  }
  if (isObjectType(name)) {
    throw new GraphQLError(
      'Support for returning GraphQLObjectType from resolveType was removed in graphql-js@16.0.0 please return type name instead.',
    );
  }
  if (typeof name !== 'string') {
    throw new GraphQLError(
      `Abstract type "${type.name}" must resolve to an Object type at runtime ${where} with value ${inspect(value)}, received "${inspect(name)}".`,
    );
  }
  const found = schema.getType(name);
  if (!found) {
    throw new GraphQLError(
      `Abstract type "${type.name}" was resolved to a type "${name}" that does not exist inside the schema.`,
      { nodes },
    );
  }
  if (!isObjectType(found)) {
    throw new GraphQLError(`Abstract type "${type.name}" was resolved to a non-object type "${name}".`, {
      nodes,
    });
  }
  if (!schema.isSubType(type, found)) {
    throw new GraphQLError(`Runtime Object type "${found.name}" is not a possible type for "${type.name}".`, {
      nodes,
    });
  }
  return found;
}
