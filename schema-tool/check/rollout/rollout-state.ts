import { GraphQLError, type GraphQLSchema } from 'graphql';
import { type ComposedGraph, compose } from '../../compose/compose.ts';
import type { SubgraphSource } from '../../compose/supergraph-config.ts';
import type { KnownOperation } from '../../documents/known-operations.ts';
import {
  type OfflinePlanner,
  offlinePlannerOf,
  type PlanMetrics,
  planMetrics,
  requestsOfPlan,
} from '../../plans/plan-metrics.ts';
import { Protections } from '../access/protections.ts';
import { accessChanges } from '../changes/access-changes.ts';
import type { Change } from '../changes/change.ts';
import { schemaChanges } from '../diff/schema-diff.ts';
import { ExaminedOperation } from '../operations/examined-operation.ts';
import type { PlannedFetch, SubgraphVersion } from './subgraph-versions.ts';

/** A supergraph as it is written and as clients see it. */
export interface Composed {
  supergraph: string;
  api: GraphQLSchema;
  planner: OfflinePlanner;
}

/** What a rollout asks of a graph. */
export function asComposed(graph: ComposedGraph): Composed {
  return { supergraph: graph.supergraph, api: graph.apiSchema, planner: offlinePlannerOf(graph) };
}

/** The graph between two steps of a rollout: some subgraphs as they were, the others as they will be. */
export interface RolloutState {
  composed: Composed | null;
  /** Why the graph may not be so, in a sentence each; empty when it may. */
  problems: readonly string[];
  /** Requests of the plans of the known operations, by subgraph. */
  fetches: ReadonlyMap<string, readonly PlannedFetch[]>;
  metrics: ReadonlyMap<KnownOperation, PlanMetrics>;
  versions: ReadonlyMap<string, SubgraphVersion>;
}

/** What every step must keep. */
export interface Kept {
  before: Composed;
  after: Composed;
  /** Operations that are valid before and keep their meaning in the end; plans are made for these. */
  operations: readonly KnownOperation[];
}

/** The state of given subgraphs: whether they compose, what breaks meanwhile that does not in the end, and the plans. */
export function rolloutState(subgraphs: readonly SubgraphSource[], kept: Kept): RolloutState {
  const composition = compose(subgraphs);
  if (composition.kind === 'failed') {
    const [first] = composition.errors;
    return broken(`the subgraphs do not compose: ${first?.code}: ${first?.message}`);
  }
  return stateOf(asComposed(composition), kept);
}

/** The state of a supergraph. */
export function stateOf(composed: Composed, kept: Kept): RolloutState {
  const problems = [...brokenOperations(composed, kept), ...openMeanwhile(composed, kept)];
  if (problems.length > 0) return { ...broken(...problems), composed };
  const { planner } = composed;
  const fetches = new Map<string, PlannedFetch[]>();
  const metrics = new Map<KnownOperation, PlanMetrics>();
  for (const operation of kept.operations) {
    try {
      const plan = planner.plan(operation.document);
      metrics.set(operation, planMetrics(plan));
      for (const fetch of requestsOfPlan(plan)) {
        const found = fetches.get(fetch.serviceName);
        if (found) found.push({ operation, fetch });
        else fetches.set(fetch.serviceName, [{ operation, fetch }]);
      }
    } catch (error) {
      if (!(error instanceof GraphQLError)) throw error;
      problems.push(`no plan of ${operation.name} can be made: ${error.message}`);
    }
  }
  const versions = new Map(
    [...planner.subgraphs()].map(({ name, schema: federated }) => [
      name,
      { name, federated, schema: federated.toGraphQLJSSchema() },
    ]),
  );
  return { composed, problems, fetches, metrics, versions };
}

function broken(...problems: string[]): RolloutState {
  return { composed: null, problems, fetches: new Map(), metrics: new Map(), versions: new Map() };
}

/** Known operations that break meanwhile, and what unknown ones may miss that is there before and in the end. */
function brokenOperations({ api }: Composed, { before, after, operations }: Kept): string[] {
  if (api === before.api || api === after.api) return [];
  const changes = schemaChanges('api', before.api, api);
  if (changes.length === 0) return [];
  const schemas = { before: before.api, after: api };
  const broken = operations.flatMap((operation) => {
    const why = whyBroken(new ExaminedOperation(operation, schemas), changes);
    return why === null ? [] : [`${operation.name} breaks: ${sentence(why)}`];
  });
  if (broken.length > 0) return broken;
  const inTheEnd = new Set(schemaChanges('api', before.api, after.api).map(({ id }) => id));
  return changes
    .filter(({ id, severity }) => severity === 'breaking' && !inTheEnd.has(id))
    .map(({ message }) => `meanwhile ${sentence(message)}`);
}

/** A message as a part of a sentence. */
function sentence(message: string): string {
  return message.replace(/\.$/, '');
}

/** Why an operation is no longer valid, or means something else; null when neither. */
export function whyBroken(examined: ExaminedOperation, changes: readonly Change[]): string | null {
  const change = changes.find((one) => examined.effectOf(one)?.certainty === 'broken');
  return change?.message ?? examined.newErrors[0]?.message ?? null;
}

/** Fields that are less protected meanwhile than before, and are not so in the end. */
function openMeanwhile({ supergraph }: Composed, { before, after }: Kept): string[] {
  const old = new Protections(before.supergraph);
  const loosened = (text: string) =>
    accessChanges(old, new Protections(text)).filter(({ type }) => type === 'ACCESS_LOOSENED');
  if (supergraph === before.supergraph || supergraph === after.supergraph) return [];
  const inTheEnd = new Set(loosened(after.supergraph).map(({ id }) => id));
  return loosened(supergraph)
    .filter(({ id }) => !inTheEnd.has(id))
    .map(({ message }) => sentence(message));
}
