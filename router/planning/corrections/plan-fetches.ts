import type { FetchNode, PlanNode, QueryPlan, SubscriptionNode } from '@apollo/query-planner';

/** The fetches of a plan, under whatever conditions they are. */
export function fetchesOf({ node }: QueryPlan): FetchNode[] {
  return node ? fetchesIn(node) : [];
}

function fetchesIn(node: PlanNode | SubscriptionNode): FetchNode[] {
  switch (node.kind) {
    case 'Fetch':
      return [node];
    case 'Flatten':
      return fetchesIn(node.node);
    case 'Sequence':
    case 'Parallel':
      return node.nodes.flatMap(fetchesIn);
    case 'Condition':
      return [node.ifClause, node.elseClause].flatMap((child) => (child ? fetchesIn(child) : []));
    default:
      return [];
  }
}
