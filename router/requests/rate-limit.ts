import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { METRICS_PATH } from '../../platform/http/paths.ts';

/**
 * Answers 429 with `Retry-After` whoever has sent more than this in a minute, on all routes that are added afterwards but that
 * of metrics. Requests count for the user whose password they had, so it comes after authentication: nobody can use up what
 * another user may send.
 *
 * @param perMinute requests of each user; 0 is no limit
 */
export async function limitRate(app: FastifyInstance, perMinute: number): Promise<void> {
  if (perMinute === 0) return;
  await app.register(rateLimit, {
    max: perMinute,
    timeWindow: '1 minute',
    // Of a route: authentication is one of every route and runs before these, the body is read after them.
    hook: 'onRequest',
    allowList: (request: FastifyRequest) => request.routeOptions.url === METRICS_PATH,
    // A request without an identity gets no further than authentication, but for health and preflights.
    keyGenerator: ({ identity, ip }) => (identity ? `user ${identity.user}` : `address ${ip}`),
    errorResponseBuilder: (_request, { after, max }) =>
      Object.assign(
        new Error(`Too many requests of this user: at most ${max} in a minute; try again in ${after}.`),
        { statusCode: 429 },
      ),
  });
}
