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

/** The values of all variables in conditions: two bits of a number for each of them; a character, where there are many. */
export type Combination = number | string;

const MAX_VARIABLES_IN_A_NUMBER = 15;
const FALSE = 0;
const TRUE = 1;
const NULL = 2;

/** What `@skip` and `@include` of an operation depend on. */
export interface Conditions {
  /** Which of the combinations these coerced variables are; null when one of them is missing or no boolean. */
  combination(variables: Readonly<Record<string, unknown>>): Combination | null;
  /** Throws where a condition is null, which a variable with a default may be. */
  isIncluded(combination: Combination): IsIncluded;
}

/** Finds the conditions in an operation and the fragments that it spreads; null when they are none to be compiled. */
export function findConditions(operation: OperationDefinitionNode, fragments: Fragments): Conditions | null {
  const places = new Map<string, number>();
  const spread = new Set<string>();
  if (!visit(operation.selectionSet)) return null;
  const names = [...places.keys()];
  return {
    combination: names.length > MAX_VARIABLES_IN_A_NUMBER ? combinationText : combinationNumber,
    isIncluded: (combination) => (selection) =>
      // In this order: what is skipped anyway may have any other condition.
      conditionOf('skip', selection, combination) !== true &&
      conditionOf('include', selection, combination) !== false,
  };

  function combinationNumber(variables: Readonly<Record<string, unknown>>): number | null {
    let combination = 0;
    for (let index = 0; index < names.length; index += 1) {
      const value = stateOf(variables[names[index] as string]); // An index of it.
      if (value === null) return null;
      combination |= value << (2 * index);
    }
    return combination;
  }

  function combinationText(variables: Readonly<Record<string, unknown>>): string | null {
    let combination = '';
    for (const name of names) {
      const value = stateOf(variables[name]);
      if (value === null) return null;
      combination += value;
    }
    return combination;
  }

  /** Undefined where there is no such condition. */
  function conditionOf(
    directive: string,
    { directives }: SelectionNode,
    combination: Combination,
  ): boolean | undefined {
    const condition = directives?.find(({ name }) => name.value === directive)?.arguments?.[0]?.value;
    if (condition?.kind === Kind.BOOLEAN) return condition.value;
    if (condition?.kind !== Kind.VARIABLE) return undefined;
    const place = places.get(condition.name.value) ?? 0;
    const value = typeof combination === 'number' ? combination >> (2 * place) : Number(combination[place]);
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
        if (!places.has(value.name.value)) places.set(value.name.value, places.size);
      } else if (value.kind !== Kind.BOOLEAN) return false;
    }
    return true;
  }
}

/** Null for a value that no coerced boolean has. */
function stateOf(value: unknown): number | null {
  if (value === true) return TRUE;
  if (value === false) return FALSE;
  return value === null ? NULL : null;
}
