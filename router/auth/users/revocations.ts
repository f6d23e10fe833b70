import { LRUCache } from 'lru-cache';
import type { Log } from '../../../platform/process/logging/logging.ts';
import { script } from '../../../platform/sharing/script.ts';
import type { SharedStore } from '../../../platform/sharing/shared-store.ts';

/** So soon a user who was revoked is out, at every router. */
const POLL_MS = 1_000;
const MAX_REMEMBERED = 10_000;
/**
 * Who is revoked: digests of names, each with the moment until when. Beside them, until as late: who was let in again
 * (`~` and the digest), so that a router that remembers somebody does not take that for lost, and whose digests they are (`=`
 * and a digest that is another one with another secret).
 */
const KEY = 'users';
const LET_IN = '~';
const OWNER = '=';
/** How many users can be revoked at a time. */
export const MAX_REVOKED = 10_000;
const DAY_MS = 24 * 60 * 60_000;

const NOW = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)`;

/** The key lasts as long as the longest of them, and so does whose they are. */
const KEEP = `
local last = redis.call('ZRANGE', KEYS[1], -1, -1, 'WITHSCORES')
if last[2] then
  redis.call('ZADD', KEYS[1], last[2], ARGV[1])
  redis.call('PEXPIREAT', KEYS[1], string.format('%.0f', last[2]))
end`;

const READ = script(`${NOW}
local found = redis.call('ZRANGEBYSCORE', KEYS[1], now, '+inf', 'WITHSCORES')
for at = 2, #found, 2 do found[at] = string.format('%.0f', found[at] - now) end
return found`);

const REVOKE = script(`${NOW}
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now)
if not redis.call('ZSCORE', KEYS[1], ARGV[2]) and redis.call('ZCARD', KEYS[1]) >= tonumber(ARGV[4]) then return 0 end
redis.call('ZADD', KEYS[1], now + ARGV[3], ARGV[2])
redis.call('ZREM', KEYS[1], '${LET_IN}' .. ARGV[2])
${KEEP}
return 1`);

const RESTORE = script(`
local restored = 0
for at = 1, #ARGV do
  local till = redis.call('ZSCORE', KEYS[1], ARGV[at])
  if till then
    redis.call('ZREM', KEYS[1], ARGV[at])
    redis.call('ZADD', KEYS[1], till, '${LET_IN}' .. ARGV[at])
    restored = 1
  end
end
return restored`);

/** Another router, or a command, may have said something of them meanwhile. */
const WRITE_BACK = script(`${NOW}
for at = 2, #ARGV, 2 do
  if not redis.call('ZSCORE', KEYS[1], ARGV[at]) and not redis.call('ZSCORE', KEYS[1], '${LET_IN}' .. ARGV[at]) then
    redis.call('ZADD', KEYS[1], now + ARGV[at + 1], ARGV[at])
  end
