import type { ConnectionPool } from '../connections/connection-pool.ts';
import type { DatabaseHealth } from '../connections/database-health.ts';
import { DatabaseProbe, inTime, REMEMBERED_MS } from './database-probe.ts';

/** A process that only reads hears nothing of a switch, and must not go on with the former primary for long. */
const LOOK_EVERY_MS = 1_000;

/** Asks several servers which of them takes writes, every second, and has the pool use that one. */
export class PrimaryWatch {
  readonly #pool: ConnectionPool;
  readonly #probes: readonly DatabaseProbe[];
  readonly #timer: NodeJS.Timeout;
  #looking: Promise<DatabaseHealth> | null = null;
  #last: { health: DatabaseHealth; ofAddress: number; at: number } | null = null;

  constructor(pool: ConnectionPool, ca: string | null) {
    this.#pool = pool;
    this.#probes = pool.addresses.map((url) => new DatabaseProbe({ url, ca, rememberedMs: 0 }));
    this.#timer = setInterval(() => void this.#look(), LOOK_EVERY_MS).unref();
  }

  /** What the server in use said within the last second, or says now. */
  async ask(): Promise<DatabaseHealth> {
    const last = this.#last;
    if (last?.ofAddress === this.#pool.at && performance.now() - last.at < REMEMBERED_MS) return last.health;
    return await inTime(this.#look());
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    await Promise.all(this.#probes.map((probe) => probe.close()));
    await this.#looking;
  }

  /** One look at a time; it ends, as every probe does. */
  #look(): Promise<DatabaseHealth> {
    this.#looking ??= this.#find().finally(() => {
      this.#looking = null;
    });
    return this.#looking;
  }

  async #find(): Promise<DatabaseHealth> {
    const used = this.#pool.at;
    const own = await this.#ask(used);
    // Without another one that takes writes the pool stays where it is: reads go on as with one server.
    const primary = own === 'ready' ? used : await this.#otherThan(used);
    // Somebody who was to write may have found the primary meanwhile.
    if (primary !== null && this.#pool.at === used) this.#pool.leadTo(primary);
    const health = primary === null ? own : 'ready';
    this.#last = { health, ofAddress: primary ?? used, at: performance.now() };
    return health;
  }

  /** Which other server takes writes; null for none. */
  async #otherThan(used: number): Promise<number | null> {
    const healths = await Promise.all(this.#probes.map((_probe, at) => (at === used ? null : this.#ask(at))));
    const at = healths.indexOf('ready');
    return at === -1 ? null : at;
  }

  #ask(at: number): Promise<DatabaseHealth> {
    return this.#probes[at]?.ask() ?? Promise.resolve('unavailable');
  }
}
