import { LRUCache } from 'lru-cache';

/** Users whose spending is remembered: some 200 bytes each. */
const MAX_USERS = 10_000;
const MINUTE_MS = 60_000;

/** What became of an operation that was to be paid for. */
export type Payment =
  | { readonly paid: true; readonly left: number }
  /** What the user has left, and after how many seconds it will be enough. */
  | { readonly paid: false; readonly left: number; readonly retryAfter: number };

interface Purse {
  left: number;
  /** When `left` was so, milliseconds. */
  at: number;
}

/**
 * What each user may spend on operations in one process: at most `perMinute` at once, which fills up again within a
 * minute, steadily. Whoever was not seen for longest is forgotten first, which gives a full budget.
 */
export class CostBudget {
  readonly perMinute: number;
  readonly #now: () => number;
  readonly #purses = new LRUCache<string, Purse>({ max: MAX_USERS });

  /** @param now a clock that never goes back, milliseconds */
  constructor(perMinute: number, now: () => number = () => performance.now()) {
    this.perMinute = perMinute;
    this.#now = now;
  }

  /** Takes a cost of at most `perMinute` from what a user has left; nothing where that is not enough. */
  pay(user: string, cost: number): Payment {
    const now = this.#now();
    let purse = this.#purses.get(user);
    if (!purse) {
      purse = { left: this.perMinute, at: now };
      this.#purses.set(user, purse);
    }
    purse.left = Math.min(this.perMinute, purse.left + ((now - purse.at) / MINUTE_MS) * this.perMinute);
    purse.at = now;
    if (cost <= purse.left) {
      purse.left -= cost;
      return { paid: true, left: purse.left };
    }
    const missing = cost - purse.left;
    return {
      paid: false,
      left: purse.left,
      retryAfter: Math.max(1, Math.ceil((missing / this.perMinute) * (MINUTE_MS / 1_000))),
    };
  }
}
