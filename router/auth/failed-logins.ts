import { createHmac, randomBytes } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { addressBlock } from './address-block.ts';

const WINDOW_MS = 60_000;
const MAX_OF_ADDRESS = 30;
/** From all addresses: far more than a person mistypes, and far less than what finds a password. */
const MAX_OF_USER = 60;
const MAX_COUNTED = 50_000;
/** How long an address from which a user has logged in is not held up by guesses at that user from elsewhere. */
const TRUSTED_MS = 24 * 60 * 60_000;

/** Counts wrong credentials by client address and by user name, so that guessing is slow however many addresses it has. */
export class FailedLogins {
  readonly #key = randomBytes(32);
  readonly #ofAddress = cacheOf<Counted>(WINDOW_MS);
  readonly #ofUser = cacheOf<Counted>(WINDOW_MS);
  /** Addresses by user from which the user has logged in. */
  readonly #trusted = cacheOf<true>(TRUSTED_MS);

  /** Seconds until this address may try this user again; 0 when it may now. */
  waitSeconds(address: string, user: string): number {
    const block = addressBlock(address);
    const ofAddress = waitFor(this.#ofAddress, block, MAX_OF_ADDRESS);
    if (ofAddress > 0 || this.#trusted.has(this.#pair(block, user))) return ofAddress;
    return waitFor(this.#ofUser, this.#nameOf(user), MAX_OF_USER);
  }

  /** Wrong credentials from this address in the last minute. */
  of(address: string): number {
    return this.#ofAddress.get(addressBlock(address))?.count ?? 0;
  }

  failed(address: string, user: string): void {
    count(this.#ofAddress, addressBlock(address));
    count(this.#ofUser, this.#nameOf(user));
  }

  succeeded(address: string, user: string): void {
    this.#trusted.set(this.#pair(addressBlock(address), user), true);
  }

  #pair(block: string, user: string): string {
    return `${block} ${this.#nameOf(user)}`;
  }

  /** Of one length whatever was sent, and nobody's name. */
  #nameOf(user: string): string {
    return createHmac('sha256', this.#key).update(user).digest('base64');
  }
}

interface Counted {
  count: number;
}

type Counter = LRUCache<string, Counted>;

/** With `max` the cache would make room for all of them at the start, and a start would wait for that. */
function cacheOf<Value extends object | true>(ttl: number): LRUCache<string, Value> {
  return new LRUCache({ maxSize: MAX_COUNTED, sizeCalculation: () => 1, ttl });
}

function count(counter: Counter, key: string): void {
  const counted = counter.get(key);
  if (counted) counted.count += 1;
  else counter.set(key, { count: 1 });
}

function waitFor(counter: Counter, key: string, max: number): number {
  const counted = counter.get(key);
  if (!counted || counted.count < max) return 0;
  return Math.max(1, Math.ceil(counter.getRemainingTTL(key) / 1000));
}
