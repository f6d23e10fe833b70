import type {
  FetchNode,
  FlattenNode,
  PlanNode,
  QueryPlan,
  QueryPlanSelectionNode,
} from '@apollo/query-planner';
import {
  type ArgumentNode,
  type FieldNode,
  Kind,
  parse,
  print,
  type SelectionNode,
  type SelectionSetNode,
  stripIgnoredCharacters,
  visit,
} from 'graphql';
import type { FieldPerCall } from './field-per-call.ts';

/**
 * Turns a plan for the supergraph of `fieldPerCall` into one for the real subgraphs: what is fetched by a new name
 * becomes `comments__vr1: comments(limit: 3)`, and representations have it as `comments`. Where a fetch would send
 * one field of an entity with two values, for fields that require it with different arguments, each gets a fetch of
 * its own.
 */
export function planForSubgraphs(plan: QueryPlan, renamed: FieldPerCall): QueryPlan {
  const { node } = plan;
  if (!node || node.kind === 'Subscription') return plan;
  return { ...plan, node: nodeForSubgraphs(node, renamed) };
}

function nodeForSubgraphs(node: PlanNode, renamed: FieldPerCall): PlanNode {
  switch (node.kind) {
    case 'Sequence':
    case 'Parallel':
      return { ...node, nodes: node.nodes.map((child) => nodeForSubgraphs(child, renamed)) };
    case 'Condition':
      return {
        ...node,
        ...(node.ifClause ? { ifClause: nodeForSubgraphs(node.ifClause, renamed) } : {}),
        ...(node.elseClause ? { elseClause: nodeForSubgraphs(node.elseClause, renamed) } : {}),
      };
    case 'Flatten': {
      const { node: fetch } = node;
      if (fetch.kind !== 'Fetch') return { ...node, node: nodeForSubgraphs(fetch, renamed) };
      const nodes = splitFetch(fetch, renamed).map(
        (one): FlattenNode => ({ ...node, node: realNames(one, renamed) }),
      );
      return nodes.length === 1 && nodes[0] ? nodes[0] : { kind: 'Parallel', nodes };
    }
    case 'Fetch':
      return realNames(node, renamed);
    default:
      return node;
  }
}

/** One fetch for each group of entities' fields (`Order.parcel`) that agree on what a required field is. */
function splitFetch(fetch: FetchNode, renamed: FieldPerCall): FetchNode[] {
  const required = new Set(namesIn(fetch.requires ?? [], renamed));
  if (!contradicts(required, renamed)) return [fetch];
  const groups: { fields: Set<string>; names: Set<string> }[] = [];
  for (const field of entityFields(fetch)) {
    const needs =
      renamed.requiredBy.get(`${fetch.serviceName}.${realField(field, renamed)}`) ?? new Set<string>();
    let group = groups.find(({ names }) => !contradicts(new Set([...names, ...needs]), renamed));
    if (!group) {
      group = { fields: new Set(), names: new Set() };
      groups.push(group);
    }
    group.fields.add(field);
    for (const name of needs) group.names.add(name);
  }
  const requires = fetch.requires ?? [];
  const all = new Set(namesIn(requires, renamed));
  return groups.map(({ fields, names }) => partOfFetch(fetch, fields, withoutOthers(requires, names, all)));
}

/** A call of a field requires what the field requires. */
function realField(field: string, { calls }: FieldPerCall): string {
  const [type, name = ''] = field.split('.');
  return `${type}.${calls.get(name)?.name ?? name}`;
}

/** Whether two of these names are one field of a subgraph. */
function contradicts(names: ReadonlySet<string>, { calls }: FieldPerCall): boolean {
  const fields = [...names].map((name) => calls.get(name)?.name ?? name);
  return new Set(fields).size < fields.length;
}

/** The new names, and the plain ones of the same fields. */
function namesIn(selections: readonly QueryPlanSelectionNode[], renamed: FieldPerCall): string[] {
  const called = new Set([...renamed.calls.values()].map(({ name }) => name));
  return selections.flatMap((selection) => {
    const inner = selection.selections ? namesIn(selection.selections, renamed) : [];
    if (selection.kind !== 'Field') return inner;
    return renamed.calls.has(selection.name) || called.has(selection.name)
      ? [selection.name, ...inner]
      : inner;
  });
}

/** What a fetch asks of entities, each with its type: `Order.parcel`. */
export function entityFields({ operation }: FetchNode): Set<string> {
  const fields = new Set<string>();
  for (const definition of parse(operation).definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
    for (const entities of definition.selectionSet.selections) {
      if (entities.kind !== Kind.FIELD || !entities.selectionSet) continue;
      addFields(entities.selectionSet, '_Entity', fields);
    }
  }
  return fields;
}

