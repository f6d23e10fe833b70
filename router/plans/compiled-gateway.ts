import { ApolloGateway, type GatewayConfig } from '@apollo/gateway';
import {
  type ApolloServerPlugin,
  type GraphQLRequestContextResponseForOperation,
  type GraphQLResponse,
  HeaderMap,
} from '@apollo/server';
import type {
  GatewayExecutionResult,
  GatewayGraphQLRequestContext,
  GatewayInterface,
} from '@apollo/server-gateway-interface';
import type { DocumentNode } from 'graphql';
import type { RouterContext } from '../context.ts';
import { type CompiledOperation, compileOperation, type PlannedOperation } from './compiled-operation.ts';
import { withCompletionErrors } from './interpreted-answer.ts';
import { ifCovered } from './not-covered.ts';

/** By document, as Apollo Server keeps it, and by the operation's name in it. */
type CompiledOperations = WeakMap<DocumentNode, Map<string | undefined, CompiledOperation>>;

/** The gateway's developer tools show a plan by this header; only its own executor does so. */
const SHOW_PLAN_HEADER = 'apollo-query-plan-experimental';

/** A response that adds nothing to status and headers. */
const NO_HEAD = { headers: new HeaderMap() };

/** A gateway, and the plugin by which Apollo Server has less to do for it. */
export interface CompiledGateway extends GatewayInterface {
  /**
   * Answers what has been compiled before Apollo Server makes for each request what a gateway's executor is called
   * with (docs/decisions/0014). Plugins behind it are not asked for a response, and none hears of an execution.
   */
  readonly plugin: ApolloServerPlugin<RouterContext>;
}

/**
 * An ApolloGateway whose plans are compiled instead of interpreted. It loads supergraphs, validates and plans; each
 * plan is compiled once, and what is compiled lives as long as its document does in Apollo Server's bounded store, or
 * until the supergraph changes. An operation with something that is not compiled runs on the gateway's own executor.
 */
export function compiledGateway(config: GatewayConfig): CompiledGateway {
  const asked = new WeakSet<GatewayGraphQLRequestContext>();
  const gateway = new ApolloGateway({
    ...config,
    experimental_didResolveQueryPlan({ queryPlan, operationContext, serviceMap, requestContext }) {
      if (!asked.has(requestContext)) return;
      const { schema, operation, fragments } = operationContext;
      throw new PlanReady({ plan: queryPlan, schema, operation, fragments, subgraphs: serviceMap });
    },
  });
  let compiled: CompiledOperations = new WeakMap();
  gateway.onSchemaLoadOrUpdate(() => {
    compiled = new WeakMap();
  });

  /** Executions that came to errors, which Apollo Server reports and formats when it has them from the executor. */
  const failed = new WeakMap<RouterContext, Promise<GatewayExecutionResult>>();

  return {
    plugin: { requestDidStart: () => Promise.resolve({ responseForOperation: respond }) },
    load: async (options) => {
      await gateway.load(options);
      return { executor: execute };
    },
    onSchemaLoadOrUpdate: (callback) => gateway.onSchemaLoadOrUpdate(callback),
    stop: () => gateway.stop(),
  };

  async function respond({
    document,
    request: { operationName, variables, http },
    contextValue: context,
  }: GraphQLRequestContextResponseForOperation<RouterContext>): Promise<GraphQLResponse | null> {
    if (http?.headers.has(SHOW_PLAN_HEADER)) return null;
    const execution = compiled.get(document)?.get(operationName)?.({ variables, context });
    if (!execution) return null;
    const result = await execution.catch(() => null);
    if (result && !result.errors) return { http: NO_HEAD, body: { kind: 'single', singleResult: result } };
    failed.set(context, execution);
    return null;
  }

  async function execute(request: GatewayGraphQLRequestContext): Promise<GatewayExecutionResult> {
    const { document } = request;
    const { operationName } = request.request;
    const execution = failed.get(contextOf(request));
    if (execution) return await execution;
    if (request.request.http?.headers.has(SHOW_PLAN_HEADER)) return await interpret(request);
    const known = compiled.get(document)?.get(operationName);
    return known ? await run(known, request) : await compileAndExecute(request);
  }

  async function run(
    operation: CompiledOperation,
    request: GatewayGraphQLRequestContext,
  ): Promise<GatewayExecutionResult> {
    const { variables } = request.request;
    return await (operation({ variables, context: contextOf(request) }) ?? interpret(request));
  }

  async function interpret(request: GatewayGraphQLRequestContext): Promise<GatewayExecutionResult> {
    return withCompletionErrors(await gateway.executor(request));
  }

  async function compileAndExecute(request: GatewayGraphQLRequestContext): Promise<GatewayExecutionResult> {
    const operations = compiled;
    const planned = await plan(request);
    if (!(planned instanceof PlanReady)) return planned;
    const operation = ifCovered(() => compileOperation(planned.operation)) ?? notCompiled;
    const ofDocument = operations.get(request.document) ?? new Map();
    ofDocument.set(request.request.operationName, operation);
    operations.set(request.document, ofDocument);
    return await run(operation, request);
  }

  /** Runs the gateway's executor up to where it has a plan; gives its answer where there is none. */
  async function plan(request: GatewayGraphQLRequestContext): Promise<PlanReady | GatewayExecutionResult> {
    asked.add(request);
    try {
      return await gateway.executor(request);
    } catch (thrown) {
      if (thrown instanceof PlanReady) return thrown;
      throw thrown;
    } finally {
      asked.delete(request);
    }
  }
}

/** What router-server.ts made for the request. */
function contextOf(request: GatewayGraphQLRequestContext): RouterContext {
  return request.context as RouterContext;
}

/** Thrown through the gateway's executor to take over from it: it has no other way to only plan. */
class PlanReady extends Error {
  readonly operation: PlannedOperation;
  constructor(operation: PlannedOperation) {
    super('planned');
    this.operation = operation;
  }
}

function notCompiled(): null {
  return null;
}
