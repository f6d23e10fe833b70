import type { FastifyReply, FastifyRequest, preHandlerHookHandler } from 'fastify';
import Negotiator from 'negotiator';
import { graphqlError } from '../../platform/http/server/error-answers.ts';

/** What Apollo Server answers with. */
const ANSWERS = [
  'application/json; charset=utf-8',
  'application/graphql-response+json; charset=utf-8',
  'application/json; callbackSpec=1.0; charset=utf-8',
];
/** What most clients send. */
const USUAL: ReadonlySet<string | undefined> = new Set([
  undefined,
  '',
  '*/*',
  'application/json',
  'application/graphql-response+json',
]);

/**
 * Refuses a request whose client takes no form that an answer can have. Apollo Server would find that out when it has an answer: a
 * mutation that was carried out would be refused.
 */
export function refuseUnacceptable(): preHandlerHookHandler {
  return ({ headers: { accept } }: FastifyRequest, reply: FastifyReply, done) => {
    if (USUAL.has(accept) || new Negotiator({ headers: { accept } }).mediaType(ANSWERS) !== undefined) {
      done();
      return;
    }
    reply
      .code(406)
      .send(
        graphqlError(
          'BAD_REQUEST',
          'Answers are application/json or application/graphql-response+json, and the header "accept" takes neither; nothing was done.',
        ),
      );
  };
}
