import { type DocumentNode, Kind } from 'graphql';
import { both, implies, least, OPEN, type Protection, type Requirement } from './access-requirement.ts';

/** Sets that the ways to a type may come to; with more, it counts as reached with nothing. */
const MAX_SETS = 32;

/**
 * What a request needs at least to come to each type, whichever way it goes from a root: one of the sets, all of each. Of a type
 * that is not here nothing is known, or it is reached with nothing.
 */
export function reachedOver(
  document: DocumentNode,
  fields: readonly Protection[],
): ReadonlyMap<string, Requirement> {
  const byParent = new Map<string, Protection[]>();
  for (const field of fields) byParent.set(field.parent, [...(byParent.get(field.parent) ?? []), field]);
  const objects = objectsOf(document);
  const reached = new Map<string, Requirement>();
  const todo = new Set<string>();
  const reach = (type: string, needs: Requirement) => {
    const known = reached.get(type);
    const either = known ? least([...known, ...needs]) : least(needs);
    const bounded = either.length > MAX_SETS ? OPEN : either;
    if (known && implies(bounded, known)) return;
    reached.set(type, bounded);
    todo.add(type);
  };
  for (const root of rootsOf(document)) reach(root, OPEN);
  for (const type of todo) {
    todo.delete(type);
    const there = reached.get(type) ?? OPEN;
    for (const { value, needs, isHidden } of byParent.get(type) ?? []) {
      if (!isHidden) reach(value, both(there, needs));
    }
    for (const object of objects.get(type) ?? []) reach(object, there);
  }
  return reached;
}

/** By the name of an interface or union, the types that it may turn out to be. */
function objectsOf(document: DocumentNode): Map<string, string[]> {
  const objects = new Map<string, string[]>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.UNION_TYPE_DEFINITION) {
      objects.set(
        definition.name.value,
        (definition.types ?? []).map(({ name }) => name.value),
      );
    }
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION && definition.kind !== Kind.INTERFACE_TYPE_DEFINITION)
      continue;
    for (const { name } of definition.interfaces ?? [])
      objects.set(name.value, [...(objects.get(name.value) ?? []), definition.name.value]);
  }
  return objects;
}

function rootsOf(document: DocumentNode): string[] {
  return document.definitions.flatMap((one) =>
    one.kind === Kind.SCHEMA_DEFINITION || one.kind === Kind.SCHEMA_EXTENSION
      ? (one.operationTypes ?? []).map(({ type }) => type.name.value)
      : [],
  );
}
