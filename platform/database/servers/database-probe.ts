import { settledWithin } from '../../process/deadlines/settled-within.ts';
import { ConnectionPool } from '../connections/connection-pool.ts';
import { askHealth, type DatabaseHealth } from '../connections/database-health.ts';
import type { PoolOptions } from '../connections/pool-options.ts';

/** Before those who ask whether a process is ready lose patience. */
const ANSWER_WITHIN_MS = 800;
const STATEMENT_TIMEOUT_MS = 2_000;
/** Whoever asks often asks a server no more often than this. */
export const REMEMBERED_MS = 1_000;

export interface ProbeOptions extends Pick<PoolOptions, 'ca'> {
  /** Of one host. */
  url: string;
  /** How long an answer is given again, milliseconds; by default a second. */
  rememberedMs?: number;
}

/** Asks a server about itself over a connection of its own, so that a pool that is only busy is not taken for a dead server. */
export class DatabaseProbe {
  readonly #pool: ConnectionPool;
  readonly #rememberedMs: number;
  #asking: Promise<DatabaseHealth> | null = null;
  #last: { health: DatabaseHealth; at: number } | null = null;

  constructor({ url, ca = null, rememberedMs = REMEMBERED_MS }: ProbeOptions) {
    const statementTimeoutMs = STATEMENT_TIMEOUT_MS;
    this.#rememberedMs = rememberedMs;
    this.#pool = new ConnectionPool({
      url,
      ca,
      poolSize: 1,
      statementTimeoutMs,
      acquireTimeoutMs: statementTimeoutMs,
    });
  }

  /** What the server said a moment ago, or says now; `unavailable` when it says nothing in time. */
  async ask(): Promise<DatabaseHealth> {
    if (this.#last && performance.now() - this.#last.at < this.#rememberedMs) return this.#last.health;
    // One question at a time: it ends within its own deadlines, and is answered to all who ask meanwhile.
    this.#asking ??= this.#find().finally(() => {
      this.#asking = null;
    });
    return await inTime(this.#asking);
  }

  async close(): Promise<void> {
    this.#pool.destroy();
    await this.#pool.close();
  }

  async #find(): Promise<DatabaseHealth> {
    // Whatever is wrong, it cannot be used: that is the answer.
    const health = await this.#question().catch((): DatabaseHealth => 'unavailable');
    this.#last = { health, at: performance.now() };
    // The next question goes to whichever server a new connection leads to then.
    if (health !== 'ready') this.#pool.distrust();
    return health;
  }

  async #question(): Promise<DatabaseHealth> {
    const connection = await this.#pool.connection();
    try {
      return await askHealth(connection);
    } finally {
      connection.release();
    }
  }
}

/** The answer, or `unavailable` when it takes too long. */
export async function inTime(answer: Promise<DatabaseHealth>): Promise<DatabaseHealth> {
  return await settledWithin(ANSWER_WITHIN_MS, answer, 'unavailable');
}
