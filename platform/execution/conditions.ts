import {
  type FragmentDefinitionNode,
  GraphQLError,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

/** Whether a selection is part of the operation, for one combination of values of the variables in conditions. */
export type IsIncluded = (selection: SelectionNode) => boolean;

/** The fragments of a document by name. */
export type Fragments = Readonly<Record<string, FragmentDefinitionNode>>;

/** Combinations have two bits for each variable, in one number. */
const MAX_VARIABLES = 15;
const TRUE = 1;
const NULL = 2;

/** What `@skip` and `@include` of an operation depend on. */
export interface Conditions {
  /** Which of the combinations these coerced variables are; null when one of them is missing or no boolean. */
  combination(variables: Readonly<Record<string, unknown>>): number | null;
  /** Throws where a condition is null, which a variable with a default may be. */
  isIncluded(combination: number): IsIncluded;
}

/** Finds the conditions in an operation and the fragments that it spreads; null when they are none to be compiled. */
export function findConditions(operation: OperationDefinitionNode, fragments: Fragments): Conditions | null {
  const shifts = new Map<string, number>();
  const spread = new Set<string>();
  if (!visit(operation.selectionSet) || shifts.size > MAX_VARIABLES) return null;
  const variablesOf = [...shifts];
  return {
    combination(variables) {
      let combination = 0;
      for (const [name, shift] of variablesOf) {
        const value = variables[name];
        if (value === true) combination |= TRUE << shift;
        else if (value === null) combination |= NULL << shift;
        else if (value !== false) return null;
      }
      return combination;
    },
    isIncluded: (combination) => (selection) =>
      // In this order: what is skipped anyway may have any other condition.
      conditionOf('skip', selection, combination) !== true &&
      conditionOf('include', selection, combination) !== false,
  };

  /** Undefined where there is no such condition. */
  function conditionOf(
    directive: string,
    { directives }: SelectionNode,
    combination: number,
  ): boolean | undefined {
    const condition = directives?.find(({ name }) => name.value === directive)?.arguments?.[0]?.value;
    if (condition?.kind === Kind.BOOLEAN) return condition.value;
    if (condition?.kind !== Kind.VARIABLE) return undefined;
    const value = combination >> (shifts.get(condition.name.value) ?? 0);
    if ((value & NULL) !== 0) {
      throw new GraphQLError('Argument "if" of non-null type "Boolean!" must not be null.', {
        nodes: condition,
      });
    }
    return (value & TRUE) !== 0;
  }

  /** False when there is a condition of another form than a boolean or a variable. */
  function visit({ selections }: SelectionSetNode): boolean {
    for (const selection of selections) {
      if (!visitDirectives(selection)) return false;
      if (selection.kind === Kind.FRAGMENT_SPREAD) {
        const name = selection.name.value;
        if (spread.has(name)) continue;
        spread.add(name);
        const fragment = fragments[name];
        if (fragment && !visit(fragment.selectionSet)) return false;
      } else if (selection.selectionSet && !visit(selection.selectionSet)) return false;
    }
    return true;
  }

  function visitDirectives({ directives }: SelectionNode): boolean {
    for (const { name, arguments: given } of directives ?? []) {
      if (name.value !== 'skip' && name.value !== 'include') continue;
      const condition = given?.length === 1 ? given[0] : undefined;
      if (condition?.name.value !== 'if') return false;
      const { value } = condition;
      if (value.kind === Kind.VARIABLE) {
        if (!shifts.has(value.name.value)) shifts.set(value.name.value, 2 * shifts.size);
      } else if (value.kind !== Kind.BOOLEAN) return false;
    }
    return true;
  }
}
