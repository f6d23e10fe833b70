import type { FastifyRequest, RouteHandlerMethod } from 'fastify';
import type { GraphQLFormattedError } from 'graphql';
import type { SelectedFields } from '../../database/statements/reading-request.ts';
import { MAX_SUBGRAPH_ANSWER_BYTES } from '../../http/bodies/answer-limit.ts';
import { encodedBody } from '../../http/bodies/encoded-body.ts';
import { isJsonObject } from '../../http/bodies/json-object.ts';
import { responseText } from '../../http/bodies/response-text.ts';
import type { Deadline } from '../../process/deadlines/deadline.ts';
import type { CompiledExecutor } from './compiled-executor.ts';

/** What executes operations, and how their errors are told. */
export interface OperationExecution {
  executor: CompiledExecutor;
  report(requestId: string): (error: unknown) => void;
  /** What clients are told of an error; Apollo Server has the same. */
  formatError(error: GraphQLFormattedError): GraphQLFormattedError;
}

export interface AcceptedOperationsParts extends OperationExecution {
  createContext(request: FastifyRequest, selected: SelectedFields): object;
  /** Apollo Server. */
  otherwise: RouteHandlerMethod;
}

/** The request in which an operation came. */
export interface ReceivedOperation {
  readonly body: unknown;
  readonly requestId: string;
  readonly deadline: Deadline | null;
  createContext(selected: SelectedFields): object;
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
  createContext,
  otherwise,
  ...parts
}: AcceptedOperationsParts): RouteHandlerMethod {
  return async function (request, reply) {
    const { method, headers, body, id: requestId, deadline } = request;
    if (method !== 'POST' || headers.accept !== 'application/json')
      return otherwise.call(this, request, reply);
    const text = await acceptedAnswer(parts, {
      body,
      requestId,
      deadline,
      createContext: (selected) => createContext(request, selected),
    });
    if (text === null) return otherwise.call(this, request, reply);
    return reply.header('content-type', JSON_TYPE).send(encodedBody(text));
  };
}

/** The text of the answer (200) to an operation that was accepted before; null where it is for Apollo Server. */
export async function acceptedAnswer(
  { executor, report, formatError }: OperationExecution,
  { body, requestId, deadline, createContext }: ReceivedOperation,
): Promise<string | null> {
  const operation = plainOperation(body);
  if (!operation || !executor.knows(operation.source)) return null;
  // A copy with more behind it takes V8 a hundred times as long as one with more before it: see docs/decisions/0092.
  const result = await executor.execute({
    source: operation.source,
    operationName: operation.operationName,
    variables: operation.variables,
    deadline,
    createContext,
    onUnexpected: report(requestId),
  });
  // Nothing has been executed: the variables have the wrong type, or there is no operation of this name.
  if (result.data === undefined) return null;
  const { data, errors, extensions } = result;
  const told = {
    ...(errors ? { errors: errors.map((error) => formatError(error.toJSON())) } : null),
    data,
    ...(extensions ? { extensions } : null),
  };
  return await responseText(told, MAX_SUBGRAPH_ANSWER_BYTES);
}

/** The operation in a body that is as plain as a router's. */
function plainOperation(body: unknown): AcceptedOperation | null {
  // Without an object the body was not JSON.
  if (typeof body !== 'object' || body === null) return null;
  const { query, operationName, variables, ...others } = body as Record<string, unknown>;
  for (const _ in others) return null;
  if (typeof query !== 'string') return null;
  if (operationName !== undefined && typeof operationName !== 'string') return null;
  if (variables !== undefined && !isJsonObject(variables)) return null;
  return { source: query, operationName, variables };
}
