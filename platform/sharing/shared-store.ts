import { createHmac } from 'node:crypto';
import { isIP } from 'node:net';
import { setTimeout as after } from 'node:timers/promises';
import type { createClient, RedisClientType } from '@redis/client';
import { deriveKey } from '../process/config/derived-keys.ts';
import type { Log } from '../process/logging/logging.ts';
import { type Script, script } from './script.ts';

/** What is shared, for metrics and keys. */
export const PURPOSES = ['requests', 'cost', 'logins', 'documents', 'revoked', 'writes'] as const;
export type Purpose = (typeof PURPOSES)[number];

export interface SharedStoreOptions {
  /** `redis://` or `rediss://`, with user and password where they are needed. */
  url: string;
  /** Certificates of authorities, PEM; null takes those of the system. */
  ca: string | null;
  /** How long an answer is waited for, milliseconds. */
  timeoutMs: number;
  /** Of all processes that share: names in keys are digests with a key of it. */
  secret: string;
  /** Another one that some of them have in its place, while the secret is changed. */
  secretAlso?: string | null;
  log: Log;
}

/** How often the store was asked, and what came of it. */
export interface StoreTotals {
  answered: number;
  /** No answer in time, or an error in its place. */
  failed: number;
  /** Not even asked, because the store was down. */
  left: number;
}

const PREFIX = 'customer-graph';
const CONNECT_TIMEOUT_MS = 1_000;
const LONGEST_RECONNECT_MS = 1_000;
/** A connection on which nothing comes for so long is given up: something is asked each second. */
const SILENCE_MS = 5_000;
/** One answer that is late may be a pause of this process. */
const FAILURES_UNTIL_DOWN = 3;
const FIRST_PAUSE_MS = 500;
/** Of a store that comes and goes. */
const LONGEST_PAUSE_MS = 8_000;
const STEADY_MS = 30_000;
const MAX_WAITING = 10_000;
/** A start does not wait for a pause. */
const QUICK_TRIES = 40;
const QUICK_PAUSE_MS = 25;
/** How long a start waits for it. */
const START_WAIT_MS = 1_000;
/** A store that takes no writes, such as a replica or one that is full, is of no use. */
const PROBE = script("return redis.call('SET', KEYS[1], '1', 'PX', 1000)");

/**
 * What several processes know together, in Redis. An answer that does not come in time is `null`, and then each process
 * goes by what it knows itself: nobody waits longer, nothing is refused and nothing is let in for it. While the store is
 * down nobody waits at all, and it is tried again by itself.
 */
