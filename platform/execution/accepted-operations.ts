import type { FastifyRequest, RouteHandlerMethod } from 'fastify';
import type { GraphQLFormattedError } from 'graphql';
import type { SelectedFields } from '../database/statements/reading-request.ts';
import { MAX_SUBGRAPH_ANSWER_BYTES } from '../http/bodies/answer-limit.ts';
import { encodedBody } from '../http/bodies/encoded-body.ts';
import { responseText } from '../http/bodies/response-text.ts';
import type { CompiledExecutor } from './compiled-executor.ts';

export interface AcceptedOperationsParts {
  executor: CompiledExecutor;
  createContext(request: FastifyRequest, selected: SelectedFields): object;
  report(requestId: string): (error: unknown) => void;
  /** What clients are told of an error; Apollo Server has the same. */
  formatError(error: GraphQLFormattedError): GraphQLFormattedError;
  /** Apollo Server. */
  otherwise: RouteHandlerMethod;
}

interface AcceptedOperation {
  source: string;
  operationName: string | undefined;
  variables: Record<string, unknown> | undefined;
}

const JSON_TYPE = 'application/json; charset=utf-8';

/**
 * Answers a router's operation without Apollo Server when Apollo Server has accepted the same text before: parsed and
 * validated it under the same limits. A router sends the same few texts over and over, in one plain form; everything
 * else about a request, and every text that is new, is Apollo Server's. The answers are the same, byte for byte.
 */
export function acceptedOperations({
  executor,
  createContext,
  report,
  formatError,
  otherwise,
}: AcceptedOperationsParts): RouteHandlerMethod {
  return async function (request, reply) {
    const operation = plainOperation(request);
    if (!operation || !executor.knows(operation.source)) return otherwise.call(this, request, reply);
    const { source, operationName, variables } = operation;
    const result = await executor.execute({
      source,
      operationName,
      variables,
      deadline: request.deadline,
      createContext: (selected) => createContext(request, selected),
      onUnexpected: report(request.id),
    });
    // Nothing has been executed: the variables have the wrong type, or there is no operation of this name.
    if (result.data === undefined) return otherwise.call(this, request, reply);
    const { data, errors } = result;
    const told = errors ? { errors: errors.map((error) => formatError(error.toJSON())), data } : { data };
    const text = await responseText(told, MAX_SUBGRAPH_ANSWER_BYTES);
    return reply.header('content-type', JSON_TYPE).send(encodedBody(text));
  };
}

/** The operation of a request that is as plain as a router's. */
function plainOperation({ method, headers, body }: FastifyRequest): AcceptedOperation | null {
  if (method !== 'POST' || headers.accept !== 'application/json') return null;
  // Without an object the body was not JSON.
  if (typeof body !== 'object' || body === null) return null;
  const { query, operationName, variables, ...others } = body as Record<string, unknown>;
  for (const _ in others) return null;
  if (typeof query !== 'string') return null;
  if (operationName !== undefined && typeof operationName !== 'string') return null;
  if (variables !== undefined && !isRecord(variables)) return null;
  return { source: query, operationName, variables };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
