import {
  type ApolloServerPlugin,
  type GraphQLRequestContextResponseForOperation,
  type GraphQLRequestListener,
  type GraphQLResponse,
  HeaderMap,
} from '@apollo/server';
import type {
  GatewayExecutionResult,
  GatewayGraphQLRequestContext,
  GatewayInterface,
  GatewaySchemaLoadOrUpdateCallback,
} from '@apollo/server-gateway-interface';
import { assertValidSchema, buildSchema, type GraphQLSchema, OperationTypeNode } from 'graphql';
import { noteShared } from '../../platform/http/bodies/response-text.ts';
import { ConfigError } from '../../platform/process/ending/config-error.ts';
import type { Log } from '../../platform/process/logging/logging.ts';
import { currentSpan } from '../../platform/telemetry/span.ts';
import type { AskedScopes } from '../authorization/scope-agreement.ts';
import type { RouterContext } from '../context.ts';
import type { NodeOwners } from '../nodes/find-nodes.ts';
import { startPlanner } from '../planning/planner.ts';
import type { SubgraphAddress } from '../planning/planner-messages.ts';
import type { GraphConnections } from '../subgraphs/subgraph-connections.ts';
import type { SupergraphSource } from '../supergraph/supergraph-file.ts';
import { CoalescedReads } from './coalesced-reads.ts';
import { Graph, type GraphParts } from './graph.ts';
import { tracedOperation } from './traced-operation.ts';

export interface GraphGatewayParts {
  readonly source: SupergraphSource;
  /** Ways to the subgraphs of a supergraph, which are not used before it is in use. */
  connect(subgraphs: readonly SubgraphAddress[], nodeOwners: NodeOwners): GraphConnections;
  /** These connections are in use from now on, and these scopes are asked for. */
  use?(connections: GraphConnections, asked: AskedScopes): void;
  readonly log: Log;
  /** How long the planning of one operation may take, milliseconds. */
  readonly planTimeoutMs?: number;
  /** Whether fetches that requests of one user send at the same moment become one. */
  readonly batchFetches?: boolean;
  /** Whether requests of one user that ask the same at the same moment are answered by one execution. */
  readonly coalesceReads?: boolean;
  /** Whether an operation is refused that selects what its user may not see, instead of leaving that out. */
  readonly rejectDenied?: boolean;
  /** What the text of an answer may have. */
  readonly maxAnswerBytes?: number;
  /** Which personal data is noted when it is given out; by default none. */
  readonly personal?: GraphParts['personal'];
}

/** The graph that Apollo Server serves, and the plugin by which it has less to do for it. */
export interface GraphGateway extends GatewayInterface {
  /**
   * Answers requests before Apollo Server makes for each what a gateway's executor is called with
   * (docs/decisions/0013). Plugins behind it are not asked for a response, and none hears of an execution.
   */
  readonly plugin: ApolloServerPlugin<RouterContext>;
  /** The graph in use. Throws before there is one. */
  inUse(): Pick<Graph, 'denials' | 'planned' | 'schema'>;
}

/** A changed supergraph is taken so much later at most, milliseconds. */
const PLAN_AHEAD_MS = 3_000;

/** A response that adds nothing to status and headers. */
const NO_HEAD = { headers: new HeaderMap() };

/**
 * Serves a supergraph, and the next one when it changes: built and checked aside, taken as a whole or not at all
 * (docs/decisions/0017). Operations are planned by the gateway's planner in a thread of its own (docs/decisions/0016)
 * and compiled once.
 */