function addFields({ selections }: SelectionSetNode, type: string, into: Set<string>): void {
  for (const selection of selections) {
    if (selection.kind === Kind.INLINE_FRAGMENT) {
      addFields(selection.selectionSet, selection.typeCondition?.name.value ?? type, into);
    } else if (selection.kind === Kind.FIELD && selection.name.value !== '__typename') {
      into.add(`${type}.${selection.name.value}`);
    }
  }
}

/** A fetch of some of the fields (`Order.parcel`) of a fetch of entities. */
export function partOfFetch(
  fetch: FetchNode,
  fields: ReadonlySet<string>,
  requires: QueryPlanSelectionNode[],
): FetchNode {
  const document = parse(fetch.operation, { noLocation: true });
  const used = new Set<string>();
  const definitions = document.definitions.map((definition) => {
    if (definition.kind !== Kind.OPERATION_DEFINITION) return definition;
    const selectionSet: SelectionSetNode = {
      ...definition.selectionSet,
      selections: definition.selectionSet.selections.map((entities) =>
        entities.kind === Kind.FIELD && entities.selectionSet
          ? { ...entities, selectionSet: onlyFields(entities.selectionSet, '_Entity', fields) }
          : entities,
      ),
    };
    visit(selectionSet, {
      Variable({ name }) {
        used.add(name.value);
      },
    });
    return {
      ...definition,
      selectionSet,
      variableDefinitions: definition.variableDefinitions?.filter(({ variable }) =>
        used.has(variable.name.value),
      ),
    };
  });
  return {
    ...fetch,
    operation: stripIgnoredCharacters(definitions.map(print).join(' ')),
    variableUsages: (fetch.variableUsages ?? []).filter((name) => used.has(name)),
    requires,
  };
}

function onlyFields(
  selectionSet: SelectionSetNode,
  type: string,
  fields: ReadonlySet<string>,
): SelectionSetNode {
  const selections = selectionSet.selections.flatMap((selection): SelectionNode[] => {
    if (selection.kind === Kind.FIELD) {
      return fields.has(`${type}.${selection.name.value}`) || selection.name.value === '__typename'
        ? [selection]
        : [];
    }
    if (selection.kind !== Kind.INLINE_FRAGMENT) return [selection];
    const inner = onlyFields(selection.selectionSet, selection.typeCondition?.name.value ?? type, fields);
    return inner.selections.length > 0 ? [{ ...selection, selectionSet: inner }] : [];
  });
  return { ...selectionSet, selections };
}

/** What is required, without those of `all` that are not in `names`. */
function withoutOthers(
  selections: readonly QueryPlanSelectionNode[],
  names: ReadonlySet<string>,
  all: ReadonlySet<string>,
): QueryPlanSelectionNode[] {
  return selections.flatMap((selection): QueryPlanSelectionNode[] => {
    if (selection.kind === 'Field' && all.has(selection.name) && !names.has(selection.name)) return [];
    if (!selection.selections) return [selection];
    return [{ ...selection, selections: withoutOthers(selection.selections, names, all) }];
  });
}

function realNames(fetch: FetchNode, { calls }: FieldPerCall): FetchNode {
  const operation = visit(parse(fetch.operation, { noLocation: true }), {
    Field(field): FieldNode | undefined {
      const call = calls.get(field.name.value);
      if (!call) return undefined;
      return {
        ...field,
        alias: field.alias ?? field.name,
        name: { kind: Kind.NAME, value: call.name },
        arguments: argumentsOf(call.arguments),
      };
    },
  });
  return {
    ...fetch,
    operation: stripIgnoredCharacters(print(operation)),
    ...(fetch.requires ? { requires: fetch.requires.map(realRequirement) } : {}),
  };

  /** `alias` is where the value is, `name` what the subgraph calls it. */
  function realRequirement(selection: QueryPlanSelectionNode): QueryPlanSelectionNode {
    const inner = selection.selections ? { selections: selection.selections.map(realRequirement) } : {};
    if (selection.kind !== 'Field') return { ...selection, ...inner, selections: inner.selections ?? [] };
    const call = calls.get(selection.name);
    return call
      ? { ...selection, ...inner, alias: selection.name, name: call.name }
      : { ...selection, ...inner };
  }
}

function argumentsOf(text: string): readonly ArgumentNode[] {
  const [operation] = parse(`{field${text}}`, { noLocation: true }).definitions;
  const field = operation?.kind === Kind.OPERATION_DEFINITION ? operation.selectionSet.selections[0] : null;
  return field?.kind === Kind.FIELD ? (field.arguments ?? []) : [];
}
