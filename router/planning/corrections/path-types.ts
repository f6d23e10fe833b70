import type { FetchNode, FlattenNode, PlanNode, QueryPlanSelectionNode } from '@apollo/query-planner';
import { type DocumentNode, Kind, parse, type SelectionSetNode } from 'graphql';
import { selectionsOf } from '../schema/field-sets.ts';
import type { SubgraphTypes } from '../schema/subgraph-types.ts';
import { argumentOf, graphNames, hasFields, joinFields, rootTypes } from '../schema/supergraph-document.ts';
import { entityFields, partOfFetch } from './plan-for-subgraphs.ts';
import { namesOf, responseName } from './plan-paths.ts';

/** Adds to the paths of an operation's plan the types through which a fetch is needed: `review|[UserReview]`. */
export type NarrowPaths = (plan: PlanNode, operation: DocumentNode) => PlanNode;

/** A selection at some place of an operation, and what the objects on the way to it are. */
interface Occurrence {
  readonly selectionSet: SelectionSetNode;
  readonly type: string;
  /** For each step of the path to it, the objects whose field it is. */
  readonly holders: readonly ReadonlySet<string>[];
}

/**
 * Makes the correction that narrows each fetch of a plan to the types for which a client asks for its fields.
 *
 * The planner sends a fetch for all that stands at a path, also for what is there by way of a type for which a client
 * does not ask for any of the fetch's fields: `{ review { ... on A { product { b } } ... on B { product { c } } } }`
 * fetches `c` for the product of an A.
 */
export function pathTypes(document: DocumentNode, subgraphs: SubgraphTypes): NarrowPaths {
  const roots = rootTypes(document);
  const { required, keyFields } = requirementsIn(document);

  return (plan, { definitions: [operation] }) => {
    if (operation?.kind !== Kind.OPERATION_DEFINITION) return plan;
    const { selectionSet } = operation;
    const root: Occurrence = { selectionSet, type: roots.get(operation.operation) ?? '', holders: [] };
    const fetches = fetchesIn(plan);
    return inNode(plan);

    function inNode(node: PlanNode): PlanNode {
      switch (node.kind) {
        case 'Sequence':
        case 'Parallel':
          return { ...node, nodes: node.nodes.map(inNode) };
        case 'Flatten':
          return node.node.kind === 'Fetch' ? inParts(node, node.node, root, fetches) : node;
        default:
          return node;
      }
    }
  };

  /** Where one type leads to some fields, and another to others, what these require is not known of all that is there. */
  function inParts(
    node: FlattenNode,
    fetch: FetchNode,
    root: Occurrence,
    fetches: readonly FlattenNode[],
  ): PlanNode {
    const whole = narrowed(node, fetch, root, fetches);
    const fields = entityFields(fetch);
    const groups = new Map<string, { fields: Set<string>; needed: ReadonlySet<string> }>();
    for (const field of fields) {
      const needed = required.get(`${fetch.serviceName} ${field}`) ?? new Set<string>();
      const name = [...needed].sort().join();
      const group = groups.get(name) ?? { fields: new Set(), needed };
      groups.set(name, group);
      group.fields.add(field);
    }
    if (groups.size < 2 || !leadByTypes(node, root)) return whole;
    const all = new Set([...groups.values()].flatMap(({ needed }) => [...needed]));
    const nodes = [...groups.values()].map((group): FlattenNode => {
      const others = new Set([...all].filter((one) => !group.needed.has(one) && !keyFields.has(one)));
      const part = partOfFetch(fetch, group.fields, without(fetch.requires ?? [], others));
      return narrowed({ ...node, node: part }, part, root, fetches);
    });
    return { kind: 'Parallel', nodes };
  }

  /** Whether the operation has several selections at a path, by way of different types. */
  function leadByTypes({ path }: FlattenNode, root: Occurrence): boolean {
    const at = namesOf(path).reduce((all, step) => all.flatMap((one) => inside(one, step)), [root]);
    return new Set(at.map(({ holders }) => holders.map((one) => [...one].join()).join(';'))).size > 1;
  }

  function narrowed(
    node: FlattenNode,
    fetch: FetchNode,
    root: Occurrence,
    fetches: readonly FlattenNode[],
  ): FlattenNode {
    const steps = namesOf(node.path);
    const fields = entityNames(fetch);
    if (fields.size === 0 || isRequired(fields, node, fetches)) return node;
    let at: Occurrence[] = [root];
    const all: Set<string>[] = [];
    for (const step of steps) {
      all.push(new Set(at.flatMap(({ type }) => [...subgraphs.objectsOf(type)])));
      at = at.flatMap((occurrence) => inside(occurrence, step));
    }
    const allowed = steps.map(() => new Set<string>());
    const asked = new Set<string>();
    for (const { selectionSet, holders } of at) {
      const names = [...namesIn(selectionSet)].filter((name) => fields.has(name));
      if (names.length === 0) continue;
      for (const name of names) asked.add(name);
      for (const [index, objects] of holders.entries()) for (const one of objects) allowed[index]?.add(one);
    }
    // Some of it is the planner's own.
    if (asked.size < fields.size) return node;
    let index = 0;
    const path = node.path.map((part, place) => {
      if (part !== '@') index += 1;
      const last = node.path[place + 1] !== '@';
      const types = allowed[index];
      if (!last || !types || types.size === all[index]?.size) return part;
      return `${part}|[${[...types].join(',')}]`;
    });
    return { ...node, path };
  }

  function inside({ selectionSet, type, holders }: Occurrence, name: string): Occurrence[] {
    const found: Occurrence[] = [];
    collect(selectionSet, type, subgraphs.objectsOf(type));
    return found;

    function collect({ selections }: SelectionSetNode, on: string, objects: ReadonlySet<string>): void {
      for (const selection of selections) {
        if (selection.kind === Kind.FRAGMENT_SPREAD || !selection.selectionSet) continue;
        if (selection.kind === Kind.INLINE_FRAGMENT) {
          const condition = selection.typeCondition?.name.value ?? on;
          const meet = subgraphs.objectsOf(condition);
          collect(selection.selectionSet, condition, new Set([...objects].filter((one) => meet.has(one))));
        } else if (responseName(selection) === name) {
          found.push({
            selectionSet: selection.selectionSet,
            type: subgraphs.typeOf(on, selection.name.value) ?? '',
            holders: [...holders, objects],
          });
        }
      }
    }
  }
}

