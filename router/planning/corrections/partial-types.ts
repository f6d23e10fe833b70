import type { FetchNode, PlanNode } from '@apollo/query-planner';
import {
  type DocumentNode,
  type FieldNode,
  Kind,
  type OperationDefinitionNode,
  parse,
  print,
  type SelectionNode,
  type SelectionSetNode,
  stripIgnoredCharacters,
} from 'graphql';
import type { SubgraphTypes } from '../schema/subgraph-types.ts';
import { rootTypes, variablesIn } from '../schema/supergraph-document.ts';
import { namesOf, responseName } from './plan-paths.ts';
import { fieldsFor, inside, insideAll, type Selected } from './selected.ts';

/** Adds to a plan of an operation what the planner has left out. */
export type CompletePlan = (plan: PlanNode, operation: DocumentNode) => PlanNode;

interface Place {
  readonly wanted: Selected;
  /** Response names, without the elements of lists. */
  readonly path: readonly string[];
}

interface PlannedFetch {
  readonly path: readonly string[];
  readonly node: FetchNode;
}

/** What is known of a supergraph. */
interface Known {
  readonly subgraphs: SubgraphTypes;
  /** The types of `query` and the like. */
  readonly roots: ReadonlyMap<string, string>;
}

/**
 * Makes the correction that adds to the fetches of a plan the fields of member types that their subgraph has.
 *
 * Where a union or interface can be other objects in other subgraphs, the planner leaves out what is selected in those
 * objects that not every subgraph it could have asked has: it takes it that a shared field is the same everywhere. The
 * subgraph that it does ask may give such an object, so it is asked for the object's fields that it has.
 */
export function partialTypes(document: DocumentNode, subgraphs: SubgraphTypes): CompletePlan {
  if (subgraphs.partial.size === 0) return (plan) => plan;
  const known: Known = { subgraphs, roots: rootTypes(document) };
  return (plan, { definitions: [operation] }) =>
    operation?.kind === Kind.OPERATION_DEFINITION
      ? new Completion(known, plan, operation).inNode(plan, [])
      : plan;
}

/** The correction of one plan. */
class Completion {
  readonly #subgraphs: SubgraphTypes;
  readonly #roots: Known['roots'];
  readonly #operation: OperationDefinitionNode;
  readonly #wanted: Selected;
  readonly #fetches: readonly PlannedFetch[];

  constructor({ subgraphs, roots }: Known, node: PlanNode, operation: OperationDefinitionNode) {
    this.#subgraphs = subgraphs;
    this.#roots = roots;
    this.#operation = operation;
    this.#wanted = [{ selectionSet: operation.selectionSet, type: roots.get(operation.operation) ?? '' }];
    this.#fetches = fetchesIn(node, []);
  }

  inNode(node: PlanNode, path: readonly string[]): PlanNode {
    switch (node.kind) {
      case 'Sequence':
      case 'Parallel':
        return { ...node, nodes: node.nodes.map((child) => this.inNode(child, path)) };
      case 'Flatten':
        return { ...node, node: this.inNode(node.node, [...path, ...namesOf(node.path)]) };
      case 'Fetch':
        return this.#inFetch(node, path);
      default:
        return node;
    }
  }

