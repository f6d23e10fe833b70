import type { FastifyReply, FastifyRequest } from 'fastify';
import { LRUCache } from 'lru-cache';
import { graphqlError } from '../../platform/http/http-server.ts';

/** Far more than an operation within the limits needs, and far less than what exhausts the stack of a parser. */
const MAX_NESTING = 200;
/** Strings and comments, which may hold any bracket, and the brackets outside them. */
const STRING_COMMENT_OR_BRACKET = /"""(?:\\"""|[\s\S])*?"""|"(?:\\.|[^"\\\n])*"|#[^\n]*|[{}[\]()]/g;

/** Clients send the same few documents over and over. */
const shallow = new LRUCache<string, true>({
  maxSize: 4 * 1024 * 1024,
  sizeCalculation: (_, source) => source.length,
});

/** Refuses, before it is parsed, a document whose brackets nest so deep that reading it would exhaust the stack. */
export async function refuseDeepNesting(request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const source = sourceOf(request.method === 'GET' ? request.query : request.body);
  if (source === null || source.length <= MAX_NESTING || shallow.has(source)) return;
  if (nestingOf(source) <= MAX_NESTING) {
    shallow.set(source, true);
    return;
  }
  await reply
    .code(400)
    .send(graphqlError('BAD_USER_INPUT', `The operation nests more than ${MAX_NESTING} brackets.`));
}

function sourceOf(parameters: unknown): string | null {
  return typeof parameters === 'object' &&
    parameters !== null &&
    'query' in parameters &&
    typeof parameters.query === 'string'
    ? parameters.query
    : null;
}

/** How many brackets are open at most. */
export function nestingOf(source: string): number {
  let open = 0;
  let most = 0;
  for (const [token] of source.matchAll(STRING_COMMENT_OR_BRACKET)) {
    if (token === '{' || token === '[' || token === '(') most = Math.max(most, ++open);
    else if (token === '}' || token === ']' || token === ')') open -= 1;
  }
  return most;
}
