import {
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

/** Whether a selection is part of the operation, for one combination of values of the variables in conditions. */
export type IsIncluded = (selection: SelectionNode) => boolean;

/** The fragments of a document by name. */
export type Fragments = Readonly<Record<string, FragmentDefinitionNode>>;

/** Combinations have a bit for each variable, in one number. */
const MAX_VARIABLES = 24;

/** What `@skip` and `@include` of an operation depend on. */
export interface Conditions {
  /**
   * Which of the combinations these coerced variables are; null when one of them is no boolean, which is an error of
   * the place where the condition stands.
   */
  combination(variables: Readonly<Record<string, unknown>>): number | null;
  isIncluded(combination: number): IsIncluded;
}

/** Finds the conditions in an operation and the fragments that it spreads; null when they are none to be compiled. */
export function findConditions(operation: OperationDefinitionNode, fragments: Fragments): Conditions | null {
  const bits = new Map<string, number>();
  const spread = new Set<string>();
  if (!visit(operation.selectionSet) || bits.size > MAX_VARIABLES) return null;
  const names = [...bits.keys()];
  return {
    combination(variables) {
      let combination = 0;
      for (let bit = 0; bit < names.length; bit += 1) {
        const value = variables[names[bit] ?? ''];
        if (value === true) combination |= 1 << bit;
        else if (value !== false) return null;
      }
      return combination;
    },
    isIncluded: (combination) => (selection) => {
      for (const { name, arguments: given } of selection.directives ?? []) {
        const condition = given?.[0]?.value;
        if ((name.value !== 'skip' && name.value !== 'include') || !condition) continue;
        const value =
          condition.kind === Kind.VARIABLE
            ? (combination & (1 << (bits.get(condition.name.value) ?? 0))) !== 0
            : condition.kind === Kind.BOOLEAN && condition.value;
        if (value === (name.value === 'skip')) return false;
      }
      return true;
    },
  };

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
        if (!bits.has(value.name.value)) bits.set(value.name.value, bits.size);
      } else if (value.kind !== Kind.BOOLEAN) return false;
    }
    return true;
  }
}
