import rateLimit, { type FastifyRateLimitStore } from '@fastify/rate-limit';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { LRUCache } from 'lru-cache';
import { METRICS_PATH } from '../../platform/http/requests/paths.ts';
import { addToCounts } from '../../platform/sharing/shared-counts.ts';
import type { SharedStore } from '../../platform/sharing/shared-store.ts';

/** Users and addresses. */
const MAX_COUNTED = 5_000;

/**
 * Counts requests, each with a count of its own. The library's own store gives all of them one object, and it looks at that
 * a turn later: of those that come together, as behind one check of a password, none is let in then. With a store that
 * several routers share theirs count too, and those of this process as long as there is no answer.
 */
class Counts implements FastifyRateLimitStore {
  readonly #store: SharedStore | null;
  /** With `max` the cache would keep room for all of them from the start. */
  readonly #counts = new LRUCache<string, { current: number }>({
    maxSize: MAX_COUNTED,
    sizeCalculation: () => 1,
  });

  constructor(store: SharedStore | null) {
    this.#store = store;
  }

  incr(key: string, callback: Parameters<FastifyRateLimitStore['incr']>[1], timeWindow: number): void {
    let count = this.#counts.get(key);
    if (!count) {
      count = { current: 0 };
      this.#counts.set(key, count, { ttl: timeWindow });
    }
    count.current += 1;
    const own = { current: count.current, ttl: this.#counts.getRemainingTTL(key) };
    if (this.#store === null) callback(null, own);
    else void this.#countIn(this.#store, { key, own, timeWindow }).then((all) => callback(null, all));
  }

  /**
   * Of all routers, or as counted here when nobody says in time, or when that is more: a Redis that has come back empty knows
   * nothing of what was let in before.
   */
  async #countIn(
    store: SharedStore,
    { key, own, timeWindow }: { key: string; own: { current: number; ttl: number }; timeWindow: number },
  ): Promise<{ current: number; ttl: number }> {
    const keys = [store.digest('requests', key)];
    const counted = await addToCounts(store, 'requests', { keys, windowMs: timeWindow });
    const [all] = counted ?? [];
    return all && all.count >= own.current ? { current: all.count, ttl: all.endsInMs } : own;
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
 * @param store null counts those of this process alone
 */
export async function limitRate(
  app: FastifyInstance,
  perMinute: number,
  store: SharedStore | null = null,
): Promise<void> {
  if (perMinute === 0) return;
  class CountsHere extends Counts {
    constructor() {
      super(store);
    }
  }
  await app.register(rateLimit, {
    max: perMinute,
    timeWindow: '1 minute',
    store: CountsHere,
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
