import { type DocumentNode, type FieldNode, Kind, type SelectionNode, type SelectionSetNode } from 'graphql';
import {
  argumentOf,
  type FieldsType,
  graphNames,
  hasFields,
  isTrue,
  joinFields,
  namedType,
} from './supergraph-document.ts';

/** What each subgraph has of a supergraph's types. Subgraphs are meant by their values in `enum join__Graph`. */
export interface SubgraphTypes {
  /** The name of a field's type; null where there is no such field. */
  typeOf(type: string, field: string): string | null;
  /** The objects that a type can be anywhere; an object is itself. */
  objectsOf(type: string): ReadonlySet<string>;
  /** The objects that a type can be in a subgraph. */
  objectsIn(graph: string, type: string): ReadonlySet<string>;
  /** Unions and interfaces that cannot be the same objects in each subgraph that has them. */
  readonly partial: ReadonlySet<string>;
  graphOf(name: string): string | null;
  /**
   * A field with all it selects, without types that the subgraph does not have; null where the subgraph resolves a part of it
   * only with required fields, or not at all.
   */
  fieldIn(graph: string, type: string, field: FieldNode): FieldNode | null;
  /** The same of what is selected in a field that the subgraph gives. */
  innerIn(graph: string, type: string, field: FieldNode): FieldNode | null;
}

/** What each subgraph can answer of each type, read from a supergraph. */
export function subgraphTypes(document: DocumentNode): SubgraphTypes {
  const types = new Map<string, FieldsType>();
  /** The subgraphs that have a type. */
  const graphs = new Map<string, Set<string>>();
  const objects = new Map<string, Set<string>>();
  /** `GRAPH Type` */
  const objectsOfGraph = new Map<string, Set<string>>();
  const none: ReadonlySet<string> = new Set();

  for (const node of document.definitions) {
    if (node.kind !== Kind.UNION_TYPE_DEFINITION && !hasFields(node)) continue;
    const name = node.name.value;
    if (hasFields(node)) types.set(name, node);
    const isObject = node.kind === Kind.OBJECT_TYPE_DEFINITION;
    if (isObject) add(objects, name, name);
    for (const directive of node.directives ?? []) {
      const graph =
        argumentOf(directive, 'join__type', 'graph') ??
        argumentOf(directive, 'join__unionMember', 'graph') ??
        argumentOf(directive, 'join__implements', 'graph');
      if (graph === null) continue;
      if (directive.name.value === 'join__type') {
        add(graphs, name, graph);
        // Of an interface object nobody can say what it is.
        if (isObject) add(objectsOfGraph, `${graph} ${name}`, name);
      }
      const member = argumentOf(directive, 'join__unionMember', 'member');
      const implemented = isObject ? argumentOf(directive, 'join__implements', 'interface') : null;
      if (member !== null) addMember(name, member, graph);
      if (implemented !== null) addMember(implemented, name, graph);
    }
  }

  const names = new Map([...graphNames(document)].map(([graph, name]) => [name, graph]));
  const partial = new Set(
    [...graphs.keys()].filter((type) => {
      const all = objects.get(type) ?? none;
      return [...(graphs.get(type) ?? [])].some((graph) => objectsIn(graph, type).size < all.size);
    }),
  );
  return {
    typeOf,
    objectsOf: (type) => objects.get(type) ?? none,
    objectsIn,
    partial,
    graphOf: (name) => names.get(name) ?? null,
    fieldIn,
    innerIn,
  };

  function addMember(type: string, object: string, graph: string): void {
    add(objects, type, object);
    add(objectsOfGraph, `${graph} ${type}`, object);
  }

  function objectsIn(graph: string, type: string): ReadonlySet<string> {
    return objectsOfGraph.get(`${graph} ${type}`) ?? none;
  }

  function definitionOf(type: string, field: string) {
    return types.get(type)?.fields?.find(({ name }) => name.value === field);
  }

  function typeOf(type: string, field: string): string | null {
    const definition = definitionOf(type, field);
    return definition ? namedType(definition.type).name.value : null;
  }

  function gives(graph: string, type: string, field: string): boolean {
    if (!graphs.get(type)?.has(graph)) return false;
    const definition = definitionOf(type, field);
    if (!definition) return false;
    const joined = joinFields(definition);
    if (joined.length === 0) return true;
    return joined.some(
      (directive) =>
        argumentOf(directive, 'join__field', 'graph') === graph &&
        argumentOf(directive, 'join__field', 'requires') === null &&
        argumentOf(directive, 'join__field', 'overrideLabel') === null &&
        !isTrue(directive, 'external') &&
        !isTrue(directive, 'usedOverridden'),
    );
  }

  function fieldIn(graph: string, type: string, field: FieldNode): FieldNode | null {
    if (field.name.value === '__typename') return field;
    return gives(graph, type, field.name.value) ? innerIn(graph, type, field) : null;
  }

  function innerIn(graph: string, type: string, field: FieldNode): FieldNode | null {
    const inner = typeOf(type, field.name.value);
    if (!field.selectionSet || inner === null) return field;
    const selectionSet = selectionsIn(graph, inner, field.selectionSet);
    return selectionSet && { ...field, selectionSet };
  }

  function selectionsIn(
    graph: string,
    type: string,
    selectionSet: SelectionSetNode,
  ): SelectionSetNode | null {
    const selections: SelectionNode[] = [];
    for (const selection of selectionSet.selections) {
      if (selection.kind === Kind.FRAGMENT_SPREAD) return null;
      if (selection.kind === Kind.FIELD) {
        const field = fieldIn(graph, type, selection);
        if (!field) return null;
        selections.push(field);
        continue;
      }
      const condition = selection.typeCondition?.name.value ?? type;
      if (![...(objects.get(condition) ?? none)].some((object) => objectsIn(graph, type).has(object)))
        continue;
      const inner = selectionsIn(graph, condition, selection.selectionSet);
      if (!inner) return null;
      selections.push({ ...selection, selectionSet: inner });
    }
    const abstract = !objectsIn(graph, type).has(type);
    if (selections.length === 0 || abstract) selections.push(TYPENAME);
    return { ...selectionSet, selections };
  }
}

/** The field `__typename`. */
export const TYPENAME: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };

function add(into: Map<string, Set<string>>, key: string, value: string): void {
  const values = into.get(key) ?? new Set();
  into.set(key, values.add(value));
}
