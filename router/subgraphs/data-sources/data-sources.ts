import type { GraphQLDataSource, GraphQLDataSourceProcessOptions } from '@apollo/gateway';
import type { ExecutionResult } from 'graphql';
import { DeadlineExceeded } from '../../../platform/errors/client-errors.ts';
import { roundNumbers } from '../../../platform/http/bodies/exact-json.ts';
import { ConfirmedPeople } from '../../../platform/identity/callers/confirmed-people.ts';
import { type FailureDetails, SubgraphFailure } from '../../../platform/peers/answers/subgraph-failure.ts';
import type { DirectOperation } from '../../../platform/peers/operations/direct-operation.ts';
import { carriesIdempotencyKeys } from '../../../platform/peers/operations/idempotency-key.ts';
import type { SubgraphClient } from '../../../platform/peers/subgraph-client.ts';
import { Deadline } from '../../../platform/process/deadlines/deadline.ts';
import type { Log } from '../../../platform/process/logging/logging.ts';
import type { RunningSubgraph } from '../../../platform/subgraph/server.ts';
import type { RouterContext } from '../../context.ts';
import { failureError } from '../failures/failure-error.ts';
import { FailureLog } from '../failures/failure-log.ts';

type Response = Awaited<ReturnType<GraphQLDataSource['process']>>;
type Options = GraphQLDataSourceProcessOptions<RouterContext>;

/** Reaches a subgraph over HTTP. */
export class HttpDataSource implements GraphQLDataSource<RouterContext> {
  readonly #client: Pick<SubgraphClient, 'post'>;
  readonly #failures: FailureLog;

  constructor(client: Pick<SubgraphClient, 'post'>, log: Log) {
    this.#client = client;
    this.#failures = new FailureLog(log);
  }

  async process(options: Options): Promise<Response> {
    const { request } = options;
    // The gateway's planner sets the query of every fetch; context is what createRouterContext made for the request.
    const context = options.context as RouterContext;
    const lastWriteMs = context.lastWrite?.() ?? null;
    const query = request.query ?? '';
    const confirmed = confirmedBy(query, context);
    const caller = lastWriteMs === null && !confirmed ? context : { ...context, lastWriteMs, confirmed };
    try {
      const { variables, operationName } = request;
      // What the client gives is a GraphQL response; its data is as the subgraph gave it.
      return (await this.#client.post({ query, variables, operationName }, caller)) as Response;
    } catch (error) {
      return answerOf(error, options, this.#failures);
    } finally {
      if (confirmed) context.access?.gave(confirmed.fields);
    }
  }
}

/** Reaches a subgraph that runs in this process by calling its compiled executor. */
export class DirectDataSource implements GraphQLDataSource<RouterContext> {
  readonly #subgraph: RunningSubgraph;
  readonly #failures: FailureLog;

  constructor(subgraph: RunningSubgraph, log: Log) {
    this.#subgraph = subgraph;
    this.#failures = new FailureLog(log);
  }

  async process(options: Options): Promise<Response> {
    const { request } = options;
    const context = options.context as RouterContext; // As above.
    const { identity, requestId, deadline: asked, lastWrite } = context;
    const source = request.query ?? '';
    const isMutation = source.startsWith('mutation');
    // Its client may go, and what it has begun is finished all the same, what it asks other subgraphs included.
    const confirmed = confirmedBy(source, context);
    const deadline = isMutation && asked ? new Deadline(asked.at) : asked;
    const operation = {
      source,
      operationName: request.operationName,
      variables: roundedVariables(request.variables),
      identity,
      requestId,
      deadline,
      lastWriteMs: lastWrite?.() ?? null,
      confirmed,
    };
    try {
      if (asked?.isOver) throw this.#failure(new DeadlineExceeded(), { kind: 'late' });
      const execution = this.#subgraph.execute(operation);
      // What a query waits for has the deadline itself.
      return (await (isMutation && deadline
        ? this.#outcomeOf(execution, operation, deadline)
        : execution)) as Response;
    } catch (error) {
      return answerOf(error, options, this.#failures);
    } finally {
      if (confirmed) context.access?.gave(confirmed.fields);
    }
  }

  async #outcomeOf(
    execution: Promise<ExecutionResult>,
    { source: query, operationName, variables }: DirectOperation,
    deadline: Deadline,
  ): Promise<ExecutionResult> {
    try {
      return await deadline.wait(execution);
    } catch (error) {
      if (!(error instanceof DeadlineExceeded)) throw error;
      const retryable = carriesIdempotencyKeys({ query, operationName, variables });
      throw this.#failure(error, { kind: 'unknown outcome', retryable });
    }
  }

  #failure(cause: Error, details: FailureDetails): SubgraphFailure {
    return new SubgraphFailure(this.#subgraph.name, cause, details);
  }
}

/** What takes down whom a mutation confirms; null where nobody wants to know. */
function confirmedBy(operation: string, { access }: RouterContext): ConfirmedPeople | null {
  return access && operation.startsWith('mutation') ? new ConfirmedPeople() : null;
}

/** Without numbers that only JSON can hold. Representations have none: they are made of what resolvers gave. */
function roundedVariables(
  variables: Record<string, unknown> | undefined,
): Record<string, unknown> | undefined {
  let result = variables;
  for (const name in variables) {
    if (name === 'representations') continue;
    const value = roundNumbers(variables[name]);
    if (value !== variables[name]) result = { ...result, [name]: value };
  }
  return result;
}

/** What a fetch gives that failed. Throws what is no SubgraphFailure. */
function answerOf(error: unknown, { context }: Options, failures: FailureLog): Response {
  if (!(error instanceof SubgraphFailure)) throw error;
  const { requestId, deadline } = context as RouterContext; // As above.
  // That a client has gone is no failure of the subgraph.
  if (error.kind !== 'late' || !deadline?.isCancelled) failures.write(error, requestId);
  return { errors: [failureError(error)] };
}
