import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isInterfaceType,
  isObjectType,
  Kind,
  type SelectionSetNode,
} from 'graphql';
import { both, least, OPEN, type Requirement } from '../access/access-requirement.ts';
import type { Protections } from '../access/protections.ts';

/** What a request needs before and now. */
export interface Shifted {
  before: Requirement;
  after: Requirement;
}

/** Selections, each counted as often as fragments bring it; beyond, the ways of an operation are not followed. */
const MAX_SELECTIONS = 20_000;

/**
 * What an operation needs to come to each of its fields, without what the field itself needs: on each way there, where fragments bring
 * it several times. Null when there are too many.
 */
export function operationWays(
  document: DocumentNode,
  schema: GraphQLSchema,
  protections: { before: Protections; after: Protections },
): ReadonlyMap<FieldNode, readonly Shifted[]> | null {
  const ways = new Map<FieldNode, Shifted[]>();
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const one of document.definitions)
    if (one.kind === Kind.FRAGMENT_DEFINITION) fragments.set(one.name.value, one);
  const open = new Set<string>();
  let left = MAX_SELECTIONS;

  function walk({ selections }: SelectionSetNode, type: GraphQLNamedType | undefined, way: Shifted): void {
    for (const selection of selections) {
      left -= 1;
      if (left < 0) return;
      if (selection.kind === Kind.FIELD) {
        note(selection, way);
        const name = selection.name.value;
        const field = isObjectType(type) || isInterfaceType(type) ? type.getFields()[name] : undefined;
        if (!selection.selectionSet || !field || !type) continue;
        const needs = needsOf(`${type.name}.${name}`, protections);
        walk(selection.selectionSet, getNamedType(field.type), shiftedTogether(way, needs));
        continue;
      }
      if (selection.kind === Kind.INLINE_FRAGMENT) {
        const condition = selection.typeCondition?.name.value;
        walk(selection.selectionSet, condition === undefined ? type : schema.getType(condition), way);
        continue;
      }
      const fragment = fragments.get(selection.name.value);
      // One that is in itself is not valid.
      if (!fragment || open.has(fragment.name.value)) continue;
      open.add(fragment.name.value);
      walk(fragment.selectionSet, schema.getType(fragment.typeCondition.name.value), way);
      open.delete(fragment.name.value);
    }
  }

  function note(node: FieldNode, way: Shifted): void {
    const known = ways.get(node);
    if (known) known.push(way);
    else ways.set(node, [way]);
  }

  for (const one of document.definitions) {
    if (one.kind !== Kind.OPERATION_DEFINITION) continue;
    walk(one.selectionSet, schema.getRootType(one.operation) ?? undefined, { before: OPEN, after: OPEN });
  }
  return left < 0 ? null : ways;
}

/** What a field needs by itself, with its type and that of its value. */
export function needsOf(
  coordinate: string,
  { before, after }: { before: Protections; after: Protections },
): Shifted {
  return {
    before: before.fields.get(coordinate)?.needs ?? OPEN,
    after: after.fields.get(coordinate)?.needs ?? OPEN,
  };
}

/** What a way and what it leads to need. */
export function shiftedTogether(way: Shifted, needs: Shifted): Shifted {
  return {
    before: least(both(way.before, needs.before)),
    after: least(both(way.after, needs.after)),
  };
}
