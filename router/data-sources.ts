import type { GraphQLDataSource, GraphQLDataSourceProcessOptions } from '@apollo/gateway';
import { type SubgraphClient, SubgraphFailure } from '../platform/subgraph-client.ts';
import type { RunningSubgraph } from '../platform/subgraph-server.ts';
import type { RouterContext } from './context.ts';
import { unavailableErrors } from './unavailable-errors.ts';

type Response = Awaited<ReturnType<GraphQLDataSource['process']>>;

/** Reaches a subgraph over HTTP. */
export class HttpDataSource implements GraphQLDataSource<RouterContext> {
  readonly #client: SubgraphClient;

  constructor(client: SubgraphClient) {
    this.#client = client;
  }

  async process(options: GraphQLDataSourceProcessOptions<RouterContext>): Promise<Response> {
    const { request } = options;
    // The gateway's planner sets the query of every fetch; context is what router-server.ts made for the request.
    const { identity, requestId } = options.context as RouterContext;
    const query = request.query ?? '';
    try {
      const body = { query, variables: request.variables, operationName: request.operationName };
      return (await this.#client.post(body, identity, requestId)) as Response;
    } catch (error) {
      if (!(error instanceof SubgraphFailure)) throw error;
      return { errors: unavailableErrors(error, query, request.variables) };
    }
  }
}

/** Reaches a subgraph that runs in this process by calling its compiled executor. */
export class DirectDataSource implements GraphQLDataSource<RouterContext> {
  readonly #subgraph: RunningSubgraph;

  constructor(subgraph: RunningSubgraph) {
    this.#subgraph = subgraph;
  }

  async process(options: GraphQLDataSourceProcessOptions<RouterContext>): Promise<Response> {
    const { request } = options;
    const { identity, requestId } = options.context as RouterContext; // As above.
    const source = request.query ?? '';
    try {
      return (await this.#subgraph.execute({
        source,
        operationName: request.operationName,
        variables: request.variables,
        identity,
        requestId,
      })) as Response;
    } catch (error) {
      if (!(error instanceof SubgraphFailure)) throw error;
      return { errors: unavailableErrors(error, source, request.variables) };
    }
  }
}
