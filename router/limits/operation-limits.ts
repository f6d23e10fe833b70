import type { ApolloServerPlugin } from '@apollo/server';
import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  type InlineFragmentNode,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { badUserInput } from '../../platform/errors/client-errors.ts';
import type { RouterContext } from '../context.ts';

/**
 * What an operation may ask for at most. The cost of an operation is the number of objects it could answer with:
 * a field with `first` or `last` counts as many as it asks for, another list as long as it is assumed to be at most,
 * every other field one. Introspection costs nothing; GraphQL's own rules bound it.
 */
export interface OperationLimits {
  maxDepth: number;
  maxCost: number;
}

const DEFAULT_PAGE_SIZE = 20;
/** Of a list without pages, as a customer's addresses are at most. */
const ASSUMED_LIST_LENGTH = 50;
const MAX_ALIASED_ROOT_FIELDS = 50;
/** Apollo Server would answer 500, and takes the status from here. */
const BAD_REQUEST = { http: { status: 400 } };

type Variables = Readonly<Record<string, unknown>>;

interface MeasuredOperation {
  depth: number;
  rootFields: number;
  cost(variables: Variables): number;
}

/** Refuses operations that are too deep, too wide or too costly; each document is measured once. */
export function operationLimitsPlugin({
  maxDepth,
  maxCost,
}: OperationLimits): ApolloServerPlugin<RouterContext> {
  const measured = new WeakMap<OperationDefinitionNode, MeasuredOperation>();
  return {
    requestDidStart: () =>
      Promise.resolve({
        didResolveOperation({ schema, document, operation, request }) {
          if (!operation) {
            throw badUserInput(
              '`operationName` must name one operation of the document, where it has several.',
              BAD_REQUEST,
            );
          }
          let measure = measured.get(operation);
          if (!measure) {
            measure = measureOperation(schema, document, operation);
            measured.set(operation, measure);
          }
          if (measure.depth > maxDepth) {
            throw badUserInput(
              `The operation is ${measure.depth} fields deep; at most ${maxDepth} are allowed.`,
              BAD_REQUEST,
            );
          }
          if (measure.rootFields > MAX_ALIASED_ROOT_FIELDS) {
            throw badUserInput(
              `The operation has ${measure.rootFields} root fields; at most ${MAX_ALIASED_ROOT_FIELDS} are allowed.`,
              BAD_REQUEST,
            );
          }
          const cost = measure.cost(request.variables ?? {});
          if (cost > maxCost) {
            throw badUserInput(
              `The operation could answer with ${Math.round(cost)} objects; at most ${maxCost} are allowed. Ask for smaller pages.`,
              BAD_REQUEST,
            );
          }
          return Promise.resolve();
        },
      }),
  };
}

/** Measures an operation of a document that is valid against the schema (so fragments exist and have no cycles). */
export function measureOperation(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): MeasuredOperation {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const node of document.definitions) {
    if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node);
  }
  const defaults = new Map<string, number>();
  for (const { variable, defaultValue } of operation.variableDefinitions ?? []) {
    if (defaultValue?.kind === Kind.INT) defaults.set(variable.name.value, Number(defaultValue.value));
  }
  const measuredFragments = new Map<string, MeasuredOperation>();
  return measureSelections(operation.selectionSet, schema.getRootType(operation.operation) ?? undefined);

  function measureSelections(
    selectionSet: SelectionSetNode,
    type: GraphQLNamedType | undefined,
  ): MeasuredOperation {
    let depth = 0;
    let rootFields = 0;
    const costs: MeasuredOperation['cost'][] = [];
    for (const selection of selectionSet.selections) {
      const part =
        selection.kind === Kind.FIELD
          ? measureField(selection, type)
          : selection.kind === Kind.INLINE_FRAGMENT
            ? measureSelections(selection.selectionSet, conditionOf(selection) ?? type)
            : measureFragment(selection.name.value);
      depth = Math.max(depth, part.depth);
      rootFields += part.rootFields;
      costs.push(part.cost);
    }
    return { depth, rootFields, cost: (variables) => costs.reduce((sum, cost) => sum + cost(variables), 0) };
  }

  /** Each fragment once: a document of fragments that spread each other twice would take exponential time. */
  function measureFragment(name: string): MeasuredOperation {
    const known = measuredFragments.get(name);
    if (known) return known;
    const fragment = fragments.get(name);
    const measure = fragment
      ? measureSelections(fragment.selectionSet, conditionOf(fragment))
      : { depth: 0, rootFields: 0, cost: () => 0 };
    const costs = new WeakMap<Variables, number>();
    const once = {
      ...measure,
      cost(variables: Variables) {
        const known = costs.get(variables);
        if (known !== undefined) return known;
        const cost = measure.cost(variables);
        costs.set(variables, cost);
        return cost;
      },
    };
    measuredFragments.set(name, once);
    return once;
  }

  function conditionOf({
    typeCondition,
  }: FragmentDefinitionNode | InlineFragmentNode): GraphQLNamedType | undefined {
    return typeCondition && schema.getType(typeCondition.name.value);
  }

  function measureField(field: FieldNode, parent: GraphQLNamedType | undefined): MeasuredOperation {
    const name = field.name.value;
    if (!field.selectionSet) return { depth: 1, rootFields: 1, cost: () => 0 };
    const type = isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[name]?.type : undefined;
    const inner = measureSelections(field.selectionSet, type && getNamedType(type));
    const measure = { depth: inner.depth + 1, rootFields: 1 };
    if (name.startsWith('__')) return { ...measure, cost: () => 0 };
    const size = pageSizeOf(field);
    if (size) return { ...measure, cost: (variables) => 1 + size(variables) * inner.cost(variables) };
    // The connection that these belong to has counted how many they are.
    const length = isListType(getNullableType(type)) && !isPageField(field) ? ASSUMED_LIST_LENGTH : 1;
    return { ...measure, cost: (variables) => length * (1 + inner.cost(variables)) };
  }

  /** How many a page has; null for a field without pages. */
  function pageSizeOf(field: FieldNode): ((variables: Variables) => number) | null {
    const sizes = (field.arguments ?? [])
      .filter(({ name }) => name.value === 'first' || name.value === 'last')
      .map(({ value }) => {
        if (value.kind === Kind.INT) return () => Number(value.value);
        if (value.kind !== Kind.VARIABLE) return () => null;
        const name = value.name.value;
        return (variables: Variables) => {
          const given = variables[name] ?? defaults.get(name);
          return typeof given === 'number' ? given : null;
        };
      });
    if (sizes.length === 0 && !isConnection(field)) return null;
    return (variables) => {
      const given = sizes.map((size) => size(variables)).filter((size) => size !== null);
      return given.length === 0 ? DEFAULT_PAGE_SIZE : Math.max(1, ...given);
    };
  }
}

/** A connection read without `first` or `last` gives a page of the default size. */
function isConnection(field: FieldNode): boolean {
  return (
    field.selectionSet?.selections.some(
      (selection) => selection.kind === Kind.FIELD && isPageField(selection),
    ) ?? false
  );
}

function isPageField({ name }: FieldNode): boolean {
  return name.value === 'nodes' || name.value === 'edges';
}
