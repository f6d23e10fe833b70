import type { FastifyRequest } from 'fastify';
import type { Identity } from '../platform/identity/identity.ts';

/** What the gateway and its data sources know of one request. */
export interface RouterContext {
  readonly identity: Identity;
  readonly requestId: string;
  /** The text of the trusted document that the request names or sends. */
  readonly trustedText?: string | null;
}

/** The context of a request. Refuses to be built for a request that nobody has authenticated. */
export function createRouterContext(
  request: Pick<FastifyRequest, 'identity' | 'id' | 'trustedText'>,
): RouterContext {
  if (!request.identity) throw new Error('a request reached GraphQL without an identity');
  return { identity: request.identity, requestId: request.id, trustedText: request.trustedText };
}
