import type { GraphQLDataSource, GraphQLDataSourceProcessOptions } from '@apollo/gateway';
import { loggableError } from '../../platform/errors/loggable-error.ts';
import { type SubgraphClient, SubgraphFailure } from '../../platform/peers/subgraph-client.ts';
import type { Log } from '../../platform/process/logging.ts';
import type { RunningSubgraph } from '../../platform/subgraph/server.ts';
import type { RouterContext } from '../context.ts';
import { unavailableErrors } from './unavailable-errors.ts';

type Response = Awaited<ReturnType<GraphQLDataSource['process']>>;

/** Reaches a subgraph over HTTP. */
export class HttpDataSource implements GraphQLDataSource<RouterContext> {
  readonly #client: SubgraphClient;
  readonly #log: Log;

  constructor(client: SubgraphClient, log: Log) {
    this.#client = client;
    this.#log = log;
  }

  async process(options: GraphQLDataSourceProcessOptions<RouterContext>): Promise<Response> {
    const { request } = options;
    // The gateway's planner sets the query of every fetch; context is what router-server.ts made for the request.
    const { identity, requestId } = options.context as RouterContext;
    const query = request.query ?? '';
    try {
      const { variables, operationName } = request;
      return (await this.#client.post({ query, variables, operationName }, identity, requestId)) as Response;
    } catch (error) {
      if (!(error instanceof SubgraphFailure)) throw error;
      logFailure(this.#log, error, requestId);
      return { errors: unavailableErrors(error, query, request.variables) };
    }
  }
}

/** Reaches a subgraph that runs in this process by calling its compiled executor. */
export class DirectDataSource implements GraphQLDataSource<RouterContext> {
  readonly #subgraph: RunningSubgraph;
  readonly #log: Log;

  constructor(subgraph: RunningSubgraph, log: Log) {
    this.#subgraph = subgraph;
    this.#log = log;
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
      logFailure(this.#log, error, requestId);
      return { errors: unavailableErrors(error, source, request.variables) };
    }
  }
}

/** The client is told only that the subgraph is unavailable; why is for whoever runs it. */
function logFailure(log: Log, failure: SubgraphFailure, requestId: string): void {
  const { name, code } = loggableError(failure.cause);
  log.warn({ requestId, subgraph: failure.subgraph, error: { name, code } }, 'subgraph gave no answer');
}
