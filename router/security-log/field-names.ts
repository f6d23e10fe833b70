import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';

/**
 * Says by which fields a path of an answer leads, by their own names: what a client calls them may be anything. Many errors
 * of one answer have one path but for the places in lists, so each is looked up once.
 */
export class FieldNames {
  readonly #fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly #root: Place;

  constructor(operation: OperationDefinitionNode, document: DocumentNode) {
    this.#fragments = new Map(
      document.definitions.flatMap((definition) =>
        definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition]] : [],
      ),
    );
    this.#root = new Place('', [operation.selectionSet]);
  }

  /** Names with dots between them: `cliente.email`; those of several types under one alias with a `|`. */
  along(path: readonly (string | number)[]): string {
    let place = this.#root;
    for (const key of path) {
      if (typeof key === 'string') place = this.#below(place, key);
    }
    return place.names;
  }

  #below(place: Place, key: string): Place {
    place.below ??= this.#fieldsIn(place.selections);
    const known = place.entered.get(key);
    if (known) return known;
    const fields = place.below.get(key) ?? [];
    const names = [...new Set(fields.map(({ name }) => name.value))].sort().join('|');
    const entered = new Place(
      place.names === '' ? names : `${place.names}.${names}`,
      fields.flatMap(({ selectionSet }) => selectionSet ?? []),
    );
    place.entered.set(key, entered);
    return entered;
  }

  /** The fields of selections by what the client calls them, each fragment entered once. */
  #fieldsIn(selections: readonly SelectionSetNode[]): Map<string, FieldNode[]> {
    const fields = new Map<string, FieldNode[]>();
    const entered = new Set<string>();
    const waiting = [...selections];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      for (const selection of next.selections) {
        if (selection.kind === Kind.FIELD) {
          const key = (selection.alias ?? selection.name).value;
          const same = fields.get(key);
          if (same) same.push(selection);
          else fields.set(key, [selection]);
        } else if (selection.kind === Kind.INLINE_FRAGMENT) {
          waiting.push(selection.selectionSet);
        } else if (!entered.has(selection.name.value)) {
          entered.add(selection.name.value);
          const fragment = this.#fragments.get(selection.name.value);
          if (fragment) waiting.push(fragment.selectionSet);
        }
      }
    }
    return fields;
  }
}

/** Where paths lead that differ in places of lists only. */
class Place {
  readonly names: string;
  readonly selections: readonly SelectionSetNode[];
  readonly entered = new Map<string, Place>();
  below: Map<string, FieldNode[]> | null = null;

  constructor(names: string, selections: readonly SelectionSetNode[]) {
    this.names = names;
    this.selections = selections;
  }
}
