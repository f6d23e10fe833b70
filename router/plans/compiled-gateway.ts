import { ApolloGateway, type GatewayConfig } from '@apollo/gateway';
import type {
  GatewayExecutionResult,
  GatewayGraphQLRequestContext,
  GatewayInterface,
} from '@apollo/server-gateway-interface';
import type { DocumentNode } from 'graphql';
import { type CompiledOperation, compileOperation, type PlannedOperation } from './compiled-operation.ts';
import { ifCovered } from './not-covered.ts';

/** By document, as Apollo Server keeps it, and by the operation's name in it. */
type CompiledOperations = WeakMap<DocumentNode, Map<string | undefined, CompiledOperation>>;

/** The gateway's developer tools show a plan by this header; only its own executor does so. */
const SHOW_PLAN_HEADER = 'apollo-query-plan-experimental';

/**
 * An ApolloGateway whose plans are compiled instead of interpreted. It loads supergraphs, validates and plans; each
 * plan is compiled once, and what is compiled lives as long as its document does in Apollo Server's bounded store, or
 * until the supergraph changes. An operation with something that is not compiled runs on the gateway's own executor.
 */
export function compiledGateway(config: GatewayConfig): GatewayInterface {
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

  return {
    load: async (options) => {
      await gateway.load(options);
      return { executor: execute };
    },
    onSchemaLoadOrUpdate: (callback) => gateway.onSchemaLoadOrUpdate(callback),
    stop: () => gateway.stop(),
  };

  function execute(request: GatewayGraphQLRequestContext): Promise<GatewayExecutionResult> {
    const { document } = request;
    const { operationName } = request.request;
    if (request.request.http?.headers.has(SHOW_PLAN_HEADER)) return gateway.executor(request);
    const known = compiled.get(document)?.get(operationName);
    return known ? (known(request) ?? gateway.executor(request)) : compileAndExecute(request);
  }

  async function compileAndExecute(request: GatewayGraphQLRequestContext): Promise<GatewayExecutionResult> {
    const operations = compiled;
    const planned = await plan(request);
    if (!(planned instanceof PlanReady)) return planned;
    const operation = ifCovered(() => compileOperation(planned.operation)) ?? notCompiled;
    const ofDocument = operations.get(request.document) ?? new Map();
    ofDocument.set(request.request.operationName, operation);
    operations.set(request.document, ofDocument);
    return await (operation(request) ?? gateway.executor(request));
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
