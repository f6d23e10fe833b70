import {
  type GraphQLError,
  type GraphQLInputType,
  type GraphQLLeafType,
  type GraphQLSchema,
  getVariableValues,
  isInputType,
  isLeafType,
  isListType,
  isNonNullType,
  typeFromAST,
  type VariableDefinitionNode,
  valueFromAST,
} from 'graphql';
import type { VariableValues } from './argument-values.ts';

export type CoercedVariables =
  | { coerced: VariableValues; errors?: undefined }
  | { errors: readonly GraphQLError[]; coerced?: undefined };

/** As `execute` of graphql-js has it. */
const MAX_ERRORS = 50;

/** The value of a variable; REFUSED where the reference has to say what is wrong with it, or what it is. */
type Coerce = (value: unknown) => unknown;
const REFUSED = Symbol('refused');

interface Variable {
  name: string;
  nullable: boolean;
  /** Makes its default anew, since resolvers may change what they are given; null without one. */
  makeDefault: (() => unknown) | null;
  coerce: Coerce;
}

/**
 * What getVariableValues makes of the variables of a request. Those of scalars, enums and lists of them are coerced
 * here, with types that were looked up once; where there are others, or anything is wrong, getVariableValues does it all.
 */
export function variableValues(
  schema: GraphQLSchema,
  definitions: readonly VariableDefinitionNode[],
): (given: Record<string, unknown>) => CoercedVariables {
  const reference = (given: Record<string, unknown>) =>
    getVariableValues(schema, definitions, given, { maxErrors: MAX_ERRORS });
  const variables: Variable[] = [];
  for (const definition of definitions) {
    const variable = simpleVariable(schema, definition);
    if (!variable) return reference;
    variables.push(variable);
  }
  return (given) => {
    const coerced: VariableValues = {};
    for (const { name, nullable, makeDefault, coerce } of variables) {
      if (!Object.hasOwn(given, name)) {
        if (makeDefault) coerced[name] = makeDefault();
        else if (!nullable) return reference(given);
        continue;
      }
      const value = coerce(given[name]);
      if (value === REFUSED) return reference(given);
      coerced[name] = value;
    }
    return { coerced };
  };
}

function simpleVariable(
  schema: GraphQLSchema,
  { variable, type: typeNode, defaultValue }: VariableDefinitionNode,
): Variable | null {
  const name = variable.name.value;
  const type = typeFromAST(schema, typeNode);
  const coerce = isInputType(type) && name !== '__proto__' ? coercion(type) : null;
  if (!isInputType(type) || !coerce) return null;
  return {
    name,
    nullable: !isNonNullType(type),
    makeDefault: defaultValue ? () => valueFromAST(defaultValue, type) : null,
    coerce,
  };
}

/** Null for a type with input objects in it. */
function coercion(type: GraphQLInputType): Coerce | null {
  if (isNonNullType(type)) {
    const coerce = coercion(type.ofType);
    return coerce && ((value) => (value === null || value === undefined ? REFUSED : coerce(value)));
  }
  if (isListType(type)) {
    const coerce = coercion(type.ofType);
    return coerce && listCoercion(coerce);
  }
  return isLeafType(type) ? leafCoercion(type) : null;
}

function listCoercion(coerce: Coerce): Coerce {
  return (value) => {
    if (value === null || value === undefined) return null;
    // Other iterables, and one value for a list of one.
    if (!Array.isArray(value)) return REFUSED;
    const items: unknown[] = [];
    for (const item of value) {
      const coerced = coerce(item);
      if (coerced === REFUSED) return REFUSED;
      items.push(coerced);
    }
    return items;
  };
}

function leafCoercion(type: GraphQLLeafType): Coerce {
  return (value) => {
    if (value === null || value === undefined) return null;
    try {
      const parsed: unknown = type.parseValue(value);
      return parsed === undefined ? REFUSED : parsed;
    } catch {
      // Thrown again when the reference coerces, which makes an error for the client of it.
      return REFUSED;
    }
  };
}
