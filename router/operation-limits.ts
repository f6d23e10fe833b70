import type { ApolloServerPlugin } from '@apollo/server';
import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { badUserInput } from '../platform/errors.ts';
import type { RouterContext } from './context.ts';

/**
 * What an operation may ask for at most. The cost of an operation is the number of objects it could answer with:
 * a field with `first` or `last` counts as many as it asks for, every other field one.
 */
export interface OperationLimits {
  maxDepth: number;
  maxCost: number;
}

const DEFAULT_PAGE_SIZE = 20;
const MAX_ALIASED_ROOT_FIELDS = 50;

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
        didResolveOperation({ document, operation, request }) {
          if (!operation) return Promise.resolve(); // Unknown operation name: the gateway says so.
          let measure = measured.get(operation);
          if (!measure) {
            measure = measureOperation(document, operation);
            measured.set(operation, measure);
          }
          if (measure.depth > maxDepth) {
            throw badUserInput(
              `The operation is ${measure.depth} fields deep; at most ${maxDepth} are allowed.`,
            );
          }
          if (measure.rootFields > MAX_ALIASED_ROOT_FIELDS) {
            throw badUserInput(
              `The operation has ${measure.rootFields} root fields; at most ${MAX_ALIASED_ROOT_FIELDS} are allowed.`,
            );
          }
          const cost = measure.cost(request.variables ?? {});
          if (cost > maxCost) {
            throw badUserInput(
              `The operation could answer with ${Math.round(cost)} objects; at most ${maxCost} are allowed. Ask for smaller pages.`,
            );
          }
          return Promise.resolve();
        },
      }),
  };
}

/** Measures an operation of a validated document (so fragments exist and have no cycles). */
export function measureOperation(
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
  return measureSelections(operation.selectionSet);

  function measureSelections(selectionSet: SelectionSetNode): MeasuredOperation {
    let depth = 0;
    let rootFields = 0;
    const costs: MeasuredOperation['cost'][] = [];
    for (const selection of selectionSet.selections) {
      const part =
        selection.kind === Kind.FIELD
          ? measureField(selection)
          : selection.kind === Kind.INLINE_FRAGMENT
            ? measureSelections(selection.selectionSet)
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
      ? measureSelections(fragment.selectionSet)
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

  function measureField(field: FieldNode): MeasuredOperation {
    if (!field.selectionSet) return { depth: 1, rootFields: 1, cost: () => 0 };
    const inner = measureSelections(field.selectionSet);
    const size = pageSizeOf(field);
    return {
      depth: inner.depth + 1,
      rootFields: 1,
      cost: (variables) => 1 + size(variables) * inner.cost(variables),
    };
  }

  function pageSizeOf(field: FieldNode): (variables: Variables) => number {
    const argument = field.arguments?.find(({ name }) => name.value === 'first' || name.value === 'last');
    if (!argument) return () => (isUnboundedConnection(field) ? DEFAULT_PAGE_SIZE : 1);
    const { value } = argument;
    if (value.kind === Kind.INT) return () => Math.max(1, Number(value.value));
    if (value.kind !== Kind.VARIABLE) return () => DEFAULT_PAGE_SIZE;
    const name = value.name.value;
    return (variables) => {
      const given = variables[name] ?? defaults.get(name);
      return typeof given === 'number' && given > 1 ? given : given === undefined ? DEFAULT_PAGE_SIZE : 1;
    };
  }
}

/** A connection read without `first` or `last` gives a page of the default size. */
function isUnboundedConnection(field: FieldNode): boolean {
  return (
    field.selectionSet?.selections.some(
      (selection) =>
        selection.kind === Kind.FIELD &&
        (selection.name.value === 'nodes' || selection.name.value === 'edges'),
    ) ?? false
  );
}
