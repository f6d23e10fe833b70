import {
  type FieldNode,
  type FragmentDefinitionNode,
  type FragmentSpreadNode,
  type GraphQLObjectType,
  type GraphQLSchema,
  type InlineFragmentNode,
  isAbstractType,
  Kind,
  type SelectionSetNode,
} from 'graphql';
import type { Fragments, IsIncluded } from './conditions.ts';

/** What selections are collected by. */
export interface Collecting {
  schema: GraphQLSchema;
  fragments: Fragments;
  isIncluded: IsIncluded;
}

/**
 * The fields that an object of one type answers with: the nodes of each by its response name, in the order of the
 * answer. https://spec.graphql.org/October2021/#CollectFields()
 */
export function collectFields(
  selectionSets: readonly SelectionSetNode[],
  type: GraphQLObjectType,
  { schema, fragments, isIncluded }: Collecting,
): Map<string, FieldNode[]> {
  const fields = new Map<string, FieldNode[]>();
  const spread = new Set<string>();
  for (const selectionSet of selectionSets) collect(selectionSet);
  return fields;

  function collect({ selections }: SelectionSetNode): void {
    for (const selection of selections) {
      if (selection.kind === Kind.FRAGMENT_SPREAD) collectSpread(selection);
      else if (!isIncluded(selection)) continue;
      else if (selection.kind === Kind.INLINE_FRAGMENT) {
        if (matches(selection)) collect(selection.selectionSet);
      } else {
        const name = (selection.alias ?? selection.name).value;
        const nodes = fields.get(name);
        if (nodes) nodes.push(selection);
        else fields.set(name, [selection]);
      }
    }
  }

  function collectSpread(selection: FragmentSpreadNode): void {
    const name = selection.name.value;
    // The condition of a spread is of no interest once the fragment is there; one that is left out may still come.
    if (spread.has(name) || !isIncluded(selection)) return;
    spread.add(name);
    const fragment = fragments[name];
    if (fragment && matches(fragment)) collect(fragment.selectionSet);
  }

  function matches({ typeCondition }: FragmentDefinitionNode | InlineFragmentNode): boolean {
    if (!typeCondition) return true;
    const condition = schema.getType(typeCondition.name.value);
    return condition === type || (isAbstractType(condition) && schema.isSubType(condition, type));
  }
}
