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
import {
  type DocumentNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
  OperationTypeNode,
} from 'graphql';
import { noteShared } from '../../platform/http/bodies/response-text.ts';
import { currentSpan } from '../../platform/telemetry/span.ts';
import type { AskedScopes } from '../authorization/scope-agreement.ts';
import type { RouterContext } from '../context.ts';
import type { GraphConnections } from '../subgraphs/subgraph-connections.ts';
import { CoalescedReads } from './coalesced-reads.ts';
import type { OperationRequest } from './compile-plan.ts';
import type { Graph, GraphParts, OperationInDocument } from './graph.ts';
import { type BuiltGraph, GraphReloads, type GraphReloadsParts } from './graph-reloads.ts';
import { tracedOperation } from './traced-operation.ts';
import { tellWrittenDefaults } from './written-defaults.ts';

export interface GraphGatewayParts
  extends Pick<GraphReloadsParts, 'source' | 'connect' | 'log' | 'planTimeoutMs'> {
  /** These connections are in use from now on, and these scopes are asked for. */
  use?(connections: GraphConnections, asked: AskedScopes): void;
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
  /** What Apollo Server has accepted of a document for the graph in use: by name, or the only operation; null where it has not. */
  accepted(document: DocumentNode, operationName: string | undefined): AcceptedOperation | null;
  /** Runs what was accepted, without Apollo Server. Rejects where Apollo Server's executor would. */
  run(operation: AcceptedOperation, request: OperationRequest): Promise<GatewayExecutionResult>;
}

/** An operation that Apollo Server has parsed, validated, let every plugin look at, and answered without an error. */
export interface AcceptedOperation {
  readonly graph: Graph;
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  /** As requests give it. */
  readonly operationName: string | undefined;
}

/** A response that adds nothing to status and headers. */
const NO_HEAD = { headers: new HeaderMap() };

/**
 * Serves a supergraph, and the next one when it changes: built and checked aside, taken as a whole or not at all
 * (docs/decisions/0017). Operations are planned by the gateway's planner in a thread of its own (docs/decisions/0016)
 * and compiled once.
 */
export function graphGateway({
  use,
  batchFetches = true,
  coalesceReads = true,
  rejectDenied = false,
  maxAnswerBytes,
  personal = null,
  ...parts
}: GraphGatewayParts): GraphGateway {
  tellWrittenDefaults();
  const callbacks = new Set<GatewaySchemaLoadOrUpdateCallback>();
  const served = new ServedGraphs(coalesceReads);
  const reloads = new GraphReloads({
    ...parts,
    answering: { batchFetches, rejectDenied, maxAnswerBytes, personal },
    // Whatever of the next requests looks at the graph finds the new one, as a whole.
    swap({ graph, sdl }: BuiltGraph) {
      served.add(graph);
      use?.(graph.connections, graph.askedScopes);
      for (const callback of callbacks) callback({ apiSchema: graph.schema, coreSupergraphSdl: sdl });
    },
  });

  return {
    plugin: {
      requestDidStart: ({ schema }) => Promise.resolve(served.acquire(schema)),
      unexpectedErrorProcessingRequest: ({ requestContext: { schema } }) => {
        served.of(schema).release();
        return Promise.resolve();
      },
    },
    inUse: () => reloads.graph,
    accepted: (document, operationName) => served.accepted(document, operationName, reloads.graph),
    run: (operation, request) => served.run(operation, request),
    async load() {
      await reloads.load();
      return { executor: (request) => served.execute(request) };
    },
    onSchemaLoadOrUpdate(callback) {
      callbacks.add(callback);
      return () => callbacks.delete(callback);
    },
    stop: () => reloads.stop(),
  };
}

/** Answers from the graph that a request began with, also a former one, while requests of it are under way. */
class ServedGraphs {
  readonly #graphs = new WeakMap<GraphQLSchema, Graph>();
  readonly #listeners = new WeakMap<Graph, GraphQLRequestListener<RouterContext>>();
  /** Executions that came to errors, which Apollo Server reports and formats when it has them from the executor. */
  readonly #failed = new WeakMap<RouterContext, Promise<GatewayExecutionResult>>();
  readonly #reads: CoalescedReads | null;
  /** Of each graph, as long as Apollo Server keeps a document; none of both keeps the other. */
  readonly #accepted = new WeakMap<
    Graph,
    WeakMap<DocumentNode, Map<string | undefined, AcceptedOperation>>
  >();