  #inFetch(fetch: FetchNode, path: readonly string[]): FetchNode {
    const graph = this.#subgraphs.graphOf(fetch.serviceName);
    const document = parse(fetch.operation, { noLocation: true });
    const [operation, ...others] = document.definitions;
    if (graph === null || operation?.kind !== Kind.OPERATION_DEFINITION || others.length > 0) return fetch;
    const wanted = insideAll(this.#subgraphs, this.#wanted, path);
    if (wanted.length === 0) return fetch;
    const place: Place = { wanted, path };
    const type = this.#roots.get(operation.operation) ?? '';
    const [entities] = operation.selectionSet.selections;
    const ofEntities = fetch.requires && entities?.kind === Kind.FIELD && entities.selectionSet;
    const selectionSet = ofEntities
      ? {
          ...operation.selectionSet,
          selections: [{ ...entities, selectionSet: this.#complete(ofEntities, '_Entity', place, graph) }],
        }
      : this.#complete(operation.selectionSet, type, place, graph);
    return print(selectionSet) === print(operation.selectionSet)
      ? fetch
      : this.#withSelections(fetch, operation, selectionSet);
  }

  /** The fetch with more selections, and the variables that they use. */
  #withSelections(
    fetch: FetchNode,
    operation: OperationDefinitionNode,
    selectionSet: SelectionSetNode,
  ): FetchNode {
    const used = variablesIn(selectionSet);
    const declared = new Set(operation.variableDefinitions?.map(({ variable }) => variable.name.value));
    const more = (this.#operation.variableDefinitions ?? []).filter(
      ({ variable: { name } }) => used.has(name.value) && !declared.has(name.value),
    );
    return {
      ...fetch,
      operation: stripIgnoredCharacters(
        print({
          ...operation,
          selectionSet,
          variableDefinitions: [...(operation.variableDefinitions ?? []), ...more],
        }),
      ),
      variableUsages: [...(fetch.variableUsages ?? []), ...more.map(({ variable }) => variable.name.value)],
    };
  }

  #complete(selectionSet: SelectionSetNode, type: string, place: Place, graph: string): SelectionSetNode {
    return {
      ...selectionSet,
      selections: selectionSet.selections.map((selection): SelectionNode => {
        if (selection.kind === Kind.FRAGMENT_SPREAD || !selection.selectionSet) return selection;
        if (selection.kind === Kind.INLINE_FRAGMENT) {
          const condition = selection.typeCondition?.name.value ?? type;
          return {
            ...selection,
            selectionSet: this.#complete(selection.selectionSet, condition, place, graph),
          };
        }
        return {
          ...selection,
          selectionSet: this.#inField(selection, selection.selectionSet, type, place, graph),
        };
      }),
    };
  }

  #inField(
    field: FieldNode,
    selectionSet: SelectionSetNode,
    parent: string,
    place: Place,
    graph: string,
  ): SelectionSetNode {
    const name = (field.alias ?? field.name).value;
    const type = this.#subgraphs.typeOf(parent, field.name.value);
    const wanted = inside(this.#subgraphs, place.wanted, name);
    if (type === null || wanted.length === 0) return selectionSet;
    const inner: Place = { wanted, path: [...place.path, name] };
    const completed = this.#complete(selectionSet, type, inner, graph);
    if (!this.#subgraphs.partial.has(type)) return completed;
    const fragments = [...this.#subgraphs.objectsIn(graph, type)].flatMap((object): SelectionNode[] => {
      const selections = this.#missing(completed, type, object, inner, graph);
      if (selections.length === 0) return [];
      return [
        {
          kind: Kind.INLINE_FRAGMENT,
          typeCondition: { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: object } },
          selectionSet: { kind: Kind.SELECTION_SET, selections },
        },
      ];
    });
    return { ...completed, selections: [...completed.selections, ...fragments] };
  }

  /** What the operation wants of an object there, no fetch gives, and the subgraph has. */
  #missing(
    selectionSet: SelectionSetNode,
    type: string,
    object: string,
    { wanted, path }: Place,
    graph: string,
  ): SelectionNode[] {
    const given = new Set(fieldsFor(this.#subgraphs, object, [{ selectionSet, type }]).map(responseName));
    const missing = fieldsFor(this.#subgraphs, object, wanted).filter(
      (field) => !given.has(responseName(field)),
    );
    if (missing.length === 0) return [];
    for (const fetch of this.#fetches) {
      for (const field of fieldsFor(this.#subgraphs, object, this.#selectedAt(fetch, path)))
        given.add(responseName(field));
    }
    return missing.flatMap((field) => {
      const local = given.has(responseName(field)) ? null : this.#subgraphs.fieldIn(graph, object, field);
      return local ? [local] : [];
    });
  }

  /** What a fetch selects at a place; nothing where it does not reach it. */
  #selectedAt({ path, node }: PlannedFetch, place: readonly string[]): Selected {
    if (path.length > place.length || path.some((name, index) => name !== place[index])) return [];
    const [operation] = parse(node.operation, { noLocation: true }).definitions;
    if (operation?.kind !== Kind.OPERATION_DEFINITION) return [];
    const type = this.#roots.get(operation.operation) ?? '';
    const start: Selected = [{ selectionSet: operation.selectionSet, type }];
    const at = node.requires ? inside(this.#subgraphs, start, '_entities') : start;
    return insideAll(this.#subgraphs, at, place.slice(path.length));
  }
}

function fetchesIn(node: PlanNode, path: readonly string[]): PlannedFetch[] {
  switch (node.kind) {
    case 'Fetch':
      return [{ path, node }];
    case 'Flatten':
      return fetchesIn(node.node, [...path, ...namesOf(node.path)]);
    case 'Sequence':
    case 'Parallel':
      return node.nodes.flatMap((child) => fetchesIn(child, path));
    default:
      return [];
  }
}