end
${KEEP}
return 1`);

/** What lies in Redis. */
interface Found {
  /** Digests of who is revoked, each with for how long from now, in milliseconds. */
  revoked: ReadonlyMap<string, number>;
  letIn: ReadonlySet<string>;
  /** Whether some were revoked with another secret, so that nobody here knows whom they mean. */
  hasOthers: boolean;
}

/**
 * Follows who was revoked at whichever router or by whichever command. What it has read goes on until its time is over: while there is
 * no answer, and also when Redis has lost it, which is then given back to it.
 */
export class Revocations implements AsyncDisposable {
  readonly #store: SharedStore;
  readonly #log: Log;
  /** With `max` the cache would keep room for all of them from the start. */
  readonly #known = new LRUCache<string, readonly string[]>({
    maxSize: MAX_REMEMBERED,
    sizeCalculation: () => 1,
  });
  /** Until when, by this process's own clock. */
  #revoked: ReadonlyMap<string, number> = new Map();
  #hasToldOfLoss = false;
  #hasToldOfOthers = false;
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
    if (this.#revoked.size === 0) return false;
    const digests = this.#known.get(user) ?? digestsOf(this.#store, user);
    this.#known.set(user, digests);
    return digests.some((digest) => (this.#revoked.get(digest) ?? 0) > performance.now());
  }

  async #read(): Promise<void> {
    const found = await readRevoked(this.#store);
    if (found === null) return;
    const now = performance.now();
    const before = this.#revoked;
    const lost = [...before].filter(
      ([digest, until]) => until > now + POLL_MS && !found.revoked.has(digest) && !found.letIn.has(digest),
    );
    const present = [...found.revoked].map(([digest, leftMs]) => [digest, now + leftMs] as const);
    this.#revoked = new Map([...lost, ...present]);
    const isSame =
      this.#revoked.size === before.size && [...this.#revoked.keys()].every((one) => before.has(one));
    if (!isSame) this.#log.info({ revoked: this.#revoked.size }, 'revoked users changed');
    if (lost.length > 0) await this.#writeBack(lost, now);
    else this.#hasToldOfLoss = false;
    if (found.hasOthers && !this.#hasToldOfOthers) {
      this.#hasToldOfOthers = true;
      this.#log.warn(
        'users were revoked with another IDENTITY_SECRET and are not refused: revoke them again, or take them out of the users file',
      );
    }
  }

  async #writeBack(lost: readonly (readonly [string, number])[], now: number): Promise<void> {
    if (!this.#hasToldOfLoss) {
      this.#hasToldOfLoss = true;
      this.#log.warn(
        { revoked: lost.length },
        'Redis has lost revoked users; they stay so, and it is told again',
      );
    }
    const entries = lost.flatMap(([digest, until]) => [digest, Math.round(until - now)]);
    await this.#store.run('revoked', WRITE_BACK, { keys: [KEY], values: [ownerOf(this.#store), ...entries] });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#timer) clearInterval(this.#timer);
    await this.#reading;
  }
}

/** Tells every router to refuse a user for some days. Gives whether they have been told. */
export async function revoke(store: SharedStore, user: string, days: number): Promise<boolean> {
  const values = [ownerOf(store), store.digest('revoked', user), days * DAY_MS, MAX_REVOKED];
  return (await store.run('revoked', REVOKE, { keys: [KEY], values })) === 1;
}

/** Takes a revocation back; false when there was none, null when that could not be said. */
export async function restore(store: SharedStore, user: string): Promise<boolean | null> {
  const answer = await store.run('revoked', RESTORE, { keys: [KEY], values: digestsOf(store, user) });
  return answer === null ? null : answer === 1;
}

/** Which of some users are revoked; null when nobody says. */
export async function revokedAmong(
  store: SharedStore,
  users: readonly string[],
): Promise<ReadonlySet<string> | null> {
  const found = await readRevoked(store);
  return (
    found &&
    new Set(users.filter((user) => digestsOf(store, user).some((digest) => found.revoked.has(digest))))
  );
}

async function readRevoked(store: SharedStore): Promise<Found | null> {
  const answer = await store.run('revoked', READ, { keys: [KEY] });
  if (!Array.isArray(answer)) return null;
  const entries = Array.from(
    { length: answer.length / 2 },
    (_, at) => [String(answer[2 * at]), Number(answer[2 * at + 1])] as const,
  );
  const owners = digestsOf(store, NOBODY);
  const isMark = (name: string) => name.startsWith(LET_IN) || name.startsWith(OWNER);
  return {
    revoked: new Map(entries.filter(([name]) => !isMark(name))),
    letIn: new Set(entries.filter(([name]) => name.startsWith(LET_IN)).map(([name]) => name.slice(1))),
    hasOthers: entries.some(([name]) => name.startsWith(OWNER) && !owners.includes(name.slice(1))),
  };
}

function digestsOf(store: SharedStore, user: string): readonly string[] {
  return store.digests('revoked', user);
}

/** A name has no NUL. */
const NOBODY = '\0';

function ownerOf(store: SharedStore): string {
  return OWNER + store.digest('revoked', NOBODY);
}
