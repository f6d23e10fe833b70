import { type DocumentNode, Kind, type SelectionSetNode } from 'graphql';

/**
 * How often one set of selections has a field of the same name in the answer, at most over a document; fields without
 * arguments and selections do not count. Validation compares each of them with every other one.
 */
export function repeatedFields({ definitions }: DocumentNode): number {
  let most = 0;
  for (const definition of definitions) {
    if ('selectionSet' in definition && definition.selectionSet) count(definition.selectionSet);
  }
  return most;

  function count({ selections }: SelectionSetNode): void {
    const times = new Map<string, number>();
    for (const selection of selections) {
      if (selection.kind === Kind.FRAGMENT_SPREAD) continue;
      if (selection.kind === Kind.FIELD && (selection.selectionSet || selection.arguments?.length)) {
        const name = (selection.alias ?? selection.name).value;
        const known = (times.get(name) ?? 0) + 1;
        times.set(name, known);
        most = Math.max(most, known);
      }
      if (selection.selectionSet) count(selection.selectionSet);
    }
  }
}
