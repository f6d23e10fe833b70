import {
  type ArgumentNode,
  type FieldNode,
  type GraphQLArgument,
  type GraphQLField,
  getArgumentValues,
  isNonNullType,
  Kind,
  type ObjectValueNode,
  type ValueNode,
} from 'graphql';

/** Coerced variables, as getVariableValues gives them. */
export type VariableValues = Record<string, unknown>;

/** Makes the arguments that a resolver is called with, a new object each time. Throws what getArgumentValues throws. */
export type ArgumentValues = (variables: VariableValues) => Record<string, unknown>;

/** How one argument gets its value: that of a variable, or `value` where there is no such variable. */
interface Source {
  name: string;
  variable: string | null;
  nullable: boolean;
  value: unknown;
}

/**
 * The arguments of a field as graphql-js makes them. What is the same for every request is made once; variables that
 * stand for a whole argument are handed over; the rest (variables within literals, values that a resolver could change,
 * everything that is an error) is left to getArgumentValues itself.
 */
export function argumentValues(
  field: GraphQLField<unknown, unknown>,
  [node]: readonly FieldNode[],
): ArgumentValues {
  // All nodes of a field have the same arguments.
  if (field.args.length === 0 || !node) return noArguments;
  const reference: ArgumentValues = (variables) => getArgumentValues(field, node, variables);
  const sources: Source[] = [];
  for (const definition of field.args) {
    const argument = node.arguments?.find(({ name }) => name.value === definition.name);
    const source = sourceOf(definition, argument, field, node);
    if (source === null) return reference;
    if (source !== 'absent') sources.push(source);
  }
  return (variables) => {
    const values: Record<string, unknown> = {};
    for (const { name, variable, nullable, value } of sources) {
      if (variable === null) {
        values[name] = value;
        continue;
      }
      if (Object.hasOwn(variables, variable)) {
        const given = variables[variable];
        if (given === undefined || (given === null && !nullable)) return reference(variables);
        values[name] = given;
      } else if (value !== undefined) values[name] = value;
      else if (!nullable) return reference(variables);
    }
    return values;
  };
}

function noArguments(): Record<string, unknown> {
  return {};
}

/** Null where only getArgumentValues knows. */
function sourceOf(
  { name, type, defaultValue }: GraphQLArgument,
  argument: ArgumentNode | undefined,
  field: GraphQLField<unknown, unknown>,
  node: FieldNode,
): Source | 'absent' | null {
  const nullable = !isNonNullType(type);
  if (name === '__proto__') return null;
  if (!argument) {
    if (defaultValue !== undefined) return { name, variable: null, nullable, value: defaultValue };
    return nullable ? 'absent' : null;
  }
  const { value: given } = argument;
  if (given.kind === Kind.VARIABLE)
    return { name, variable: given.name.value, nullable, value: defaultValue };
  if (hasVariable(given)) return null;
  const value = literalValue(name, field, node);
  // Another value could be changed by a resolver, and would then be another one in the next request.
  if (value === undefined || (typeof value === 'object' && value !== null)) return null;
  return { name, variable: null, nullable, value };
}

/** The value of one argument without variables; undefined when it does not have its type. */
function literalValue(name: string, field: GraphQLField<unknown, unknown>, node: FieldNode): unknown {
  try {
    const alone = { ...field, args: field.args.filter((argument) => argument.name === name) };
    return getArgumentValues(alone, node)[name];
  } catch {
    // The same is thrown again when the argument is asked for, and is then an error of the answer.
    return undefined;
  }
}

function hasVariable(value: ValueNode): boolean {
  if (value.kind === Kind.VARIABLE) return true;
  if (value.kind === Kind.LIST) return value.values.some(hasVariable);
  return value.kind === Kind.OBJECT && hasVariableField(value);
}

function hasVariableField({ fields }: ObjectValueNode): boolean {
  return fields.some(({ value }) => hasVariable(value));
}
