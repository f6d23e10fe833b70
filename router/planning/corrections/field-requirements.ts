import { type DocumentNode, Kind, type SelectionSetNode } from 'graphql';
import { selectionsOf } from '../schema/field-sets.ts';
import type { SubgraphTypes } from '../schema/subgraph-types.ts';
import {
  argumentOf,
  type FieldsType,
  graphNames,
  hasFields,
  isTrue,
  joinFields,
} from '../schema/supergraph-document.ts';

/** How one subgraph gives a field. */
export interface Requirement {
  readonly graph: string;
  readonly serviceName: string;
  readonly requires: SelectionSetNode;
  /** A key by which the subgraph finds the object. */
  readonly key: SelectionSetNode;
}

/** What fields require, and how long the chains of such requirements are. */
export class FieldRequirements {
  /** By name. */
  readonly types = new Map<string, FieldsType>();
  readonly #subgraphs: SubgraphTypes;
  readonly #graphs: ReadonlyMap<string, string>;
  /** By `Type.field`. */
  readonly #requirements = new Map<string, Requirement>();
  /** By `Type.field`. */
  readonly #lengths = new Map<string, number>();

  constructor(document: DocumentNode, subgraphs: SubgraphTypes) {
    this.#subgraphs = subgraphs;
    this.#graphs = graphNames(document);
    for (const node of document.definitions) if (hasFields(node)) this.types.set(node.name.value, node);
    for (const [name, type] of this.types) {
      if (type.kind !== Kind.OBJECT_TYPE_DEFINITION) continue;
      for (const field of type.fields ?? []) {
        const requirement = this.#requirementOf(type, joinFields(field));
        if (requirement) this.#requirements.set(`${name}.${field.name.value}`, requirement);
      }
    }
    for (const name of this.#requirements.keys()) this.#measure(name);
  }

  /** How a field is given that requires others; undefined for one that does not. */
  of(type: string, field: string): Requirement | undefined {
    return this.#requirements.get(`${type}.${field}`);
  }

  /** How long the chain is that ends in a field of an object; undefined for a field that requires nothing. */
  lengthOf(type: string, field: string): number | undefined {
    return this.#lengths.get(`${type}.${field}`);
  }

  /** How long the longest chain is that ends in a field of a selection set. */
  longestIn({ selections }: SelectionSetNode, type: string): number {
    const each = selections.map((selection): number => {
      if (selection.kind === Kind.FRAGMENT_SPREAD) return 0;
      if (selection.kind === Kind.INLINE_FRAGMENT)
        return this.longestIn(selection.selectionSet, selection.typeCondition?.name.value ?? type);
      const { selectionSet, name } = selection;
      const own = [...this.#subgraphs.objectsOf(type)].map((object) =>
        this.#measure(`${object}.${name.value}`),
      );
      const inner = selectionSet
        ? this.longestIn(selectionSet, this.#subgraphs.typeOf(type, name.value) ?? '')
        : 0;
      return Math.max(inner, ...own);
    });
    return Math.max(0, ...each);
  }

  #measure(name: string): number {
    const known = this.#lengths.get(name);
    if (known !== undefined) return known;
    const requirement = this.#requirements.get(name);
    if (!requirement) return 0;
    // Composition refuses what requires itself.
    this.#lengths.set(name, 0);
    const length = 1 + this.longestIn(requirement.requires, name.split('.')[0] ?? '');
    this.#lengths.set(name, length);
    return length;
  }

  #requirementOf(type: FieldsType, joined: ReturnType<typeof joinFields>): Requirement | null {
    for (const directive of joined) {
      const requires = argumentOf(directive, 'join__field', 'requires');
      const graph = argumentOf(directive, 'join__field', 'graph');
      if (requires === null || graph === null) continue;
      const key = (type.directives ?? []).find(
        (one) =>
          argumentOf(one, 'join__type', 'graph') === graph &&
          argumentOf(one, 'join__type', 'key') !== null &&
          !isTrue(one, 'isInterfaceObject') &&
          !one.arguments?.some(
            ({ name, value }) => name.value === 'resolvable' && value.kind === Kind.BOOLEAN && !value.value,
          ),
      );
      const serviceName = this.#graphs.get(graph);
      if (!key || serviceName === undefined) continue;
      return {
        graph,
        serviceName,
        requires: selectionsOf(requires),
        key: selectionsOf(argumentOf(key, 'join__type', 'key') ?? ''),
      };
    }
    return null;
  }
}
