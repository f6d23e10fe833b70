import type { FastifyInstance } from 'fastify';
import { PUBLIC_PATHS } from '../../http/requests/paths.ts';
import { graphqlError, leaveBodyUnread } from '../../http/server/error-answers.ts';
import type { Identity } from '../callers/identity.ts';
import type { OtherClock } from '../tokens/other-clocks.ts';
import { createIdentityVerifier, type VerifierOptions } from '../tokens/tokens.ts';
import { developmentIdentity } from './development-users.ts';
import { declareRequestIdentity } from './request-identity.ts';

/** The body of the answer (401) to who has not said who asks. */
export const UNAUTHENTICATED = graphqlError(
  'UNAUTHENTICATED',
  "This subgraph answers only requests that carry the router's signed identity.",
);

/** Who asks, by the header `authorization`; null where it says nothing good. */
export type IdentityOf = (authorization: string) => Identity | null | Promise<Identity | null>;

/**
 * Refuses, before a body is read and whatever the method and path, every request without an identity signed for
 * this subgraph. Where that is allowed the development users' Basic credentials work too, so that one subgraph can be
 * explored alone.
 *
 * @returns the same check, for requests that come within others
 */
export function registerIdentityCheck(
  app: FastifyInstance,
  options: VerifierOptions & { forDevelopment: boolean; otherClock: OtherClock },
): IdentityOf {
  declareRequestIdentity(app);
  const identityOf = identityCheck(options);
  app.addHook('onRequest', async (request, reply) => {
    if (
      PUBLIC_PATHS.has(request.routeOptions.url ?? '') &&
      (request.method === 'GET' || request.method === 'HEAD')
    )
      return;
    const identity = identityOf(request.headers.authorization ?? '');
    request.identity = identity instanceof Promise ? await identity : identity;
    if (request.identity) return;
    leaveBodyUnread(request, reply);
    reply
      .code(401)
      .header(
        'www-authenticate',
        options.forDevelopment ? `Bearer, Basic realm="${options.audience}", charset="UTF-8"` : 'Bearer',
      )
      .send(UNAUTHENTICATED);
    return reply;
  });
  return identityOf;
}

function identityCheck(
  options: VerifierOptions & { forDevelopment: boolean; otherClock: OtherClock },
): IdentityOf {
  const verifier = createIdentityVerifier(options);
  return (authorization) => {
    const [scheme, token] = authorization.split(' ');
    if (scheme?.toLowerCase() === 'bearer' && token) {
      // Forged, expired and misdirected tokens get the same answer as none: the caller learns nothing from it.
      const verified = verifier.verify(token);
      return verified instanceof Promise ? verified.catch(() => null) : verified;
    }
    return options.forDevelopment ? developmentIdentity(authorization) : null;
  };
}
