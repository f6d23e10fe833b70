import { type DocumentNode, type FragmentDefinitionNode, Kind, type SelectionSetNode } from 'graphql';

/** How the fragments of a document stand in each other. */
export interface FragmentNesting {
  fragments: number;
  /** How many fragments spread each other in a chain at most, as far as none spreads itself. */
  depth: number;
  /** Whether a fragment spreads itself, directly or through others. */
  circular: boolean;
}

/** How the fragments of a document, valid or not, stand in each other. Takes as long as reading the document once. */
export function fragmentNesting(document: DocumentNode): FragmentNesting {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const node of document.definitions) {
    if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node);
  }
  const depths = new Map<string, number>();
  const open = new Set<string>();
  let circular = false;
  let depth = 0;
  for (const name of fragments.keys()) depth = Math.max(depth, depthOf(name));
  return { fragments: fragments.size, depth, circular };

  function depthOf(name: string): number {
    const known = depths.get(name);
    if (known !== undefined) return known;
    const fragment = fragments.get(name);
    if (!fragment) return 0;
    open.add(name);
    const depth = 1 + depthIn(fragment.selectionSet);
    open.delete(name);
    depths.set(name, depth);
    return depth;
  }

  function depthIn({ selections }: SelectionSetNode): number {
    let depth = 0;
    for (const selection of selections) {
      if (selection.kind === Kind.FRAGMENT_SPREAD) {
        if (open.has(selection.name.value)) circular = true;
        else depth = Math.max(depth, depthOf(selection.name.value));
      } else if (selection.selectionSet) depth = Math.max(depth, depthIn(selection.selectionSet));
    }
    return depth;
  }
}
