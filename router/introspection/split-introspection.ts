import {
  type DefinitionNode,
  type DocumentNode,
  type FragmentDefinitionNode,
  getOperationAST,
  Kind,
  OperationTypeNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

/** An operation in two. */
export interface OperationParts {
  /** What it asks about the schema; null when nothing. */
  readonly introspection: DocumentNode | null;
  /** What it asks subgraphs for; null when nothing. */
  readonly data: DocumentNode | null;
}

type Part = keyof OperationParts;

/**
 * Takes an operation apart:
 *
 *     { __schema { types { name } } cliente(id: 1) { nome } }
 *     { __schema { types { name } } }
 *     { cliente(id: 1) { nome } }
 *
 * `__typename` at the root belongs to the data, unless there is no other.
 */
export function splitIntrospection(
  document: DocumentNode,
  operationName: string | undefined,
): OperationParts {
  const operation = getOperationAST(document, operationName);
  // Only a query has `__schema` and `__type`.
  if (operation?.operation !== OperationTypeNode.QUERY) return { introspection: null, data: document };
  const introspection = take('introspection');
  if (!introspection) return { introspection: null, data: document };
  const data = take('data');
  return data ? { introspection, data } : { introspection: document, data: null };

  /** The document with one part of the operation; null when that has nothing but `__typename`. */
  function take(part: Part): DocumentNode | null {
    const root = new RootFields(part, document);
    const selectionSet = operation && root.of(operation.selectionSet);
    if (!operation || !selectionSet || !root.hasMoreThanTypename) return null;
    return {
      kind: Kind.DOCUMENT,
      definitions: [{ ...operation, selectionSet }, ...root.fragments()],
    };
  }
}

/** Takes those fields at the root of a query that belong to one part, each fragment once. */
class RootFields {
  hasMoreThanTypename = false;
  readonly #part: Part;
  readonly #given: ReadonlyMap<string, FragmentDefinitionNode>;
  /** Fragments at the root with what is left of them; null when nothing is. */
  readonly #left = new Map<string, FragmentDefinitionNode | null>();

  constructor(part: Part, document: DocumentNode) {
    this.#part = part;
    this.#given = new Map(document.definitions.filter(isFragment).map((node) => [node.name.value, node]));
  }

  of(selectionSet: SelectionSetNode): SelectionSetNode | null {
    const selections = selectionSet.selections.flatMap((selection) => this.#selection(selection) ?? []);
    return selections.length > 0 ? { ...selectionSet, selections } : null;
  }

  /** The fragments of the document; those at the root with one part of their fields. */
  fragments(): FragmentDefinitionNode[] {
    return [...this.#given].flatMap(([name, fragment]) => {
      const left = this.#left.get(name);
      return left === undefined ? fragment : (left ?? []);
    });
  }

  #selection(selection: SelectionNode): SelectionNode | null {
    if (selection.kind === Kind.FIELD) {
      const name = selection.name.value;
      const part: Part = name === '__schema' || name === '__type' ? 'introspection' : 'data';
      if (part !== this.#part) return null;
      if (name !== '__typename') this.hasMoreThanTypename = true;
      return selection;
    }
    if (selection.kind === Kind.INLINE_FRAGMENT) {
      const selectionSet = this.of(selection.selectionSet);
      return selectionSet && { ...selection, selectionSet };
    }
    return this.#fragment(selection.name.value) ? selection : null;
  }

  #fragment(name: string): FragmentDefinitionNode | null {
    const known = this.#left.get(name);
    if (known !== undefined) return known;
    const given = this.#given.get(name);
    const selectionSet = given ? this.of(given.selectionSet) : null;
    const left = given && selectionSet ? { ...given, selectionSet } : null;
    this.#left.set(name, left);
    return left;
  }
}

function isFragment(node: DefinitionNode): node is FragmentDefinitionNode {
  return node.kind === Kind.FRAGMENT_DEFINITION;
}
