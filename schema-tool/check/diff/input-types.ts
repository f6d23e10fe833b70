import {
  type GraphQLArgument,
  type GraphQLInputField,
  type GraphQLInputType,
  GraphQLList,
  type GraphQLType,
  isListType,
  isNamedType,
  isNonNullType,
} from 'graphql';

/** Whether a place of the new type takes every variable that was declared for the old one, and every literal. */
export function takesAll(next: GraphQLType, old: GraphQLType): boolean {
  if (isNonNullType(next)) return isNonNullType(old) && takesAll(next.ofType, old.ofType);
  if (isNonNullType(old)) return takesAll(next, old.ofType);
  if (isListType(next)) return isListType(old) && takesAll(next.ofType, old.ofType);
  return !isListType(old) && isNamedType(next) && isNamedType(old) && next.name === old.name;
}

/** What a JSON value of a built-in scalar may become without being refused (https://spec.graphql.org/draft/#sec-Scalars). */
const COERCED: ReadonlyMap<string, readonly string[]> = new Map([
  ['Int', ['Float', 'ID']],
  ['String', ['ID']],
]);

/**
 * Whether coercion of variables takes every value of the old type where the new one is expected: also a single value for
 * a list of it (https://spec.graphql.org/draft/#sec-List.Input-Coercion).
 */
export function coercesAll(next: GraphQLInputType, old: GraphQLInputType): boolean {
  if (isNonNullType(next)) return isNonNullType(old) && coercesAll(next.ofType, old.ofType);
  if (isNonNullType(old)) return coercesAll(next, old.ofType);
  if (isListType(next)) return coercesAll(next.ofType, isListType(old) ? old.ofType : old);
  if (isListType(old)) return false;
  return next.name === old.name || (COERCED.get(old.name)?.includes(next.name) ?? false);
}

/** Whether values of the old type are refused for nothing but a null in them. */
export function onlyNullsDiffer(next: GraphQLInputType, old: GraphQLInputType): boolean {
  return !coercesAll(next, old) && coercesAll(withoutNonNull(next), withoutNonNull(old));
}

function withoutNonNull(type: GraphQLInputType): GraphQLInputType {
  // Taking the marks away keeps a type an input type.
  return stripped(type) as GraphQLInputType;
}

function stripped(type: GraphQLType): GraphQLType {
  if (isNonNullType(type)) return stripped(type.ofType);
  return isListType(type) ? new GraphQLList(stripped(type.ofType)) : type;
}

/** Whether an argument or input field has to be given: not null, and no default. */
export function isRequired({ type, defaultValue }: GraphQLArgument | GraphQLInputField): boolean {
  return isNonNullType(type) && defaultValue === undefined;
}
