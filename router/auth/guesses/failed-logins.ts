import { createHmac, randomBytes } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { SharedCount } from '../../../platform/sharing/shared-counts.ts';
import type { SharedStore } from '../../../platform/sharing/shared-store.ts';
import type { Guesser } from '../hashes/hashing-queue.ts';
import { addressBlock } from './address-block.ts';
import { SharedLogins } from './shared-logins.ts';

const WINDOW_MS = 60_000;
const MAX_OF_ADDRESS = 30;
/** From all addresses: far more than a person mistypes, and far less than what finds a password. */
const MAX_OF_USER = 60;
/** Of a user at an address from which the user has logged in, where neither of the others holds. */
const MAX_OF_TRUSTED = 10;
const MAX_COUNTED = 50_000;
/** How long a user is not held up by other guessers at an address from which the user has logged in. */
const TRUSTED_MS = 24 * 60 * 60_000;
/** How long nothing is looked up of who has just been found to have logged in from there. */
const CONFIRMED_MS = 60 * 60_000;
const MAX_CONFIRMED = 10_000;

/** Credentials that are being checked, counted as wrong until it is known what they are. */
export interface Attempt {
  end(): void;
}

/**
 * Counts wrong credentials by client address and by user name, so that guessing is slow however many addresses it has, and
 * with a shared store however many routers there are. All that is decided is decided by what this process knows; of who
 * logs in it learns first what the others know.
 */
export class FailedLogins {
  readonly #key = randomBytes(32);
  readonly #ofAddress = cacheOf<Counted>(WINDOW_MS);
  readonly #ofUser = cacheOf<Counted>(WINDOW_MS);
  /** Wrong credentials of users at the addresses from which they have logged in. */
  readonly #ofTrusted = cacheOf<Counted>(WINDOW_MS);
  /** Addresses by user from which the user has logged in. */
  readonly #trusted = cacheOf<true>(TRUSTED_MS);
  /** Trusted addresses with their users, as requests have them: what is looked up for each request of who is logged in. */
  readonly #confirmedLately = cacheOf<true>(CONFIRMED_MS, MAX_CONFIRMED);

  readonly #shared: SharedLogins | null;

  constructor(store: SharedStore | null = null) {
    this.#shared = store && new SharedLogins(store, { windowMs: WINDOW_MS, trustedMs: TRUSTED_MS });
  }

