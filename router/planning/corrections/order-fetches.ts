import type { FetchNode, PlanNode, QueryPlanSelectionNode } from '@apollo/query-planner';
import type { DocumentNode } from 'graphql';
import { fieldNamesIn } from '../schema/field-sets.ts';
import { argumentOf, hasFields } from '../schema/supergraph-document.ts';
import { entityFields } from './plan-for-subgraphs.ts';

/** Moves a fetch behind those parallel to it that fetch what it requires. */
export type OrderFetches = (plan: PlanNode) => PlanNode;

/** What the fetches of a part of a plan require, and what they fetch: `path field`. */
interface FieldUse {
  readonly required: ReadonlySet<string>;
  readonly fetched: ReadonlySet<string>;
}

/**
 * Makes the correction that moves each fetch of a plan behind those that get what it requires.
 *
 * Where types lead to one place, and what a field requires is there for one type already and fetched for another one,
 * the planner takes it as known for both and fetches the field beside its requirement: for the other type it is then
 * left out. Keys are known wherever an entity is.
 */
export function orderFetches(document: DocumentNode): OrderFetches {
  const keys = keyFields(document);
  return ordered;

  function ordered(node: PlanNode): PlanNode {
    if (node.kind === 'Sequence') return { ...node, nodes: node.nodes.map(ordered) };
    if (node.kind !== 'Parallel') return node;
    let waiting = node.nodes.map(ordered).map((child) => ({ child, ...fieldUseOf(child) }));
    const layers: PlanNode[][] = [];
    while (waiting.length > 0) {
      const free = waiting.filter((one) => !waiting.some((other) => other !== one && depends(one, other)));
      // In a circle nobody knows what should be first.
      const layer = free.length > 0 ? free : waiting;
      layers.push(layer.map(({ child }) => child));
      waiting = waiting.filter((one) => !layer.includes(one));
    }
    const [only] = layers;
    if (layers.length === 1 && only) return { ...node, nodes: only };
    return { kind: 'Sequence', nodes: layers.map((nodes) => ({ kind: 'Parallel', nodes })) };
  }

  function depends(one: FieldUse, other: FieldUse): boolean {
    return [...one.required].some((field) => other.fetched.has(field) && !one.fetched.has(field));
  }

  function fieldUseOf(node: PlanNode): FieldUse {
    const required = new Set<string>();
    const fetched = new Set<string>();
    collect(node, '');
    return { required, fetched };

    function collect(part: PlanNode, path: string): void {
      if (part.kind === 'Sequence' || part.kind === 'Parallel') {
        for (const child of part.nodes) collect(child, path);
      } else if (part.kind === 'Flatten') {
        collect(part.node, part.path.join('.'));
      } else if (part.kind === 'Fetch' && part.requires) {
        for (const name of requiredNames(part)) if (!keys.has(name)) required.add(`${path} ${name}`);
        for (const coordinate of entityFields(part)) fetched.add(`${path} ${coordinate.split('.')[1]}`);
      }
    }
  }
}

function requiredNames({ requires = [] }: FetchNode): string[] {
  return requires.flatMap(function names(selection: QueryPlanSelectionNode): string[] {
    return selection.kind === 'Field' ? [selection.name] : selection.selections.flatMap(names);
  });
}

function keyFields(document: DocumentNode): Set<string> {
  const names = new Set(['__typename']);
  for (const type of document.definitions) {
    if (!hasFields(type)) continue;
    for (const directive of type.directives ?? []) {
      for (const name of fieldNamesIn(argumentOf(directive, 'join__type', 'key'))) names.add(name);
    }
  }
  return names;
}
