import type { FetchNode, PlanNode, QueryPlanSelectionNode } from '@apollo/query-planner';
import { type DocumentNode, Kind, parse, type SelectionSetNode } from 'graphql';
import { fieldNamesIn, selectionsOf } from '../schema/field-sets.ts';
import {
  argumentOf,
  type FieldsType,
  graphNames,
  hasFields,
  isTrue,
  joinFields,
  namedType,
  rootTypes,
} from '../schema/supergraph-document.ts';
import { fetchesOf } from './plan-fetches.ts';

/**
 * Finds a field that a subgraph cannot resolve in a fetch of the plan: the field is external there, or the fetch does not
 * send what the field requires. Returns a text that names field and subgraph; null when there is no such field.
 */
export type FindFault = (plan: PlanNode) => string | null;

/** The names of the fields that a fetch sends to a subgraph for an object of some type. */
type SentFields = (type: string) => Pick<ReadonlySet<string>, 'has'>;

/**
 * Makes the check that finds in a plan a fetch whose required value would be missing, and says what is missing.
 *
 * Where `@requires` of subgraphs lead to each other and back, the planner takes it that a subgraph has the fields that
 * are external in it, and a required value is missing without a word. Such a plan must not be used.
 *
 * @param document of the supergraph that is planned for
 */
export function planFaults(document: DocumentNode): FindFault {
  const types = new Map<string, FieldsType>();
  for (const node of document.definitions) if (hasFields(node)) types.set(node.name.value, node);
  const { foreign, required } = fieldsOfOthers(document, types);
  const roots = rootTypes(document);
  if (foreign.size === 0) return () => null;
  return (node) => first(fetchesOf({ kind: 'QueryPlan', node }), inFetch);

  function inFetch({ serviceName, operation, requires = [] }: FetchNode): string | null {
    return first(parse(operation, { noLocation: true }).definitions, (definition) => {
      if (definition.kind === Kind.FRAGMENT_DEFINITION)
        return inSelections(
          definition.selectionSet,
          definition.typeCondition.name.value,
          serviceName,
          SENDS_ALL,
        );
      if (definition.kind !== Kind.OPERATION_DEFINITION) return null;
      const { selectionSet } = definition;
      const [entities] = selectionSet.selections;
      if (requires.length > 0 && entities?.kind === Kind.FIELD && entities.selectionSet)
        return inSelections(entities.selectionSet, '_Entity', serviceName, sentIn(requires));
      return inSelections(selectionSet, roots.get(definition.operation) ?? '', serviceName, SENDS_NOTHING);
    });
  }

  function sentIn(requires: readonly QueryPlanSelectionNode[]): SentFields {
    return (type) => new Set(namesFor(type, requires));
  }

  function namesFor(type: string, selections: readonly QueryPlanSelectionNode[]): string[] {
    return selections.flatMap((selection) => {
      if (selection.kind === 'Field') return [selection.name];
      const condition = selection.typeCondition ?? type;
      // A condition on an interface can hold for the type.
      const holds = condition === type || types.get(condition)?.kind !== Kind.OBJECT_TYPE_DEFINITION;
      return holds ? namesFor(type, selection.selections) : [];
    });
  }

  function inSelections(
    { selections }: SelectionSetNode,
    type: string,
    graph: string,
    sent: SentFields,
  ): string | null {
    return first(selections, (selection) => {
      if (selection.kind === Kind.FRAGMENT_SPREAD) return null;
      if (selection.kind === Kind.INLINE_FRAGMENT)
        return inSelections(selection.selectionSet, selection.typeCondition?.name.value ?? type, graph, sent);
      const name = selection.name.value;
      const key = `${graph} ${type} ${name}`;
      if (foreign.has(key)) return `${type}.${name} of ${graph}, which has it from others`;
      const missing = required.get(key)?.find((one) => !sent(type).has(one));
      if (missing !== undefined) return `${type}.${name} of ${graph} without ${missing}, which it requires`;
      if (!selection.selectionSet) return null;
      const field = types.get(type)?.fields?.find((one) => one.name.value === name);
      const inner = field ? namedType(field.type).name.value : '';
      return inSelections(selection.selectionSet, inner, graph, SENDS_NOTHING);
    });
  }
}

const SENDS_NOTHING: SentFields = () => ({ has: () => false });
/** For named fragments: what is sent where they are used is not known. */
const SENDS_ALL: SentFields = () => ({ has: () => true });

interface FieldsOfOthers {
  /** `graph Type field` of all that is external, neither part of a key nor provided anywhere. */
  readonly foreign: ReadonlySet<string>;
  /** What a field (`graph Type field`) requires of those, at the top. */
  readonly required: ReadonlyMap<string, readonly string[]>;
}

function fieldsOfOthers(document: DocumentNode, types: ReadonlyMap<string, FieldsType>): FieldsOfOthers {
  const names = graphNames(document);
  const external: { graph: string; type: string; field: string }[] = [];
  const requiring: { graph: string; type: string; field: string; requires: string }[] = [];
  /** `graph field` */
  const had = new Set<string>();
  for (const [name, type] of types) {
    for (const directive of type.directives ?? []) {
      note(argumentOf(directive, 'join__type', 'key'), argumentOf(directive, 'join__type', 'graph'));
    }
    for (const field of type.fields ?? []) {
      for (const directive of joinFields(field)) {
        const graph = argumentOf(directive, 'join__field', 'graph');
        note(argumentOf(directive, 'join__field', 'provides'), graph);
        if (graph === null) continue;
        const place = { graph, type: name, field: field.name.value };
        if (isTrue(directive, 'external')) external.push(place);
        const requires = argumentOf(directive, 'join__field', 'requires');
        if (requires !== null) requiring.push({ ...place, requires });
      }
    }
  }
  const foreign = new Set(
    external
      .filter(({ graph, field }) => !had.has(`${graph} ${field}`))
      .map(({ graph, type, field }) => keyOf(graph, type, field)),
  );
  return {
    foreign,
    required: new Map(
      requiring.map(({ graph, type, field, requires }) => [
        keyOf(graph, type, field),
        topFields(requires).filter((one) => foreign.has(keyOf(graph, type, one))),
      ]),
    ),
  };

  function keyOf(graph: string, type: string, field: string): string {
    return `${names.get(graph) ?? graph} ${type} ${field}`;
  }

  function note(fieldSet: string | null, graph: string | null): void {
    for (const name of fieldNamesIn(fieldSet)) had.add(`${graph} ${name}`);
  }
}

function topFields(fieldSet: string): string[] {
  return selectionsOf(fieldSet).selections.flatMap((selection) =>
    selection.kind === Kind.FIELD ? [selection.name.value] : [],
  );
}

function first<Item>(items: readonly Item[], find: (item: Item) => string | null): string | null {
  for (const item of items) {
    const found = find(item);
    if (found !== null) return found;
  }
  return null;
}
