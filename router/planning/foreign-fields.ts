import type { FetchNode, PlanNode, QueryPlan, SubscriptionNode } from '@apollo/query-planner';
import { type DocumentNode, Kind, parse, type SelectionSetNode, type TypeNode, visit } from 'graphql';
import { argumentOf, type FieldsType, graphNames, hasFields, joinFields } from './supergraph-document.ts';

/** Finds a field that a plan asks a subgraph for which has it from others only: `F.price of a`; null where there is none. */
export type FindForeignField = (plan: QueryPlan) => string | null;

/**
 * Where `@requires` of two subgraphs lead to each other and back, the planner takes it that a subgraph has the fields that
 * are external in it, and a required value is missing without a word. Such a plan must not be used.
 *
 * @param document of the supergraph that is planned for
 */
export function foreignFields(document: DocumentNode): FindForeignField {
  const types = new Map<string, FieldsType>();
  for (const node of document.definitions) if (hasFields(node)) types.set(node.name.value, node);
  const foreign = foreignFieldsOf(document, types);
  const roots = rootTypes(document);
  if (foreign.size === 0) return () => null;

  return ({ node }) => (node ? inNode(node) : null);

  function inNode(node: PlanNode | SubscriptionNode): string | null {
    switch (node.kind) {
      case 'Fetch':
        return inFetch(node);
      case 'Flatten':
        return inNode(node.node);
      case 'Sequence':
      case 'Parallel':
        return first(node.nodes, inNode);
      case 'Condition':
        return first([node.ifClause, node.elseClause], (child) => (child ? inNode(child) : null));
      default:
        return null;
    }
  }

  function inFetch({ serviceName, operation }: FetchNode): string | null {
    return first(parse(operation, { noLocation: true }).definitions, (definition) => {
      if (definition.kind === Kind.FRAGMENT_DEFINITION)
        return inSelections(definition.selectionSet, definition.typeCondition.name.value, serviceName);
      if (definition.kind !== Kind.OPERATION_DEFINITION) return null;
      return inSelections(definition.selectionSet, roots.get(definition.operation) ?? '', serviceName);
    });
  }

  function inSelections({ selections }: SelectionSetNode, type: string, graph: string): string | null {
    return first(selections, (selection) => {
      if (selection.kind === Kind.FRAGMENT_SPREAD) return null;
      if (selection.kind === Kind.INLINE_FRAGMENT)
        return inSelections(selection.selectionSet, selection.typeCondition?.name.value ?? type, graph);
      const name = selection.name.value;
      if (foreign.has(`${graph} ${type} ${name}`)) return `${type}.${name} of ${graph}`;
      if (!selection.selectionSet) return null;
      const field = types.get(type)?.fields?.find((one) => one.name.value === name);
      // Of `_entities` the conditions say the type.
      return inSelections(selection.selectionSet, field ? namedType(field.type) : '', graph);
    });
  }
}

/** `graph Type field` of all that is external, neither part of a key nor provided anywhere. */
function foreignFieldsOf(document: DocumentNode, types: ReadonlyMap<string, FieldsType>): Set<string> {
  const names = graphNames(document);
  const external: { graph: string; type: string; field: string }[] = [];
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
        const isExternal = directive.arguments?.some(
          (argument) =>
            argument.name.value === 'external' &&
            argument.value.kind === Kind.BOOLEAN &&
            argument.value.value,
        );
        if (isExternal && graph !== null) external.push({ graph, type: name, field: field.name.value });
      }
    }
  }
  return new Set(
    external
      .filter(({ graph, field }) => !had.has(`${graph} ${field}`))
      .map(({ graph, type, field }) => `${names.get(graph) ?? graph} ${type} ${field}`),
  );

  function note(fieldSet: string | null, graph: string | null): void {
    if (fieldSet === null) return;
    visit(parse(`{${fieldSet}}`, { noLocation: true }), {
      Field({ name }) {
        had.add(`${graph} ${name.value}`);
      },
    });
  }
}

function rootTypes(document: DocumentNode): Map<string, string> {
  const roots = new Map<string, string>();
  for (const node of document.definitions) {
    if (node.kind !== Kind.SCHEMA_DEFINITION) continue;
    for (const { operation, type } of node.operationTypes) roots.set(operation, type.name.value);
  }
  return roots;
}

function namedType(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : namedType(type.type);
}

function first<Item>(items: readonly Item[], find: (item: Item) => string | null): string | null {
  for (const item of items) {
    const found = find(item);
    if (found !== null) return found;
  }
  return null;
}
