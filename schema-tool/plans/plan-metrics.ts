import { operationFromDocument, type Subgraphs, type Supergraph } from '@apollo/federation-internals';
import { type FetchNode, type PlanNode, type QueryPlan, QueryPlanner } from '@apollo/query-planner';
import { type DocumentNode, parse, visit } from 'graphql';
import { ASSUMED_LIST_LENGTH } from '../../operation-cost/operation-cost.ts';
import { buildSupergraph } from '../compose/supergraph.ts';

/** What a query plan costs. */
export interface PlanMetrics {
  /** Requests to subgraphs. */
  requests: number;
  /** Sequential steps: how many requests wait for each other. */
  depth: number;
  /**
   * Estimate for comparing plans of one operation: each request is 10, each field it selects 1, times 8 for each list
   * that the request's entities lie in.
   */
  cost: number;
}

const REQUEST_COST = 10;
const MAX_LISTS = 4;

/** Makes plans as the router does. */
export class OfflinePlanner {
  readonly #planner: QueryPlanner;
  readonly #supergraph: Supergraph;

  constructor(supergraphSdl: string, given: { isComposed?: boolean } = {}) {
    this.#supergraph = buildSupergraph(supergraphSdl, given);
    this.#planner = new QueryPlanner(this.#supergraph);
  }

  /** The subgraphs as the supergraph has them. */
  subgraphs(): Subgraphs {
    return this.#supergraph.subgraphs();
  }

  /** The plan of a document with one valid operation. Throws GraphQLError. */
  plan(document: DocumentNode): QueryPlan {
    return this.#planner.buildQueryPlan(operationFromDocument(this.#supergraph.apiSchema(), document));
  }
}

const planners = new WeakMap<object, OfflinePlanner>();

/** The planner of a composed graph, made once for as long as the graph is there: making one takes longer than most plans. */
export function offlinePlannerOf(graph: { readonly supergraph: string }): OfflinePlanner {
  let planner = planners.get(graph);
  if (!planner) {
    planner = new OfflinePlanner(graph.supergraph, { isComposed: true });
    planners.set(graph, planner);
  }
  return planner;
}

/** The requests of a plan, in its order. */
export function requestsOfPlan({ node }: QueryPlan): FetchNode[] {
  if (!node) return [];
  if (node.kind !== 'Subscription') return fetchesIn(node);
  return [node.primary, ...(node.rest ? fetchesIn(node.rest) : [])];
}

function fetchesIn(node: PlanNode): FetchNode[] {
  switch (node.kind) {
    case 'Fetch':
      return [node];
    case 'Flatten':
      return fetchesIn(node.node);
    case 'Sequence':
    case 'Parallel':
      return node.nodes.flatMap(fetchesIn);
    case 'Condition':
      return [node.ifClause, node.elseClause].flatMap((one) => (one ? fetchesIn(one) : []));
    case 'Defer':
      return [node.primary.node, ...node.deferred.map((one) => one.node)].flatMap((one) =>
        one ? fetchesIn(one) : [],
      );
  }
}

/** Measures a plan: its requests, how many follow each other, and its cost. */
export function planMetrics({ node }: QueryPlan): PlanMetrics {
  if (!node) return { requests: 0, depth: 0, cost: 0 };
  if (node.kind === 'Subscription') return ofNode(node.primary, 0);
  return ofNode(node, 0);
}

function ofNode(node: PlanNode, lists: number): PlanMetrics {
  switch (node.kind) {
    case 'Fetch':
      return {
        requests: 1,
        depth: 1,
        cost: (REQUEST_COST + fieldsOf(node)) * ASSUMED_LIST_LENGTH ** Math.min(lists, MAX_LISTS),
      };
    case 'Flatten':
      return ofNode(node.node, node.path.filter((step) => step === '@').length);
    case 'Sequence':
      return together(
        node.nodes.map((one) => ofNode(one, lists)),
        (depths) => depths.reduce((a, b) => a + b, 0),
      );
    case 'Parallel':
      return together(
        node.nodes.map((one) => ofNode(one, lists)),
        (depths) => Math.max(0, ...depths),
      );
    case 'Condition': {
      const branches = [node.ifClause, node.elseClause].flatMap((one) => (one ? [ofNode(one, lists)] : []));
      return {
        requests: Math.max(0, ...branches.map(({ requests }) => requests)),
        depth: Math.max(0, ...branches.map(({ depth }) => depth)),
        cost: Math.max(0, ...branches.map(({ cost }) => cost)),
      };
    }
    case 'Defer':
      return together(
        [node.primary.node, ...node.deferred.map(({ node: one }) => one)].flatMap((one) =>
          one ? [ofNode(one, lists)] : [],
        ),
        (depths) => Math.max(0, ...depths),
      );
  }
}

function together(parts: readonly PlanMetrics[], depthOf: (depths: number[]) => number): PlanMetrics {
  return {
    requests: parts.reduce((sum, { requests }) => sum + requests, 0),
    depth: depthOf(parts.map(({ depth }) => depth)),
    cost: parts.reduce((sum, { cost }) => sum + cost, 0),
  };
}

function fieldsOf({ operation }: FetchNode): number {
  let fields = 0;
  visit(parse(operation), {
    Field() {
      fields += 1;
    },
  });
  return fields;
}