interface Requirements {
  /** By `subgraph Type.field`, the fields of the same object. */
  readonly required: ReadonlyMap<string, ReadonlySet<string>>;
  readonly keyFields: ReadonlySet<string>;
}

function requirementsIn(document: DocumentNode): Requirements {
  const graphs = graphNames(document);
  const required = new Map<string, ReadonlySet<string>>();
  const keyFields = new Set<string>();
  for (const type of document.definitions) {
    if (!hasFields(type)) continue;
    for (const directive of type.directives ?? []) {
      for (const name of topFields(argumentOf(directive, 'join__type', 'key'))) keyFields.add(name);
    }
    for (const field of type.fields ?? []) {
      for (const directive of joinFields(field)) {
        const names = topFields(argumentOf(directive, 'join__field', 'requires'));
        const graph = graphs.get(argumentOf(directive, 'join__field', 'graph') ?? '');
        if (names.size > 0) required.set(`${graph} ${type.name.value}.${field.name.value}`, names);
      }
    }
  }
  return { required, keyFields };
}

function topFields(fieldSet: string | null): Set<string> {
  return fieldSet === null ? new Set() : namesIn(selectionsOf(fieldSet));
}

/** What is required, without these fields of the entity itself. */
function without(
  selections: readonly QueryPlanSelectionNode[],
  names: ReadonlySet<string>,
): QueryPlanSelectionNode[] {
  return selections.flatMap((selection): QueryPlanSelectionNode[] => {
    if (selection.kind === 'Field') return names.has(selection.name) ? [] : [selection];
    return [{ ...selection, selections: without(selection.selections, names) }];
  });
}

/** Whether a fetch requires one of these fields of the objects at the path, or of the objects around them. */
function isRequired(
  fields: ReadonlySet<string>,
  { path }: FlattenNode,
  fetches: readonly FlattenNode[],
): boolean {
  return fetches.some(({ path: other, node }) => {
    if (node.kind !== 'Fetch' || other.length > path.length) return false;
    return other.every((part, index) => part === path[index]) && mentions(node.requires ?? [], fields);
  });
}

function mentions(selections: readonly QueryPlanSelectionNode[], fields: ReadonlySet<string>): boolean {
  return selections.some(
    (selection) =>
      (selection.kind === 'Field' && fields.has(selection.alias ?? selection.name)) ||
      mentions(selection.selections ?? [], fields),
  );
}

function fetchesIn(node: PlanNode): FlattenNode[] {
  switch (node.kind) {
    case 'Flatten':
      return [node];
    case 'Sequence':
    case 'Parallel':
      return node.nodes.flatMap(fetchesIn);
    default:
      return [];
  }
}

/** The response names of what a fetch asks of entities; none where it asks of none. */
function entityNames({ operation, requires }: FetchNode): Set<string> {
  const [definition, ...fragments] = parse(operation, { noLocation: true }).definitions;
  if (!requires || fragments.length > 0 || definition?.kind !== Kind.OPERATION_DEFINITION) return new Set();
  const [entities] = definition.selectionSet.selections;
  return entities?.kind === Kind.FIELD && entities.selectionSet ? namesIn(entities.selectionSet) : new Set();
}

/** The response names at the top of a selection, under whatever conditions. */
function namesIn({ selections }: SelectionSetNode): Set<string> {
  return new Set(
    selections.flatMap((selection): string[] => {
      if (selection.kind === Kind.FRAGMENT_SPREAD) return [];
      return selection.kind === Kind.FIELD ? [responseName(selection)] : [...namesIn(selection.selectionSet)];
    }),
  );
}