export class SharedStore implements AsyncDisposable {
  readonly #client: RedisClientType<Record<string, never>, Record<string, never>, Record<string, never>, 2>;
  readonly #options: SharedStoreOptions;
  readonly #key: Uint8Array;
  readonly #keyAlso: Uint8Array | null;
  readonly #closing = new AbortController();
  #isUp = false;
  #upSince = 0;
  #pauseMs = FIRST_PAUSE_MS;
  #failures = 0;
  #problem = 'no connection';
  #probing: Promise<void> | null = null;
  readonly #totals = Object.fromEntries(
    PURPOSES.map((purpose) => [purpose, { answered: 0, failed: 0, left: 0 }]),
  ) as Record<Purpose, StoreTotals>; // Of each purpose.

  private constructor(options: SharedStoreOptions, create: typeof createClient) {
    this.#options = options;
    this.#key = deriveKey(options.secret, 'shared-state');
    this.#keyAlso = options.secretAlso == null ? null : deriveKey(options.secretAlso, 'shared-state');
    this.#client = create({
      url: options.url,
      RESP: 2,
      socket: socketOptions(options),
      disableOfflineQueue: true,
      commandsQueueMaxLength: MAX_WAITING,
      maintNotifications: 'disabled',
      disableClientInfo: true,
    });
    this.#client.on('error', (error: unknown) => this.#goDown(error));
  }

  /** Connects, and waits for a second at most until it answers. */
  static async open(options: SharedStoreOptions): Promise<SharedStore> {
    // Half a thousand modules, which a process without a store has no use for.
    const redis = await import('@redis/client');
    const store = new SharedStore(options, redis.createClient);
    // It connects again and again, and says by `error` what is wrong.
    store.#client.connect().catch((error: unknown) => store.#goDown(error));
    store.#probing = store.#probe();
    const closing = { signal: store.#closing.signal };
    await Promise.race([store.#probing, after(START_WAIT_MS, undefined, closing).catch(() => undefined)]);
    if (!store.#isUp) store.#logDown();
    return store;
  }

  get isUp(): boolean {
    return this.#isUp;
  }

  /** Why it is not up, in a word that tells no secret. */
  get problem(): string {
    return this.#problem;
  }

  get totals(): Readonly<Record<Purpose, StoreTotals>> {
    return this.#totals;
  }

  /** The digest of a name, for a key or a value in the store: nobody reads the name from it. */
  digest(purpose: Purpose, text: string): string {
    return digestWith(this.#key, purpose, text);
  }

  /** That digest, and that of processes with the other secret: what says of a name that it is in the store. */
  digests(purpose: Purpose, text: string): readonly string[] {
    const own = this.digest(purpose, text);
    return this.#keyAlso === null ? [own] : [own, digestWith(this.#keyAlso, purpose, text)];
  }

  /** What a script answers; null when there is no answer in time. */
  async run(
    purpose: Purpose,
    what: Script,
    { keys, values = [] }: { keys: readonly string[]; values?: readonly (string | number)[] },
  ): Promise<unknown> {
    const totals = this.#totals[purpose];
    if (!this.#isUp) {
      totals.left += 1;
      return null;
    }
    const given = {
      keys: keys.map((key) => `${PREFIX}:${purpose}:${key}`),
      arguments: values.map(String),
    };
    try {
      const answer = await this.#inTime(this.#send(what, given));
      totals.answered += 1;
      this.#failures = 0;
      return answer;
    } catch (error) {
      totals.failed += 1;
      this.#failures += 1;
      if (this.#failures >= FAILURES_UNTIL_DOWN) this.#goDown(error);
      return null;
    }
  }

  async #send({ source, sha1 }: Script, given: { keys: string[]; arguments: string[] }): Promise<unknown> {
    try {
      return await this.#client.evalSha(sha1, given);
    } catch (error) {
      if (!(error instanceof Error && error.message.startsWith('NOSCRIPT'))) throw error;
      return await this.#client.eval(source, given);
    }
  }

  #inTime<Result>(promise: Promise<Result>): Promise<Result> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        // After what has come meanwhile was read: this process itself may have been late.
        setImmediate(() => reject(Object.assign(new Error('no answer in time'), { code: 'ETIMEDOUT' })));
      }, this.#options.timeoutMs);
      promise.then(resolve, reject).finally(() => clearTimeout(timer));
    });
  }

  #goDown(error: unknown): void {
    this.#problem = wordOf(error);
    if (!this.#isUp || this.#closing.signal.aborted) return;
    this.#isUp = false;
    this.#failures = 0;
    const wasSteady = performance.now() - this.#upSince > STEADY_MS;
    this.#pauseMs = wasSteady ? FIRST_PAUSE_MS : Math.min(LONGEST_PAUSE_MS, 2 * this.#pauseMs);
    this.#logDown();
    this.#probing = this.#probe();
  }

  #logDown(): void {
    this.#options.log.warn(
      { problem: this.#problem },
      'Redis does not answer: until it does, this process goes by its own limits and by the users it knows to be revoked',
    );
  }

  /** Tries until it is up. */
  async #probe(): Promise<void> {
    const given = { keys: [`${PREFIX}:probe`], arguments: [] };
    for (let tries = 0; !this.#closing.signal.aborted; tries += 1) {
      if (this.#client.isReady) {
        try {
          await this.#inTime(this.#send(PROBE, given));
          this.#isUp = true;
          this.#upSince = performance.now();
          this.#options.log.info('Redis answers: limits and revoked users are shared');
          return;
        } catch (error) {
          this.#problem = wordOf(error);
        }
      }
      const pause = this.#upSince === 0 && tries < QUICK_TRIES ? QUICK_PAUSE_MS : this.#pauseMs;
      await after(pause, undefined, { signal: this.#closing.signal, ref: false }).catch(() => undefined);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#closing.abort();
    this.#isUp = false;
    this.#client.destroy();
    await this.#probing;
  }
}

/** 132 bits of it. */
const DIGEST_LENGTH = 22;

function digestWith(key: Uint8Array, purpose: Purpose, text: string): string {
  return createHmac('sha256', key).update(`${purpose}\0${text}`).digest('base64url').slice(0, DIGEST_LENGTH);
}

function socketOptions({ url, ca }: SharedStoreOptions) {
  const { protocol, hostname } = new URL(url);
  const common = {
    connectTimeout: CONNECT_TIMEOUT_MS,
    socketTimeout: SILENCE_MS,
    reconnectStrategy: (retries: number) =>
      Math.min(LONGEST_RECONNECT_MS, 50 * 2 ** Math.min(retries, 10)) * (0.5 + Math.random() / 2),
  };
  if (protocol !== 'rediss:') return common;
  const name = isIP(hostname.replace(/^\[|\]$/g, '')) ? {} : { servername: hostname };
  return { ...common, ...name, tls: true as const, ...(ca === null ? {} : { ca }) };
}

/** `ECONNREFUSED`, `WRONGPASS` and the like: the first word of what Redis says, and never what it quotes. */
function wordOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  if ('code' in error && typeof error.code === 'string') return error.code;
  return /^[A-Z]{2,20}\b/.exec(error.message)?.[0] ?? error.name;
}
