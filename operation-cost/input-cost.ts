import {
  type FieldNode,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLNamedType,
  getNamedType,
  getNullableType,
  isInputObjectType,
  isListType,
  Kind,
  type OperationDefinitionNode,
  type ValueNode,
  valueFromASTUntyped,
} from 'graphql';
import { type Amount, sum, type Variables } from './amount.ts';
import type { ListSize, Prices } from './prices.ts';

type Field = GraphQLField<unknown, unknown>;

/** The argument of a field that gives one object for each id, by convention. */
const IDS = 'ids';
/** No list is longer, and products of lengths stay numbers. */
const MAX_LENGTH = 2 ** 31;

/** What the arguments of an operation's fields mean for its cost. */
export interface InputCosts {
  /**
   * How long the field's list is, as its arguments or `@listSize` say; `otherwise` where neither does. A list for the ids of an
   * argument `ids` is as long as that.
   */
  lengthOf(node: FieldNode, definition: Field, listSize: ListSize, otherwise: number): Amount;
  /**
   * What the arguments that are given cost, by `@cost` on them and on input fields.
   *
   * @param coordinates the field in each type that may have it; the dearest counts
   */
  argumentsCost(node: FieldNode, coordinates: readonly string[], definition: Field): Amount;
}

/** Reads literals once and variables for each request. */
export function inputCosts({ weights }: Prices, operation: OperationDefinitionNode): InputCosts {
  const defaults = new Map<string, unknown>();
  for (const { variable, defaultValue } of operation.variableDefinitions ?? []) {
    if (defaultValue) defaults.set(variable.name.value, valueFromASTUntyped(defaultValue));
  }
  const weighted = new Map<GraphQLNamedType, boolean>();
  return {
    lengthOf(node, definition, { slicingArguments, assumedSize }, otherwise) {
      if (slicingArguments.length === 0 && assumedSize !== null && takesIds(definition)) {
        return idsGiven(node, assumedSize);
      }
      const given = slicingArguments.map((name) => lengthGiven(node, definition, name));
      const assumed = assumedSize ?? otherwise;
      if (given.every((length) => length === null)) return assumed;
      // A list of no elements costs as one: somebody looks for it.
      if (given.every((length) => typeof length !== 'function')) {
        return Math.max(1, ...given.filter((length) => length !== null).map(Number));
      }
      return (variables) => {
        let most: number | null = null;
        for (const length of given) {
          const value = typeof length === 'function' ? length(variables) : length;
          if (value !== null) most = Math.max(1, most ?? 1, value);
        }
        return most ?? assumed;
      };
    },
    argumentsCost(node, coordinates, definition) {
      if (weights.size === 0 || !node.arguments?.length) return 0;
      return sum(
        node.arguments.map(({ name, value }) => {
          const argument = definition.args.find((one) => one.name === name.value);
          if (!argument) return 0;
          const each = coordinates.map((coordinate) => weights.get(`${coordinate}(${name.value}:)`) ?? 0);
          return sum([Math.max(...each), inputCost(value, argument.type)]);
        }),
      );
    },
  };

  /** As many as there are ids, and no more than are taken. */
  function idsGiven(node: FieldNode, most: number): Amount {
    const bounded = (value: unknown) => Math.max(1, Math.min(most, Array.isArray(value) ? value.length : 1));
    const value = node.arguments?.find((argument) => argument.name.value === IDS)?.value;
    if (value?.kind === Kind.VARIABLE) {
      const variable = value.name.value;
      return (variables) => bounded(valueIn(variable, variables));
    }
    return bounded(value?.kind === Kind.LIST ? value.values : null);
  }

  function lengthGiven(
    node: FieldNode,
    definition: Field,
    name: string,
  ): number | null | ((variables: Variables) => number | null) {
    const value = node.arguments?.find((argument) => argument.name.value === name)?.value;
    if (value?.kind === Kind.VARIABLE) {
      const variable = value.name.value;
      return (variables) => length(valueIn(variable, variables));
    }
    if (value) return length(valueFromASTUntyped(value));
    return length(definition.args.find((argument) => argument.name === name)?.defaultValue);
  }

  function valueIn(variable: string, variables: Variables): unknown {
    const given = variables[variable];
    return given === undefined ? defaults.get(variable) : given;
  }

  /** What a value costs by `@cost` on input fields, however deep in it. */
  function inputCost(node: ValueNode, type: GraphQLInputType): Amount {
    const named = getNamedType(type);
    if (!isWeighted(named)) return 0;
    if (node.kind === Kind.VARIABLE) {
      const variable = node.name.value;
      return (variables) => valueCost(valueIn(variable, variables), named);
    }
    if (node.kind === Kind.LIST) return sum(node.values.map((value) => inputCost(value, type)));
    if (node.kind !== Kind.OBJECT || !isInputObjectType(named)) return 0;
    const fields = named.getFields();
    return sum(
      node.fields.map(({ name, value }) => {
        const field = fields[name.value];
        if (!field || value.kind === Kind.NULL) return 0;
        return sum([weights.get(`${named.name}.${field.name}`) ?? 0, inputCost(value, field.type)]);
      }),
    );
  }

  /** The same of a variable's value, which may be nested too deep for a function that calls itself. */
  function valueCost(value: unknown, type: GraphQLNamedType): number {
    let cost = 0;
    const todo: [unknown, GraphQLNamedType][] = [[value, type]];
    for (let next = todo.pop(); next; next = todo.pop()) {
      const [one, named] = next;
      if (Array.isArray(one)) for (const element of one) todo.push([element, named]);
      else if (typeof one === 'object' && one !== null && isInputObjectType(named)) {
        const fields = named.getFields();
        for (const [name, given] of Object.entries(one)) {
          const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
          if (!field || given === null || given === undefined) continue;
          cost += weights.get(`${named.name}.${name}`) ?? 0;
          const inner = getNamedType(field.type);
          if (isWeighted(inner)) todo.push([given, inner]);
        }
      }
    }
    return cost;
  }

  /** Whether any value of the type can cost something. */
  function isWeighted(type: GraphQLNamedType): boolean {
    if (weights.size === 0 || !isInputObjectType(type)) return false;
    const known = weighted.get(type);
    if (known !== undefined) return known;
    const seen = new Set<GraphQLNamedType>([type]);
    let found = false;
    for (const one of seen) {
      if (!isInputObjectType(one)) continue;
      for (const field of Object.values(one.getFields())) {
        if (weights.has(`${one.name}.${field.name}`)) found = true;
        seen.add(getNamedType(field.type));
      }
    }
    weighted.set(type, found);
    return found;
  }
}

/** Whether a field gives one object for each element of an argument; `@listSize` takes only numbers for its slicing arguments. */
function takesIds({ type, args }: Field): boolean {
  return (
    isListType(getNullableType(type)) &&
    args.some((argument) => argument.name === IDS && isListType(getNullableType(argument.type)))
  );
}

function length(value: unknown): number | null {
  return typeof value === 'number' ? Math.min(value, MAX_LENGTH) : null;
}
