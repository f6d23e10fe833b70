import type { FastifyInstance } from 'fastify';
import { graphqlError, leaveBodyUnread } from '../http/error-answers.ts';
import { PUBLIC_PATHS } from '../http/paths.ts';
import { developmentIdentity } from './development-users.ts';
import type { OtherClock } from './other-clocks.ts';
import { declareRequestIdentity } from './request-identity.ts';
import { createIdentityVerifier, type VerifierOptions } from './tokens.ts';

/**
 * Refuses, before a body is read and whatever the method and path, every request without an identity signed for
 * this subgraph. Where that is allowed the development users' Basic credentials work too, so that one subgraph can be
 * explored alone.
 */
export function registerIdentityCheck(
  app: FastifyInstance,
  options: VerifierOptions & { forDevelopment: boolean; otherClock: OtherClock },
): void {
  declareRequestIdentity(app);
  const verifier = createIdentityVerifier(options);
  app.addHook('onRequest', async (request, reply) => {
    if (
      PUBLIC_PATHS.has(request.routeOptions.url ?? '') &&
      (request.method === 'GET' || request.method === 'HEAD')
    )
      return;
    const authorization = request.headers.authorization ?? '';
    const [scheme, token] = authorization.split(' ');
    if (scheme?.toLowerCase() === 'bearer' && token) {
      // Forged, expired and misdirected tokens get the same answer as none: the caller learns nothing from it.
      const verified = verifier.verify(token);
      request.identity = verified instanceof Promise ? await verified.catch(() => null) : verified;
    } else if (options.forDevelopment) {
      request.identity = developmentIdentity(authorization);
    }
    if (request.identity) return;
    leaveBodyUnread(request, reply);
    reply
      .code(401)
      .header(
        'www-authenticate',
        options.forDevelopment ? `Bearer, Basic realm="${options.audience}", charset="UTF-8"` : 'Bearer',
      )
      .send(
        graphqlError(
          'UNAUTHENTICATED',
          "This subgraph answers only requests that carry the router's signed identity.",
        ),
      );
    return reply;
  });
}
