import { setImmediate as nextTurn } from 'node:timers/promises';
import type { GraphQLDataSource, GraphQLDataSourceProcessOptions } from '@apollo/gateway';
import type { FetchNode, PlanNode, QueryPlan } from '@apollo/query-planner';
import { Kind, parse } from 'graphql';
import { isJsonObject } from '../../platform/http/bodies/json-object.ts';
import type { RouterContext } from '../context.ts';
import { batchEntityFetches, type SendEntities } from './fetch/batched-entity-fetch.ts';
import { type EntityPath, entitiesAt, entityPath, pathsAt } from './fetch/entity-path.ts';
import type { FetchResult } from './fetch/fetch-result.ts';
import { isFlat } from './fetch/flat-entities.ts';
import type { JsonObject } from './fetch/json.ts';
import {
  type AskedEntities,
  askedFetch,
  ENTITIES_PER_TURN,
  mergeEntities,
  mergeRoot,
  noteFailure,
} from './fetch/merge-answer.ts';
import { compileRepresentation } from './fetch/representations.ts';
import { compileRewrites } from './fetch/rewrites.ts';
import type { SubgraphAnswer } from './fetch/split-answer.ts';
import type { Subtypes } from './fetch/type-conditions.ts';
import { NotCovered } from './operation/not-covered.ts';

type IncomingOperation = Extract<GraphQLDataSourceProcessOptions, { incomingRequestContext: unknown }>;

/** A data source without the gateway's form of the request, which no data source of this router reads. */
interface DataSource {
  process(
    options: Omit<IncomingOperation, 'incomingRequestContext'>,
  ): ReturnType<GraphQLDataSource['process']>;
}

/** A value of the gateway's enum, which it does not export. */
const INCOMING_OPERATION = 'incoming operation' as IncomingOperation['kind'];

/** What a compiled operation knows of a request. */
export interface OperationRequest {
  readonly variables: Readonly<Record<string, unknown>> | undefined;
  readonly context: RouterContext;
}

/** One execution of a plan, with what the subgraphs have given so far. */
export interface PlanRun extends FetchResult {
  readonly request: OperationRequest;
  /** Whether nothing more is to be done: a mutation has left the answer without data. */
  ended: boolean;
}

/** Does one node of a plan. A fetch that fails does not stop the others. */
export type RunNode = (run: PlanRun) => Promise<void>;

export interface PlanParts {
  readonly subtypes: Subtypes;
  readonly subgraphs: Readonly<Record<string, GraphQLDataSource>>;
  /** Whether fetches that requests of one user send at the same moment become one. */
  readonly batchFetches: boolean;
  /** Whether an error in a field of `Mutation` leaves the answer without data, so that no later one is carried out. */
  readonly endsMutation: (field: string) => boolean;
  /** The client's name of a variable of the plan. */
  readonly variableOf: (variable: string) => string;
}

/** Compiles a plan. Throws NotCovered when it has a node that is not compiled. */
export function compilePlan(plan: QueryPlan, parts: PlanParts): RunNode {
  const { node } = plan;
  if (!node) return nothing;
  if (node.kind === 'Subscription') throw new NotCovered('a subscription');
  return compileNode(node, parts);
}

function compileNode(node: PlanNode, parts: PlanParts): RunNode {
  switch (node.kind) {
    case 'Sequence':
      return sequence(node.nodes.map((child) => compileNode(child, parts)));
    case 'Parallel':
      return parallel(node.nodes.map((child) => compileNode(child, parts)));
    case 'Flatten':
      if (node.node.kind !== 'Fetch') throw new NotCovered(`a ${node.node.kind} at a path`);
      return node.node.requires
        ? compileEntityFetch(node.node, node.node.requires, entityPath(node.path, parts.subtypes), parts)
        : compileRootFetch(node.node, entityPath(node.path, parts.subtypes), parts);
    case 'Fetch':
      return compileRootFetch(node, [], parts);
    default:
      throw new NotCovered(`a ${node.kind}`);
  }
}

function sequence(steps: readonly RunNode[]): RunNode {
  return async (run) => {
    for (const step of steps) {
      await step(run);
      if (run.ended) return;
    }
  };
}

function parallel(steps: readonly RunNode[]): RunNode {
  return async (run) => {
    await Promise.all(steps.map((step) => step(run)));
  };
}

/**
 * A fetch of fields of the root. Below a path these are fields of `Query` that some field gives as a value, the same
 * in each place.
 */