export function graphGateway({
  source,
  connect,
  use,
  log,
  planTimeoutMs,
  batchFetches = true,
  coalesceReads = true,
  rejectDenied = false,
  maxAnswerBytes,
  personal = null,
}: GraphGatewayParts): GraphGateway {
  /** Also former ones, while requests that began with them are under way. */
  const graphs = new WeakMap<GraphQLSchema, Graph>();
  const callbacks = new Set<GatewaySchemaLoadOrUpdateCallback>();
  const listeners = new WeakMap<Graph, GraphQLRequestListener<RouterContext>>();
  /** Executions that came to errors, which Apollo Server reports and formats when it has them from the executor. */
  const failed = new WeakMap<RouterContext, Promise<GatewayExecutionResult>>();
  const reads = coalesceReads ? new CoalescedReads(noteShared) : null;
  let current: { graph: Graph; sdl: string } | null = null;
  let unwatch = () => {};
  let stopped = false;
  let reloading: Promise<void> | null = null;
  let changedAgain = false;

  return {
    plugin: {
      requestDidStart: ({ schema }) => {
        const graph = graphOf(schema);
        graph.acquire();
        return Promise.resolve(listeners.get(graph));
      },
      unexpectedErrorProcessingRequest: ({ requestContext: { schema } }) => {
        graphOf(schema).release();
        return Promise.resolve();
      },
    },
    inUse() {
      if (!current) throw new Error('no supergraph has been loaded');
      return current.graph;
    },
    async load() {
      const sdl = await source.read();
      const graph = await build(sdl);
      for (const problem of graph.connections.problems.values()) log.error(problem);
      swap(graph, sdl);
      unwatch = source.watch(onChange);
      return { executor: execute };
    },
    onSchemaLoadOrUpdate(callback) {
      callbacks.add(callback);
      return () => callbacks.delete(callback);
    },
    async stop() {
      stopped = true;
      unwatch();
      await reloading;
      current?.graph.retire();
    },
  };

  async function build(sdl: string): Promise<Graph> {
    const planner = await startPlanner({
      supergraphSdl: sdl,
      ...(planTimeoutMs === undefined ? {} : { planTimeoutMs }),
      onFailure: (reason) => log.warn({ reason }, 'an operation was not planned'),
    });
    try {
      const schema = buildSchema(planner.facts.apiSdl, { assumeValidSDL: true });
      // Apollo Server refuses another schema only after it has begun to use it.
      assertValidSchema(schema);
      return new Graph({
        schema,
        planner,
        connections: connect(planner.facts.subgraphs, planner.facts.nodeOwners),
        batchFetches,
        rejectDenied,
        maxAnswerBytes,
        personal,
      });
    } catch (error) {
      await planner[Symbol.asyncDispose]();
      throw error;
    }
  }

  /** In one step: whatever of the next requests looks at the graph finds the new one, as a whole. */
  function swap(graph: Graph, sdl: string): void {
    const former = current?.graph;
    graphs.set(graph.schema, graph);
    listeners.set(graph, listenerFor(graph));
    current = { graph, sdl };
    use?.(graph.connections, graph.askedScopes);
    for (const callback of callbacks) callback({ apiSchema: graph.schema, coreSupergraphSdl: sdl });
    former?.retire();
  }

  /** Changes are taken one after the other; of those that come meanwhile only the last one counts. */
  function onChange(): void {
    changedAgain = true;
    reloading ??= reloadWhileChanged().finally(() => {
      reloading = null;
    });
  }

  async function reloadWhileChanged(): Promise<void> {
    while (changedAgain && !stopped) {
      changedAgain = false;
      try {
        await reload();
      } catch (error) {
        // Errors of a supergraph quote the schema, which is no secret.
        log.error(
          { reason: error instanceof Error ? error.message : String(error) },
          'supergraph not reloaded',
        );
      }
    }
  }

  async function reload(): Promise<void> {
    const sdl = await source.read();
    if (!current || sdl === current.sdl) return;
    const graph = await build(sdl);
    const running = current.graph.connections.problems;
    const lost = [...graph.connections.problems].filter(([name]) => !running.has(name));
    if (stopped || lost.length > 0) {
      graph.retire();
      if (lost.length > 0) throw new ConfigError(lost.map(([, problem]) => problem));
      return;
    }
    const planned = await planAhead(graph, current.graph);
    if (stopped) {
      graph.retire();
      return;
    }
    swap(graph, sdl);
    log.info({ planned }, 'supergraph reloaded');
  }

  /** Plans for the next graph what the former one was asked, as long as that takes little time; gives how much it has then. */
  async function planAhead(next: Graph, former: Graph): Promise<number> {
    let isLate = false;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, PLAN_AHEAD_MS);
    });
    // One plan may take longer for this graph than it did for the other.
    await Promise.race([next.planAhead(former.planned(), () => stopped || changedAgain || isLate), late]);
    isLate = true;
    clearTimeout(timer);
    return next.plannedCount;
  }

  function graphOf(schema: GraphQLSchema): Graph {
    const graph = graphs.get(schema);
    if (!graph) throw new Error('a request for a schema that was never in use');
    return graph;
  }

  function listenerFor(graph: Graph): GraphQLRequestListener<RouterContext> {
    return {
      responseForOperation: (request) => respond(graph, request),
      willSendResponse: () => {
        graph.release();
        return Promise.resolve();
      },
    };
  }

  async function respond(
    graph: Graph,
    {
      document,
      operation,
      request: { operationName, variables },
      contextValue: context,
    }: GraphQLRequestContextResponseForOperation<RouterContext>,
  ): Promise<GraphQLResponse | null> {
    const asked = { document, operation, operationName, context };
    const compiled = graph.compiled(asked) ?? graph.compile(asked);
    const run = () =>
      reads && operation.operation === OperationTypeNode.QUERY
        ? reads.run(compiled, { variables, context })
        : compiled({ variables, context });
    const execution = currentSpan() === null ? run() : tracedOperation(operation, run);
    const result = await execution.catch(() => null);
    if (result && !result.errors) return { http: NO_HEAD, body: { kind: 'single', singleResult: result } };
    failed.set(context, execution);
    return null;
  }

  async function execute(request: GatewayGraphQLRequestContext): Promise<GatewayExecutionResult> {
    // What createRouterContext made for the request.
    const context = request.context as RouterContext;
    const execution = failed.get(context);
    if (execution) return await execution;
    const { document, operation } = request;
    const { operationName, variables } = request.request;
    const asked = { document, operation, operationName, context };
    const graph = graphOf(request.schema);
    return await (graph.compiled(asked) ?? graph.compile(asked))({ variables, context });
  }
}
