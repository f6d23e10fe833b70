import { LRUCache } from 'lru-cache';

const WINDOW_MS = 60_000;
const MAX_FAILURES = 30;
const MAX_ADDRESSES = 50_000;

/** Counts wrong credentials by client address, so that guessing is slow and hashing cannot be used up by one client. */
export class FailedLogins {
  readonly #failures = new LRUCache<string, { count: number }>({ max: MAX_ADDRESSES, ttl: WINDOW_MS });

  /** Seconds until this address may try again; 0 when it may now. */
  waitSeconds(address: string): number {
    const failures = this.#failures.get(address);
    if (!failures || failures.count < MAX_FAILURES) return 0;
    return Math.ceil(this.#failures.getRemainingTTL(address) / 1000);
  }

  record(address: string): void {
    const failures = this.#failures.get(address);
    if (failures) failures.count += 1;
    else this.#failures.set(address, { count: 1 });
  }
}
