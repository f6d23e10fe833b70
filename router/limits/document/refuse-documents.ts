import type { FastifyReply, FastifyRequest, preHandlerAsyncHookHandler } from 'fastify';
import { LRUCache } from 'lru-cache';
import { graphqlError } from '../../../platform/http/server/error-answers.ts';
import { type DocumentLimits, documentProblem } from './document-limits.ts';

/** Characters of texts that are remembered; they take one or two bytes each. */
const MAX_REMEMBERED = 4 * 1024 * 1024;
/** What an entry takes beside its text, bytes. */
const ENTRY_OVERHEAD = 200;

/**
 * Refuses a document that is beyond the limits before Apollo Server parses and validates it, which has no hook in
 * between that may refuse. Clients send the same few documents over and over, so those that passed are remembered.
 */
export function refuseDocuments(limits: DocumentLimits): preHandlerAsyncHookHandler {
  const passed = new LRUCache<string, true>({
    maxSize: MAX_REMEMBERED,
    sizeCalculation: (_, source) => source.length + ENTRY_OVERHEAD,
  });
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const source = request.trustedText ?? sourceOf(request.method === 'GET' ? request.query : request.body);
    if (source === null || passed.has(source)) return;
    const problem = documentProblem(source, limits);
    if (problem === null) passed.set(source, true);
    else await reply.code(400).send(graphqlError('BAD_USER_INPUT', problem));
  };
}

function sourceOf(parameters: unknown): string | null {
  return typeof parameters === 'object' &&
    parameters !== null &&
    'query' in parameters &&
    typeof parameters.query === 'string'
    ? parameters.query
    : null;
}
