import rateLimit, { type FastifyRateLimitStore } from '@fastify/rate-limit';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { LRUCache } from 'lru-cache';
import { METRICS_PATH } from '../../platform/http/paths.ts';

/** Users and addresses. */
const MAX_COUNTED = 5_000;

/**
 * Counts requests, each with a count of its own. The library's own store gives all of them one object, and it looks at that
 * a turn later: of those that come together, as behind one check of a password, none is let in then.
 */
class Counts implements FastifyRateLimitStore {
  readonly #counts = new LRUCache<string, { current: number }>({ max: MAX_COUNTED });

  incr(key: string, callback: Parameters<FastifyRateLimitStore['incr']>[1], timeWindow: number): void {
    let count = this.#counts.get(key);
    if (!count) {
      count = { current: 0 };
      this.#counts.set(key, count, { ttl: timeWindow });
    }
    count.current += 1;
    callback(null, { current: count.current, ttl: this.#counts.getRemainingTTL(key) });
  }

  child(): Counts {
    return this;
  }
}

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
    store: Counts,
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
