import { ConnectionPool, type PoolOptions } from './connection-pool.ts';

/** What a schema's server can do now. */
export type DatabaseHealth = 'ready' | 'read only' | 'not in the primary component' | 'unavailable';

/** Before those who ask whether a process is ready lose patience. */
const ANSWER_WITHIN_MS = 800;
const STATEMENT_TIMEOUT_MS = 2_000;
/** Whoever asks often asks the server no more often than this. */
const REMEMBERED_MS = 1_000;

/** By SHOW, which every server knows and a node outside the primary component still answers. */
const SHOW_ROLE =
  "SHOW GLOBAL VARIABLES WHERE Variable_name IN ('read_only', 'super_read_only', 'innodb_read_only', 'wsrep_on')";
const SHOW_MEMBERSHIP = "SHOW GLOBAL STATUS WHERE Variable_name = 'wsrep_ready'";

/** Asks a server about itself over a connection of its own, so that a pool that is only busy is not taken for a dead server. */
export class DatabaseProbe {
  readonly #pool: ConnectionPool;
  #asking: Promise<DatabaseHealth> | null = null;
  #last: { health: DatabaseHealth; at: number } | null = null;

  constructor({ url, ca = null }: Pick<PoolOptions, 'url' | 'ca'>) {
    const statementTimeoutMs = STATEMENT_TIMEOUT_MS;
    this.#pool = new ConnectionPool({
      url,
      ca,
      poolSize: 1,
      statementTimeoutMs,
      acquireTimeoutMs: statementTimeoutMs,
    });
  }

  /** What the server said within the last second, or says now; `unavailable` when it says nothing in time. */
  async ask(): Promise<DatabaseHealth> {
    if (this.#last && performance.now() - this.#last.at < REMEMBERED_MS) return this.#last.health;
    // One question at a time: it ends within its own deadlines, and is answered to all who ask meanwhile.
    this.#asking ??= this.#find().finally(() => {
      this.#asking = null;
    });
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<DatabaseHealth>((resolve) => {
      timer = setTimeout(() => resolve('unavailable'), ANSWER_WITHIN_MS);
    });
    return await Promise.race([this.#asking, late]).finally(() => clearTimeout(timer));
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
      const role = new Map(await connection.rows(SHOW_ROLE));
      // A server that is in no cluster may say of itself that it is not part of one.
      const isClustered = role.get('wsrep_on') === 'ON';
      return healthOf(role, isClustered ? new Map(await connection.rows(SHOW_MEMBERSHIP)) : new Map());
    } finally {
      connection.release();
    }
  }
}

/** What a server's own words come to: its variables, and the state of its cluster. */
export function healthOf(
  variables: ReadonlyMap<unknown, unknown>,
  cluster: ReadonlyMap<unknown, unknown>,
): DatabaseHealth {
  if (cluster.get('wsrep_ready') === 'OFF') return 'not in the primary component';
  const readOnly = ['read_only', 'super_read_only', 'innodb_read_only'].some(
    (name) => (variables.get(name) ?? 'OFF') !== 'OFF',
  );
  return readOnly ? 'read only' : 'ready';
}
