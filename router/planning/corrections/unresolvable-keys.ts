import type { QueryPlan, QueryPlanSelectionNode } from '@apollo/query-planner';
import { type DirectiveNode, type DocumentNode, Kind, type SelectionSetNode } from 'graphql';
import { selectionsOf } from '../schema/field-sets.ts';
import { argumentOf, graphNames, hasFields } from '../schema/supergraph-document.ts';
import { fetchesOf } from './plan-fetches.ts';

/** Finds an entity that a plan asks a subgraph for by no key that the subgraph resolves: `Box of a`; null where there is none. */
export type FindUnresolvableKey = (plan: QueryPlan) => string | null;

/** The keys of a type in a subgraph. */
interface Keys {
  readonly resolvable: SelectionSetNode[];
  /** Whether it has one that is not. */
  others: boolean;
}

/**
 * The document with each type's keys that are not resolvable after those that are. With what a `@requires` needs, the
 * planner comes back to a subgraph by the first key whose fields the subgraph has, resolvable or not.
 */
export function resolvableKeysFirst(document: DocumentNode): DocumentNode {
  return {
    ...document,
    definitions: document.definitions.map((node) => {
      if (!hasFields(node)) return node;
      const directives = node.directives ?? [];
      const last = directives.filter(isUnresolvableKey);
      if (last.length === 0) return node;
      return { ...node, directives: [...directives.filter((one) => !isUnresolvableKey(one)), ...last] };
    }),
  };
}

/**
 * Where a subgraph has the fields of no key that it resolves, the planner comes back by another one all the same, and the
 * entity is missing without a word. Such a plan must not be used.
 *
 * @param document of the supergraph that is planned for
 */
export function unresolvableKeys(document: DocumentNode): FindUnresolvableKey {
  const keys = doubtfulKeys(document);
  if (keys.size === 0) return () => null;
  return (plan) => {
    for (const { serviceName, requires = [] } of fetchesOf(plan)) {
      for (const [type, given] of representations(requires)) {
        const resolvable = keys.get(`${serviceName} ${type}`);
        if (resolvable && !resolvable.some((key) => has(given, key))) return `${type} of ${serviceName}`;
      }
    }
    return null;
  };
}

/** The fields that a fetch sends of entities, by their type. */
function representations(
  requires: readonly QueryPlanSelectionNode[],
): Map<string, readonly QueryPlanSelectionNode[]> {
  const byType = new Map<string, readonly QueryPlanSelectionNode[]>();
  for (const entity of requires) {
    if (entity.kind !== 'InlineFragment' || entity.typeCondition === undefined) continue;
    const known = byType.get(entity.typeCondition) ?? [];
    byType.set(entity.typeCondition, [...known, ...entity.selections]);
  }
  return byType;
}

/** The resolvable keys by `graph Type`, of types that have others there too. */
function doubtfulKeys(document: DocumentNode): Map<string, SelectionSetNode[]> {
  const names = graphNames(document);
  const all = new Map<string, Keys>();
  for (const type of document.definitions) {
    if (!hasFields(type)) continue;
    for (const directive of type.directives ?? []) {
      const key = argumentOf(directive, 'join__type', 'key');
      const graph = argumentOf(directive, 'join__type', 'graph') ?? '';
      if (key === null) continue;
      const place = `${names.get(graph) ?? graph} ${type.name.value}`;
      const keys = all.get(place) ?? { resolvable: [], others: false };
      all.set(place, keys);
      if (isUnresolvableKey(directive)) keys.others = true;
      else keys.resolvable.push(selectionsOf(key));
    }
  }
  const doubtful = [...all].filter(([, { others }]) => others);
  return new Map(doubtful.map(([place, { resolvable }]) => [place, resolvable]));
}

/** Whether a representation with these selections has all fields of a key. */
function has(given: readonly QueryPlanSelectionNode[], key: SelectionSetNode): boolean {
  return key.selections.every((selection) => {
    // A condition on the type has what it has for some entities only.
    if (selection.kind !== Kind.FIELD) return true;
    const field = given.find((one) => one.kind === 'Field' && one.name === selection.name.value);
    return (
      field !== undefined && (!selection.selectionSet || has(field.selections ?? [], selection.selectionSet))
    );
  });
}

function isUnresolvableKey({ name, arguments: given = [] }: DirectiveNode): boolean {
  if (name.value !== 'join__type') return false;
  return given.some(
    (argument) =>
      argument.name.value === 'resolvable' && argument.value.kind === Kind.BOOLEAN && !argument.value.value,
  );
}
