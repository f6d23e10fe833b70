import { type DocumentNode, Kind, type SelectionSetNode } from 'graphql';

/** More than any operation that a client of this graph needs, and little enough to be walked in milliseconds. */
export const MAX_EXPANDED_SELECTIONS = 20_000;
/** No more are counted where there are too many anyway. */
const MOST_TOLD = 1_000_000;

/**
 * How many selections (fields, fragments in place, spreads) an operation has when each fragment stands wherever it is
 * spread: what planning, compiling and executing have to do at least. `limit + 1` when there are more than `limit`.
 * Takes no longer than reading the document once, whatever it expands to. The document need not be valid: a fragment
 * that does not exist, or spreads itself, adds nothing.
 *
 * @param operationName null or undefined: all operations of the document together; a name that no operation has: 0
 */
export function countExpandedSelections(
  document: DocumentNode,
  operationName: string | null | undefined,
  limit: number,
): number {
  const most = limit + 1;
  const fragments = new Map<string, SelectionSetNode>();
  for (const node of document.definitions) {
    if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node.selectionSet);
  }
  const counted = new Map<string, number>();

  let count = 0;
  for (const node of document.definitions) {
    if (node.kind !== Kind.OPERATION_DEFINITION) continue;
    if (operationName == null || node.name?.value === operationName) count += countIn(node.selectionSet);
  }
  return Math.min(count, most);

  function countIn({ selections }: SelectionSetNode): number {
    let sum = selections.length;
    for (const selection of selections) {
      if (sum >= most) return most;
      if (selection.kind === Kind.FRAGMENT_SPREAD) sum += countFragment(selection.name.value);
      else if (selection.selectionSet) sum += countIn(selection.selectionSet);
    }
    return Math.min(sum, most);
  }

  function countFragment(name: string): number {
    const known = counted.get(name);
    if (known !== undefined) return known;
    counted.set(name, 0); // While it is being counted: where it spreads itself.
    const selectionSet = fragments.get(name);
    const count = selectionSet ? countIn(selectionSet) : 0;
    counted.set(name, count);
    return count;
  }
}

/** The selections of all operations of a document when these are more than `limit`, in words; null when they are not. */
export function tooManySelections(document: DocumentNode, limit: number): string | null {
  const count = countExpandedSelections(document, null, MOST_TOLD);
  if (count <= limit) return null;
  return count > MOST_TOLD ? `more than ${MOST_TOLD} selections` : `${count} selections`;
}
