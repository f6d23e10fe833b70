import type { FetchNode, PlanNode, QueryPlan, QueryPlanSelectionNode } from '@apollo/query-planner';
import { Kind, parse, print, type SelectionSetNode, stripIgnoredCharacters } from 'graphql';

/** A query plan as people read it. */
export type PlanStep =
  | {
      kind: 'fetch';
      /** From 1, in the order of the plan. */
      number: number;
      subgraph: string;
      /** Where in the answer its entities are, such as `cliente.inventario.nodes[]`; null for a root fetch. */
      at: string | null;
      /** What each entity is found by, such as `Produto by id`; null for a root fetch. */
      entities: string | null;
      /** What is selected, in one line. */
      selects: string;
    }
  | { kind: 'sequence' | 'parallel'; steps: PlanStep[] }
  | { kind: 'condition'; variable: string; met: PlanStep | null; unmet: PlanStep | null };

/** The steps of a plan; null when nothing is fetched, as for `{ __typename }`. */
export function planSteps({ node }: QueryPlan): PlanStep | null {
  let fetches = 0;
  if (!node) return null;
  if (node.kind !== 'Subscription') return toStep(node, null);
  const primary = toStep(node.primary, null);
  return node.rest ? { kind: 'sequence', steps: [primary, toStep(node.rest, null)] } : primary;

  function toStep(one: PlanNode, at: string | null): PlanStep {
    switch (one.kind) {
      case 'Fetch':
        fetches += 1;
        return {
          kind: 'fetch',
          number: fetches,
          subgraph: one.serviceName,
          at,
          entities: one.requires ? one.requires.map(entityText).join(', ') : null,
          selects: selectionText(one),
        };
      case 'Flatten':
        return toStep(one.node, pathText(one.path));
      case 'Sequence':
        return { kind: 'sequence', steps: one.nodes.map((inner) => toStep(inner, at)) };
      case 'Parallel':
        return { kind: 'parallel', steps: one.nodes.map((inner) => toStep(inner, at)) };
      case 'Condition':
        return {
          kind: 'condition',
          variable: one.condition,
          met: one.ifClause ? toStep(one.ifClause, at) : null,
          unmet: one.elseClause ? toStep(one.elseClause, at) : null,
        };
      case 'Defer': {
        const nodes = [one.primary.node, ...one.deferred.map(({ node: inner }) => inner)];
        return {
          kind: 'parallel',
          steps: nodes.flatMap((inner) => (inner ? [toStep(inner, at)] : [])),
        };
      }
    }
  }
}

/** `cliente.inventario.nodes[]` of `['cliente', 'inventario', 'nodes', '@']`. */
function pathText(path: readonly (string | number)[]): string {
  return path.reduce<string>((text, step) => {
    if (step === '@') return `${text}[]`;
    return text === '' ? String(step) : `${text}.${step}`;
  }, '');
}

function entityText(node: QueryPlanSelectionNode): string {
  const fields = requiredText(node.selections ?? []);
  return node.kind === 'InlineFragment' ? `${node.typeCondition ?? 'entity'} by ${fields}` : node.name;
}

function requiredText(selections: readonly QueryPlanSelectionNode[]): string {
  return selections
    .flatMap((one) => {
      if (one.kind === 'InlineFragment') return [requiredText(one.selections)];
      if (one.name === '__typename') return [];
      return [one.selections ? `${one.name} { ${requiredText(one.selections)} }` : one.name];
    })
    .filter((text) => text !== '')
    .join(' ');
}

function selectionText(fetch: FetchNode): string {
  const document = parse(fetch.operation);
  const operation = document.definitions.find((one) => one.kind === Kind.OPERATION_DEFINITION);
  if (!operation) return '';
  const selectionSet = fetch.requires ? ofEntities(operation.selectionSet) : operation.selectionSet;
  const fragments = document.definitions.filter((one) => one.kind === Kind.FRAGMENT_DEFINITION);
  return [selectionSet, ...fragments].map((node) => oneLine(print(node))).join(' ');
}

/** What is selected of the entities, without `_entities` around it. */
function ofEntities(selectionSet: SelectionSetNode): SelectionSetNode {
  const [entities] = selectionSet.selections;
  return entities?.kind === Kind.FIELD && entities.selectionSet ? entities.selectionSet : selectionSet;
}

function oneLine(text: string): string {
  return stripIgnoredCharacters(text)
    .replaceAll('{', ' { ')
    .replaceAll('}', ' } ')
    .replaceAll('...', ' ...')
    .replace(/,/g, ', ')
    .replace(/:/g, ': ')
    .replace(/ +/g, ' ')
    .trim();
}
