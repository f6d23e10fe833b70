import { randomUUID } from 'node:crypto';
import type { CallToolResult } from '@modelcontextprotocol/sdk/types.js';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { OperationTypeNode } from 'graphql';
import { stringifyJson } from '../../platform/http/bodies/exact-json.ts';
import { NAME_HEADER, VERSION_HEADER } from '../../platform/http/requests/client-headers.ts';
import { GRAPHQL_PATH } from '../../platform/http/requests/paths.ts';
import { REQUEST_ID_HEADER } from '../../platform/http/requests/request-id.ts';
import type { Deadline } from '../../platform/process/deadlines/deadline.ts';
import { clientOfSession, SESSION_HEADER } from './client-session.ts';
import type { DocumentTool } from './tools.ts';

/** What a model is given at most; it could not read more. */
export const MAX_ANSWER_BYTES = 256 * 1024;

const CALL_HEADER = 'x-mcp-call';
/** Of the client's request: as they are. */
const KEPT_HEADERS = ['authorization', 'traceparent', 'tracestate', 'user-agent'];

interface GraphqlError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions?: { readonly code?: string };
}

/** Makes the function that calls tools: each call is a request to `/graphql` with the caller's own credentials. */
export function toolCaller(app: FastifyInstance) {
  const calls = new Map<string, Deadline>();
  // The request of a call ends when the client goes that the call is for. Nobody else can know the name of a call.
  app.addHook('onRequest', async (request) => {
    const call = request.headers[CALL_HEADER];
    const deadline = typeof call === 'string' ? calls.get(call) : undefined;
    if (deadline) request.deadline = deadline;
  });

  return async (
    caller: FastifyRequest,
    { hash, input, operation }: DocumentTool,
    given: Readonly<Record<string, unknown>>,
  ): Promise<CallToolResult> => {
    const unknown = Object.keys(given).filter((name) => !Object.hasOwn(input.properties, name));
    if (unknown.length > 0) return failure(unknownArguments(unknown, Object.keys(input.properties)));
    const call = randomUUID();
    if (caller.deadline) calls.set(call, caller.deadline);
    try {
      const answer = await app.inject({
        method: 'POST',
        url: GRAPHQL_PATH,
        remoteAddress: caller.ip,
        headers: { ...headersOf(caller), [CALL_HEADER]: call },
        payload: stringifyJson({ documentId: `sha256:${hash}`, variables: given }),
      });
      const isMutation = operation.operation === OperationTypeNode.MUTATION;
      return resultOf(answer.body.trimEnd(), { isMutation, isRefused: answer.statusCode >= 400 });
    } finally {
      calls.delete(call);
    }
  };
}

function headersOf(caller: FastifyRequest): Record<string, string> {
  const headers: Record<string, string> = {
    'content-type': 'application/json',
    accept: 'application/json',
    [REQUEST_ID_HEADER]: caller.id,
  };
  for (const name of KEPT_HEADERS) {
    const value = caller.headers[name];
    if (typeof value === 'string') headers[name] = value;
  }
  const { name, version } = clientOfSession(caller.headers[SESSION_HEADER]);
  if (name !== null) headers[NAME_HEADER] = name;
  if (version !== null) headers[VERSION_HEADER] = version;
  return headers;
}

/** An answer of GraphQL as the result of a tool; with errors it is one of failure, with whatever data there is. */
function resultOf(
  text: string,
  { isMutation, isRefused }: { isMutation: boolean; isRefused: boolean },
): CallToolResult {
  const bytes = Buffer.byteLength(text);
  if (bytes > MAX_ANSWER_BYTES) {
    return failure(
      `The answer has ${bytes} bytes; a tool gives at most ${MAX_ANSWER_BYTES}. ${isMutation ? 'The mutation may have been carried out: look before trying again.' : 'Ask for smaller pages or a shorter period.'}`,
    );
  }
  // The form of every answer of `/graphql`.
  const answer = JSON.parse(text) as { data?: unknown; errors?: readonly GraphqlError[] };
  const { errors } = answer;
  return {
    content: [{ type: 'text', text: errors ? `${errors.map(sentenceOf).join('\n')}\n${text}` : text }],
    structuredContent: answer,
    ...(errors || isRefused ? { isError: true } : {}),
  };
}

function sentenceOf({ message, path, extensions }: GraphqlError): string {
  const code = extensions?.code ? `${extensions.code}: ` : '';
  return path ? `${code}${message} (at ${path.join('.')})` : `${code}${message}`;
}

function unknownArguments(unknown: readonly string[], known: readonly string[]): string {
  const shown = unknown.slice(0, 5).map((name) => JSON.stringify(name.slice(0, 100)));
  const has = known.length > 0 ? `it has ${known.join(', ')}` : 'it has none';
  return `The tool has no argument ${shown.join(', ')}; ${has}.`;
}

function failure(text: string): CallToolResult {
  return { content: [{ type: 'text', text }], isError: true };
}
