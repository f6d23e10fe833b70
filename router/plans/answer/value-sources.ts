import type { PlanNode, QueryPlan } from '@apollo/query-planner';
import { Kind, parse, type SelectionSetNode } from 'graphql';

/** The name of the subgraph that was to give the value at a place of the merged data; null where none was. */
export type SourceOf = (place: readonly string[]) => string | null;

interface PlannedFetch {
  readonly serviceName: string;
  /** Where its data belongs, without the elements of lists. */
  readonly path: readonly string[];
  readonly operation: string;
}

/** Finds in a plan which subgraph a value is from. Nothing is done before somebody asks. */
export function valueSources(plan: QueryPlan | null): SourceOf {
  const node = plan?.node;
  const known = new Map<string, string | null>();
  let fetches: readonly PlannedFetch[] | null = null;
  return (place) => {
    const key = place.join('.');
    let source = known.get(key);
    if (source === undefined) {
      fetches ??= node ? [...fetchesIn(node, [])] : [];
      // Of several that give a value, the last one's stands.
      source = fetches.findLast((fetch) => gives(fetch, place))?.serviceName ?? null;
      known.set(key, source);
    }
    return source;
  };
}

function* fetchesIn(
  node: PlanNode | NonNullable<QueryPlan['node']>,
  path: readonly string[],
): Generator<PlannedFetch> {
  switch (node.kind) {
    case 'Fetch':
      yield { serviceName: node.serviceName, path, operation: node.operation };
      return;
    case 'Flatten':
      yield* fetchesIn(node.node, [...path, ...namesOf(node.path)]);
      return;
    case 'Sequence':
    case 'Parallel':
      for (const child of node.nodes) yield* fetchesIn(child, path);
      return;
    case 'Condition':
      if (node.ifClause) yield* fetchesIn(node.ifClause, path);
      if (node.elseClause) yield* fetchesIn(node.elseClause, path);
  }
}

/** Without the elements of lists, and without types (`review|[UserReview]`). */
function namesOf(path: readonly (string | number)[]): string[] {
  return path.map((part) => String(part).split('|')[0] ?? '').filter((part) => part !== '@');
}

function gives({ path, operation }: PlannedFetch, place: readonly string[]): boolean {
  if (path.length >= place.length || path.some((part, index) => part !== place[index])) return false;
  const definition = parse(operation, { noLocation: true }).definitions.find(
    (node) => node.kind === Kind.OPERATION_DEFINITION,
  );
  if (!definition) return false;
  const [root] = definition.selectionSet.selections;
  const ofEntities = root?.kind === Kind.FIELD && root.name.value === '_entities' ? root.selectionSet : null;
  return selects(ofEntities ?? definition.selectionSet, place, path.length);
}

/** Whether a selection has the rest of a place; type conditions are not looked at. */
function selects(selectionSet: SelectionSetNode, place: readonly string[], from: number): boolean {
  if (from === place.length) return true;
  return selectionSet.selections.some((selection) => {
    if (selection.kind === Kind.FRAGMENT_SPREAD) return false;
    if (selection.kind === Kind.INLINE_FRAGMENT) return selects(selection.selectionSet, place, from);
    // A fetch may have a name of its own for a field, by which it keeps two apart.
    if (selection.alias?.value !== place[from] && selection.name.value !== place[from]) return false;
    return (
      from + 1 === place.length ||
      (selection.selectionSet ? selects(selection.selectionSet, place, from + 1) : false)
    );
  });
}