function compileRootFetch(node: FetchNode, path: EntityPath, parts: PlanParts): RunNode {
  if (path.length === 0 && node.requires) throw new NotCovered('a fetch of entities at the root');
  const send = compileSend(node, parts);
  const fetch = askedFetch(
    node.serviceName,
    node.operation,
    compileRewrites(node.outputRewrites, parts.subtypes),
    parts.subtypes,
  );
  const variablesOf = variablesUsedBy(node, parts);
  const mayEnd = node.operationKind === 'mutation' && rootFields(node.operation).some(parts.endsMutation);
  return async (run) => {
    const targets = path.length === 0 ? [run.data] : entitiesAt(run.data, path).filter(isJsonObject);
    if (targets.length === 0) return;
    const place = () => (path.length === 0 ? [] : (pathsAt(run.data, path)[0] ?? []));
    try {
      const answer = await send(run.request.context, variablesOf(run));
      mergeRoot(answer, fetch, targets, place, run);
      if (mayEnd && !isJsonObject(answer.data)) run.ended = true;
    } catch (error) {
      noteFailure(error, fetch, targets, run);
      if (mayEnd) run.ended = true;
    }
  };
}

/** The names of an operation's fields at the root, in the schema. */
function rootFields(operation: string): string[] {
  return parse(operation).definitions.flatMap((definition) =>
    definition.kind === Kind.OPERATION_DEFINITION
      ? definition.selectionSet.selections.flatMap((selection) =>
          selection.kind === Kind.FIELD ? [selection.name.value] : [],
        )
      : [],
  );
}

function compileEntityFetch(
  node: FetchNode,
  requires: NonNullable<FetchNode['requires']>,
  path: EntityPath,
  parts: PlanParts,
): RunNode {
  const represent = compileRepresentation(requires, parts.subtypes);
  const rewriteInput = compileRewrites(node.inputRewrites, parts.subtypes);
  const fetch = askedFetch(
    node.serviceName,
    node.operation,
    compileRewrites(node.outputRewrites, parts.subtypes),
    parts.subtypes,
  );
  const sendOne = compileEntitySend(node, parts);
  const send = parts.batchFetches ? batchEntityFetches(sendOne, { flat: isFlat(node.operation) }) : sendOne;
  const variablesOf = variablesUsedBy(node, parts);

  return async (run) => {
    const entities = entitiesAt(run.data, path);
    const representations: JsonObject[] = [];
    /** For each representation the index of its entity. */
    const entityOf: number[] = [];
    for (let index = 0; index < entities.length; index += 1) {
      if (index > 0 && index % ENTITIES_PER_TURN === 0) await nextTurn();
      const representation = represent(entities[index]);
      if (!representation) continue;
      rewriteInput?.(representation);
      representations.push(representation);
      entityOf.push(index);
    }
    if (representations.length === 0) return;
    const asked: AskedEntities = { entities, entityOf, paths: () => pathsAt(run.data, path) };
    try {
      const answer = await send({
        context: run.request.context,
        variables: variablesOf(run),
        representations,
      });
      await mergeEntities(answer, fetch, asked, run);
    } catch (error) {
      noteFailure(
        error,
        fetch,
        entityOf.map((index) => entities[index]),
        run,
      );
    }
  };
}

/** Those variables of a request that a fetch's operation uses. */
function variablesUsedBy(
  { variableUsages = [] }: FetchNode,
  { variableOf }: PlanParts,
): (run: PlanRun) => Record<string, unknown> {
  const names = variableUsages.filter((name) => variableOf(name) === name);
  const renamed = variableUsages.filter((name) => variableOf(name) !== name);
  return (run) => {
    const given = run.request.variables;
    const variables: Record<string, unknown> = {};
    for (const name of names) {
      if (given?.[name] !== undefined) variables[name] = given[name];
    }
    for (const name of renamed) {
      const own = variableOf(name);
      if (given && Object.hasOwn(given, own)) variables[name] = given[own];
    }
    return variables;
  };
}

type Send = (context: RouterContext, variables: Readonly<Record<string, unknown>>) => Promise<SubgraphAnswer>;

function compileEntitySend(node: FetchNode, parts: PlanParts): SendEntities {
  const send = compileSend(node, parts);
  return async ({ context, variables, representations }) =>
    // Not spread, see docs/decisions/0013.
    await send(context, Object.assign({ representations }, variables));
}

/** Sends a fetch's operation. */
function compileSend(node: FetchNode, { subgraphs }: PlanParts): Send {
  if (node.contextRewrites?.length) throw new NotCovered('a fetch with values from a context');
  const subgraph = subgraphs[node.serviceName] as DataSource | undefined;
  if (!subgraph) throw new NotCovered(`a fetch from "${node.serviceName}", which is nowhere,`);
  const { operation: query, operationName } = node;
  return (context, variables) =>
    subgraph.process({
      kind: INCOMING_OPERATION,
      request: { query, variables, ...(operationName === undefined ? {} : { operationName }) },
      context,
    });
}

async function nothing(): Promise<void> {}
