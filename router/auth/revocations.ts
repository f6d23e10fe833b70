import { LRUCache } from 'lru-cache';
import type { Log } from '../../platform/process/logging.ts';
import { script } from '../../platform/sharing/script.ts';
import type { SharedStore } from '../../platform/sharing/shared-store.ts';

/** So soon a user who was revoked is out, at every router. */
const POLL_MS = 1_000;
const MAX_REMEMBERED = 10_000;
/** Who is revoked: digests of names, each with the moment until when. */
const KEY = 'users';
export const MAX_REVOKED = 10_000;
const DAY_MS = 24 * 60 * 60_000;

const NOW = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)`;

const READ = script(`${NOW}
return redis.call('ZRANGEBYSCORE', KEYS[1], now, '+inf')`);

/** The key lasts as long as the longest of them. */
const REVOKE = script(`${NOW}
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now)
if not redis.call('ZSCORE', KEYS[1], ARGV[1]) and redis.call('ZCARD', KEYS[1]) >= tonumber(ARGV[3]) then return 0 end
redis.call('ZADD', KEYS[1], now + ARGV[2], ARGV[1])
local last = redis.call('ZRANGE', KEYS[1], -1, -1, 'WITHSCORES')
redis.call('PEXPIREAT', KEYS[1], string.format('%.0f', last[2]))
return 1`);

const RESTORE = script("return redis.call('ZREM', KEYS[1], ARGV[1])");

/** Follows who was revoked at whichever router or by whichever command; what it has read last goes on while there is no answer. */
export class Revocations implements AsyncDisposable {
  readonly #store: SharedStore;
  readonly #log: Log;
  readonly #known = new LRUCache<string, string>({ max: MAX_REMEMBERED });
  #digests: ReadonlySet<string> = new Set();
  #timer: NodeJS.Timeout | null = null;
  #reading: Promise<void> = Promise.resolve();

  private constructor(store: SharedStore, log: Log) {
    this.#store = store;
    this.#log = log;
  }

  /** Reads them once, so that a router that starts knows who is out. */
  static async follow(store: SharedStore, log: Log): Promise<Revocations> {
    const revocations = new Revocations(store, log);
    await revocations.#read();
    revocations.#timer = setInterval(() => {
      revocations.#reading = revocations.#read();
    }, POLL_MS).unref();
    return revocations;
  }

  isRevoked(user: string): boolean {
    if (this.#digests.size === 0) return false;
    const digest = this.#known.get(user) ?? digestOf(this.#store, user);
    this.#known.set(user, digest);
    return this.#digests.has(digest);
  }

  async #read(): Promise<void> {
    const found = await revokedDigests(this.#store);
    if (found === null) return;
    const before = this.#digests;
    this.#digests = found;
    const isSame = found.size === before.size && [...found].every((one) => before.has(one));
    if (!isSame) this.#log.info({ revoked: found.size }, 'revoked users changed');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#timer) clearInterval(this.#timer);
    await this.#reading;
  }
}

/** Has every router refuse a user for some days; false when that could not be said to them. */
export async function revoke(store: SharedStore, user: string, days: number): Promise<boolean> {
  const values = [digestOf(store, user), days * DAY_MS, MAX_REVOKED];
  return (await store.run('revoked', REVOKE, { keys: [KEY], values })) === 1;
}

/** Takes a revocation back; false when there was none, null when that could not be said. */
export async function restore(store: SharedStore, user: string): Promise<boolean | null> {
  const answer = await store.run('revoked', RESTORE, { keys: [KEY], values: [digestOf(store, user)] });
  return answer === null ? null : answer === 1;
}

/** Which of some users are revoked; null when nobody says. */
export async function revokedAmong(
  store: SharedStore,
  users: readonly string[],
): Promise<ReadonlySet<string> | null> {
  const digests = await revokedDigests(store);
  return digests && new Set(users.filter((user) => digests.has(digestOf(store, user))));
}

async function revokedDigests(store: SharedStore): Promise<ReadonlySet<string> | null> {
  const answer = await store.run('revoked', READ, { keys: [KEY] });
  return Array.isArray(answer) ? new Set(answer.map(String)) : null;
}

function digestOf(store: SharedStore, user: string): string {
  return store.digest('revoked', user);
}
