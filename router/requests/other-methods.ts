import type { FastifyInstance, FastifyReply, FastifyRequest, HTTPMethods } from 'fastify';
import { leaveBodyUnread } from '../../platform/http/server/error-answers.ts';

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;

/** What an address of the router is asked by. */
export type Method = (typeof METHODS)[number];

/** An address and by which methods it is asked. */
export interface AddressMethods {
  readonly url: string;
  readonly allowed: readonly Method[];
  /** The body of the answer. */
  readonly answer: object;
}

/**
 * Answers 405 to what asks an address by a method that it does not have, and says which it has (RFC 9110, section 15.5.6).
 * Who has not logged in is told that first. No body is read, whatever it is.
 */
export function refuseOtherMethods(app: FastifyInstance, { url, allowed, answer }: AddressMethods): void {
  const refuse = async (request: FastifyRequest, reply: FastifyReply) => {
    leaveBodyUnread(request, reply);
    return reply.code(405).header('allow', allowed.join(', ')).send(answer);
  };
  const method: HTTPMethods[] = METHODS.filter((one) => !allowed.includes(one));
  app.route({ method, url, onRequest: refuse, handler: refuse });
}
