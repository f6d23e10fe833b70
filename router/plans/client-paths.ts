import { isAbstractType, isObjectType, Kind, type SelectionSetNode } from 'graphql';
import { isIncluded } from './conditions.ts';
import { isObject } from './json.ts';
import type { ObjectSelection, SelectionContext } from './select-fields.ts';

type Path = readonly (string | number)[];

/**
 * The paths of the answer for a place in the merged data: a field that a client asks for by two names has two. What
 * the client has not asked for, such as a field that another subgraph requires, is told of the object that it is in.
 *
 * @param data the merged data, by which types are known
 */
export function clientPaths(
  place: Path,
  data: unknown,
  root: ObjectSelection,
  context: SelectionContext,
): Path[] {
  const { schema, fragments, conditions, keyOf } = context;
  const paths: Path[] = [];
  walk([root.selectionSet], data, 0, []);
  return paths;

  function walk(selectionSets: readonly SelectionSetNode[], value: unknown, at: number, path: Path): void {
    const step = place[at];
    if (step === undefined) {
      paths.push(path);
      return;
    }
    if (typeof step === 'number') {
      walk(selectionSets, Array.isArray(value) ? value[step] : undefined, at + 1, [...path, step]);
      return;
    }
    const object = isObject(value) ? value : {};
    const typename = typeof object.__typename === 'string' ? object.__typename : null;
    const inside = new Map<string, SelectionSetNode[]>();
    for (const selectionSet of selectionSets) collect(selectionSet, step, typename, inside);
    if (inside.size === 0) paths.push(path);
    for (const [name, inner] of inside) walk(inner, object[step], at + 1, [...path, name]);
  }

  /** The names of a field in a selection, with what is selected of it. */
  function collect(
    selectionSet: SelectionSetNode,
    key: string,
    typename: string | null,
    into: Map<string, SelectionSetNode[]>,
  ): void {
    for (const selection of selectionSet.selections) {
      if (!isIncluded(selection.directives, conditions)) continue;
      if (selection.kind === Kind.FIELD) {
        if (keyOf(selection) !== key) continue;
        const name = (selection.alias ?? selection.name).value;
        const inner = into.get(name) ?? [];
        if (selection.selectionSet) inner.push(selection.selectionSet);
        into.set(name, inner);
        continue;
      }
      const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments[selection.name.value];
      if (fragment && mayApply(fragment.typeCondition?.name.value, typename)) {
        collect(fragment.selectionSet, key, typename, into);
      }
    }
  }

  function mayApply(condition: string | undefined, typename: string | null): boolean {
    if (condition === undefined || typename === null || condition === typename) return true;
    const type = schema.getType(typename);
    const abstract = schema.getType(condition);
    if (!isObjectType(type)) return true;
    return isAbstractType(abstract) && schema.isSubType(abstract, type);
  }
}
