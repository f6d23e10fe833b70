import { LRUCache } from 'lru-cache';
import { script } from '../../../platform/sharing/script.ts';
import type { SharedStore } from '../../../platform/sharing/shared-store.ts';

/** Users whose spending is remembered: some 200 bytes each. */
const MAX_USERS = 10_000;
const MINUTE_MS = 60_000;

/** What became of an operation that was to be paid for. */
export type Payment =
  | { readonly kind: 'paid'; readonly left: number }
  /** What the user has left, and after how many seconds it will be enough. */
  | { readonly kind: 'not paid'; readonly left: number; readonly retryAfter: number };

/** A token bucket: what a user has left. */
interface Bucket {
  left: number;
  /** When `left` was so, milliseconds. */
  at: number;
}

/** As `CostBudget` does here; what is not spent for a minute is full, so nothing need be kept of it. */
const PAY = script(`
local perMinute, cost = tonumber(ARGV[1]), tonumber(ARGV[2])
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local bucket = redis.call('HMGET', KEYS[1], 'left', 'at')
local left, at = tonumber(bucket[1]) or perMinute, tonumber(bucket[2]) or now
left = math.min(perMinute, left + math.max(0, now - at) / 60000 * perMinute)
local paid = 0
if cost <= left then
  left = left - cost
  paid = 1
end
left = string.format('%.3f', left)
redis.call('HSET', KEYS[1], 'left', left, 'at', string.format('%.0f', now))
redis.call('PEXPIRE', KEYS[1], 60000)
return { paid, left }`);

/**
 * What each user may spend on operations in one process, or in all that share a store: at most `perMinute` at once, which fills up again within a
 * minute, steadily. Whoever was not seen for longest is forgotten first, which gives a full budget.
 */
export class CostBudget {
  readonly perMinute: number;
  readonly #now: () => number;
  /** With `max` the cache would keep room for all of them from the start. */
  readonly #buckets = new LRUCache<string, Bucket>({ maxSize: MAX_USERS, sizeCalculation: () => 1 });

  readonly #store: SharedStore | null;

  /** @param now a clock that never goes back, milliseconds */
  constructor(
    perMinute: number,
    { now = () => performance.now(), store = null }: { now?: () => number; store?: SharedStore | null } = {},
  ) {
    this.perMinute = perMinute;
    this.#now = now;
    this.#store = store;
  }

  /** As `pay`, from what all processes together leave. As long as nobody says what that is, from what this one does. */
  payShared(user: string, cost: number): Payment | Promise<Payment> {
    const own = this.pay(user, cost);
    // What was spent here was spent in all.
    return this.#store && own.kind === 'paid' ? this.#payIn(this.#store, user, cost, own) : own;
  }

  async #payIn(store: SharedStore, user: string, cost: number, own: Payment): Promise<Payment> {
    const keys = [store.digest('cost', user)];
    const answer = await store.run('cost', PAY, { keys, values: [this.perMinute, cost] });
    if (!Array.isArray(answer)) return own;
    const left = Number(answer[1]);
    if (answer[0] === 1) return { kind: 'paid', left };
    const bucket = this.#buckets.get(user);
    if (bucket) bucket.left = Math.min(this.perMinute, bucket.left + cost);
    return this.#refused(cost, left);
  }

  /** Takes a cost of at most `perMinute` from what a user has left; nothing where that is not enough. */
  pay(user: string, cost: number): Payment {
    const now = this.#now();
    let bucket = this.#buckets.get(user);
    if (!bucket) {
      bucket = { left: this.perMinute, at: now };
      this.#buckets.set(user, bucket);
    }
    bucket.left = Math.min(this.perMinute, bucket.left + ((now - bucket.at) / MINUTE_MS) * this.perMinute);
    bucket.at = now;
    if (cost <= bucket.left) {
      bucket.left -= cost;
      return { kind: 'paid', left: bucket.left };
    }
    return this.#refused(cost, bucket.left);
  }

  #refused(cost: number, left: number): Payment {
    const missing = cost - left;
    return {
      kind: 'not paid',
      left,
      retryAfter: Math.max(1, Math.ceil((missing / this.perMinute) * (MINUTE_MS / 1_000))),
    };
  }
}