  /** Learns what other routers know of who wants to log in. Does not throw, and takes no time where there are none. */
  async learn(address: string, user: string): Promise<void> {
    const block = addressBlock(address);
    const known = await this.#shared?.look({ block, user });
    if (!known) return;
    const pair = this.#pair(block, user);
    takeOver(this.#ofAddress, block, known.ofAddress);
    takeOver(this.#ofUser, this.#nameOf(user), known.ofUser);
    takeOver(this.#ofTrusted, pair, known.ofTrusted);
    if (known.trusted && !this.#trusted.has(pair)) this.#trusted.set(pair, true);
  }

  /** Seconds until this address may try this user again; 0 when it may now. */
  waitSeconds(address: string, user: string): number {
    const block = addressBlock(address);
    const pair = this.#pair(block, user);
    if (this.#trusted.has(pair)) return waitFor(this.#ofTrusted, pair, MAX_OF_TRUSTED);
    const ofAddress = waitFor(this.#ofAddress, block, MAX_OF_ADDRESS);
    return ofAddress > 0 ? ofAddress : waitFor(this.#ofUser, this.#nameOf(user), MAX_OF_USER);
  }

  /**
   * Whether somebody with right credentials, who has logged in lately, goes on without another check: from an address that
   * is trusted, which this one becomes, or as long as those who do not know them may try.
   */
  staysIn(address: string, user: string): boolean {
    const who = `${address} ${user}`;
    if (this.#confirmedLately.has(who)) return true;
    const isTrusted = this.#trusted.has(this.#pair(addressBlock(address), user));
    if (!isTrusted && this.waitSeconds(address, user) > 0) return false;
    this.succeeded(address, user);
    this.#confirmedLately.set(who, true);
    return true;
  }

  /**
   * Counts credentials while they are checked, by the hashes that they cost, where there were wrong ones before: many at once
   * are then no more than one after the other, and a crowd behind one address that makes no mistake waits for nobody.
   */
  begin(address: string, user: string, hashes = 1): Attempt {
    const block = addressBlock(address);
    const pair = this.#pair(block, user);
    const counted = [entryOf(this.#ofAddress, block), entryOf(this.#ofUser, this.#nameOf(user))];
    if (this.#trusted.has(pair)) counted.push(entryOf(this.#ofTrusted, pair));
    for (const one of counted) one.pending += hashes;
    return {
      end() {
        for (const one of counted.splice(0)) one.pending -= hashes;
      },
    };
  }

  /**
   * How the queue is to take this user at this address. Who has logged in from there counts apart from all others there,
   * and goes before any newcomer, of whom a guesser with many addresses can be any number.
   */
  guesser(address: string, user: string): Guesser {
    const block = addressBlock(address);
    const pair = this.#pair(block, user);
    return this.#trusted.has(pair)
      ? { block: pair, failures: countOf(this.#ofTrusted, pair) - MAX_OF_TRUSTED }
      : { block, failures: countOf(this.#ofAddress, block) };
  }

  /** Counts wrong credentials by the hashes that they cost: accents and a former password make several of one. */
  failed(address: string, user: string, hashes = 1): void {
    const block = addressBlock(address);
    const pair = this.#pair(block, user);
    count(this.#ofAddress, block, hashes);
    count(this.#ofUser, this.#nameOf(user), hashes);
    if (this.#trusted.has(pair)) count(this.#ofTrusted, pair, hashes);
  }

  /** Counts wrong credentials where other routers see it too. Does not throw. */
  async tellOfFailure(address: string, user: string, hashes = 1): Promise<void> {
    const block = addressBlock(address);
    const isTrusted = this.#trusted.has(this.#pair(block, user));
    await this.#shared?.failed({ block, user }, { hashes, isTrusted });
  }

  succeeded(address: string, user: string): void {
    const block = addressBlock(address);
    this.#trusted.set(this.#pair(block, user), true);
    // Nobody waits for it, and it does not throw.
    void this.#shared?.succeeded({ block, user });
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
  /** Of attempts without a result. */
  pending: number;
}

type Counter = LRUCache<string, Counted>;

/** With `max` the cache would make room for all of them at the start, and a start would wait for that. */
function cacheOf<Value extends object | true>(ttl: number, most = MAX_COUNTED): LRUCache<string, Value> {
  return new LRUCache({ maxSize: most, sizeCalculation: () => 1, ttl });
}

function entryOf(counter: Counter, key: string): Counted {
  const known = counter.get(key);
  if (known) return known;
  const counted = { count: 0, pending: 0 };
  counter.set(key, counted);
  return counted;
}

function count(counter: Counter, key: string, by: number): void {
  const counted = entryOf(counter, key);
  // The minute begins with the first wrong one.
  if (counted.count === 0) counter.set(key, counted);
  counted.count += by;
}

/** What was counted by several, when that is more than is known here. */
function takeOver(counter: Counter, key: string, { count: shared, endsInMs }: SharedCount): void {
  const counted = entryOf(counter, key);
  if (shared <= counted.count || endsInMs <= 0) return;
  counted.count = shared;
  counter.set(key, counted, { ttl: endsInMs });
}

function countOf(counter: Counter, key: string): number {
  return counter.get(key)?.count ?? 0;
}

function waitFor(counter: Counter, key: string, max: number): number {
  const counted = counter.get(key);
  if (!counted || counted.count === 0) return 0;
  if (counted.count >= max) return Math.max(1, Math.ceil(counter.getRemainingTTL(key) / 1000));
  return counted.count + counted.pending >= max ? 1 : 0;
}