  constructor(coalesceReads: boolean) {
    this.#reads = coalesceReads ? new CoalescedReads(noteShared) : null;
  }

  add(graph: Graph): void {
    this.#graphs.set(graph.schema, graph);
    this.#accepted.set(graph, new WeakMap());
    this.#listeners.set(graph, {
      responseForOperation: (request) => this.#respond(graph, request),
      willSendResponse: () => {
        graph.release();
        return Promise.resolve();
      },
    });
  }

  /** The graph of a schema. Throws for one that was never in use. */
  of(schema: GraphQLSchema): Graph {
    const graph = this.#graphs.get(schema);
    if (!graph) throw new Error('a request for a schema that was never in use');
    return graph;
  }

  /** Begins a request; what it listens with releases the graph when it is answered. */
  acquire(schema: GraphQLSchema): GraphQLRequestListener<RouterContext> | undefined {
    const graph = this.of(schema);
    graph.acquire();
    return this.#listeners.get(graph);
  }

  accepted(
    document: DocumentNode,
    operationName: string | undefined,
    graph: Graph,
  ): AcceptedOperation | null {
    return this.#accepted.get(graph)?.get(document)?.get(operationName) ?? null;
  }

  async run(accepted: AcceptedOperation, request: OperationRequest): Promise<GatewayExecutionResult> {
    const { graph, document, operation, operationName } = accepted;
    graph.acquire();
    try {
      return await this.#answer(
        graph,
        { document, operation, operationName, context: request.context },
        request,
      );
    } finally {
      graph.release();
    }
  }

  async #respond(
    graph: Graph,
    {
      document,
      operation,
      request: { operationName, variables },
      contextValue: context,
    }: GraphQLRequestContextResponseForOperation<RouterContext>,
  ): Promise<GraphQLResponse | null> {
    const before = context.begun?.execution;
    if (before) {
      this.#failed.set(context, before);
      return null;
    }
    const asked = { document, operation, operationName, context };
    const execution = this.#answer(graph, asked, { variables, context });
    const result = await execution.catch(() => null);
    if (result && !result.errors) {
      this.#accept({ graph, schema: graph.schema, document, operation, operationName });
      return { http: NO_HEAD, body: { kind: 'single', singleResult: result } };
    }
    this.#failed.set(context, execution);
    return null;
  }

  #answer(
    graph: Graph,
    asked: OperationInDocument,
    request: OperationRequest,
  ): Promise<GatewayExecutionResult> {
    const reads = this.#reads;
    const { operation } = asked;
    const compiled = graph.compiled(asked) ?? graph.compile(asked);
    const run = () =>
      reads && operation.operation === OperationTypeNode.QUERY
        ? reads.run(compiled, request)
        : compiled(request);
    return currentSpan() === null ? run() : tracedOperation(operation, run);
  }

  #accept(accepted: AcceptedOperation): void {
    const { graph, document, operationName } = accepted;
    const ofGraph = this.#accepted.get(graph);
    const ofDocument = ofGraph?.get(document) ?? new Map<string | undefined, AcceptedOperation>();
    ofGraph?.set(document, ofDocument);
    if (!ofDocument.has(operationName)) ofDocument.set(operationName, accepted);
  }

  /** Executes what Apollo Server asks for: what came to errors before, which is not run again, or another request. */
  async execute(request: GatewayGraphQLRequestContext): Promise<GatewayExecutionResult> {
    // What createRouterContext made for the request.
    const context = request.context as RouterContext;
    const execution = this.#failed.get(context);
    if (execution) return await execution;
    const { document, operation } = request;
    const { operationName, variables } = request.request;
    const asked = { document, operation, operationName, context };
    const graph = this.of(request.schema);
    return await (graph.compiled(asked) ?? graph.compile(asked))({ variables, context });
  }
}
