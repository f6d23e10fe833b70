import { randomUUID } from 'node:crypto';
import { ConnectionPool } from '../connections/connection-pool.ts';
import type { PoolOptions } from '../connections/pool-options.ts';
import { statementResult } from '../statements/statement-results.ts';
import type { Statements } from '../statements/statements.ts';

export interface ReplicaOptions {
  /** `mysql://user:password@host:port/schema`, each of one server. */
  urls: readonly string[];
  /** How old what a replica says may be, milliseconds. */
  maxLagMs: number;
}

/** Looks taken within the time that a replica may lag, so that one that keeps up is never passed over. */
const LOOKS_PER_LAG = 4;
const MIN_LOOK_MS = 100;
const MAX_LOOK_MS = 1_000;
/** A read does not wait for longer for a connection to a replica: the primary is there too. */
const ACQUIRE_TIMEOUT_MS = 300;
/** A replica does not hold up the others for longer. */
const STATEMENT_TIMEOUT_MS = 2_000;

/** A replica's pool, and the primary's. */
export type Ways = readonly [replica: ConnectionPool, primary: ConnectionPool];

/** One server that follows the primary. */
class Replica {
  readonly pool: ConnectionPool;
  /** Where a read goes, and where else when it fails there. */
  readonly ways: Ways;
  /** What was committed before this, by this process's own clock, is there. */
  hasUntil = Number.NEGATIVE_INFINITY;
  readonly #probe: ConnectionPool;
  #isAsking = false;

  constructor(options: PoolOptions, primary: ConnectionPool) {
    this.pool = new ConnectionPool({ ...options, acquireTimeoutMs: ACQUIRE_TIMEOUT_MS });
    this.#probe = new ConnectionPool({ ...options, poolSize: 1, statementTimeoutMs: STATEMENT_TIMEOUT_MS });
    this.ways = [this.pool, primary];
  }

  /** Learns how far it is, from the number of a pulse that it has. */
  async look(pulse: Pulse): Promise<void> {
    if (this.#isAsking) return;
    this.#isAsking = true;
    try {
      this.hasUntil = pulse.writtenAt(await numberAt(this.#probe, pulse.name)) ?? this.hasUntil;
    } catch {
      // It is not asked again before it answers here.
      this.hasUntil = Number.NEGATIVE_INFINITY;
    } finally {
      this.#isAsking = false;
    }
  }

  async close(): Promise<void> {
    this.#probe.destroy();
    await Promise.all([this.pool.close(), this.#probe.close()]);
  }

  destroy(): void {
    this.pool.destroy();
    this.#probe.destroy();
  }
}

/**
 * A row of `transacao` that counts up at the primary. A replica that has a number has all that was committed before it
 * was written: so nobody needs to compare clocks of machines, or the right to ask a server about its replication.
 */
class Pulse {
  readonly name = randomUUID();
  /** When the last numbers were sent, the last one last. */
  readonly #written: number[] = [];
  #number = 0;

  async beat(primary: Statements): Promise<void> {
    // Also when the answer is lost: the number may be there, and is not to stand for a later moment.
    this.#number += 1;
    this.#written.push(performance.now());
    if (this.#written.length > MAX_WRITTEN) this.#written.shift();
    await primary.write(
      `INSERT INTO transacao (conexao, numero, em) VALUES (?, ?, NOW(3))
         ON DUPLICATE KEY UPDATE numero = VALUES(numero), em = VALUES(em)`,
      [this.name, this.#number],
    );
  }

  /** A moment before a number was written; null for one that is forgotten. */
  writtenAt(number: number): number | null {
    return this.#written[number - 1 - (this.#number - this.#written.length)] ?? null;
  }
}

const MAX_WRITTEN = 64;

async function numberAt(pool: ConnectionPool, name: string): Promise<number> {
  const connection = await pool.connection();
  try {
    const rows = await new Promise<unknown>((resolve, reject) =>
      connection.execute('SELECT numero FROM transacao WHERE conexao = ?', [name], (error, result, fields) =>
        error ? reject(error) : resolve(statementResult(result, fields)),
      ),
    );
    // What the statement selects.
    return Number((rows as { numero: string }[])[0]?.numero ?? 0);
  } finally {
    connection.release();
  }
}

/** The replicas of a schema, each of which is asked only while it lags no more than it may. */
export class Replicas {
  readonly #replicas: readonly Replica[];
  readonly #maxLagMs: number;
  readonly #timer: NodeJS.Timeout;
  #next = 0;
  #looking: Promise<void> = Promise.resolve();
  #isBeating = false;

  /** @param pulseDatabase writes to the primary */
  constructor(
    { urls, maxLagMs }: ReplicaOptions,
    pool: PoolOptions,
    primary: ConnectionPool,
    pulseDatabase: Statements,
  ) {
    this.#replicas = urls.map((url) => new Replica({ ...pool, url }, primary));
    this.#maxLagMs = maxLagMs;
    const pulse = new Pulse();
    const look = () => {
      if (this.#isBeating) return;
      this.#isBeating = true;
      this.#looking = this.#look(pulse, pulseDatabase).finally(() => {
        this.#isBeating = false;
      });
    };
    look();
    const everyMs = Math.min(MAX_LOOK_MS, Math.max(MIN_LOOK_MS, maxLagMs / LOOKS_PER_LAG));
    this.#timer = setInterval(look, everyMs).unref();
  }

  /** Where to read what may lag, in the order to try: the next replica that is near enough, then the primary. Null when none is. */
  ways(): Ways | null {
    const oldest = performance.now() - this.#maxLagMs;
    for (let tried = 0; tried < this.#replicas.length; tried += 1) {
      this.#next = (this.#next + 1) % this.#replicas.length;
      const replica = this.#replicas[this.#next];
      if (replica && replica.hasUntil >= oldest) return replica.ways;
    }
    return null;
  }

  /** Passes a replica over, on which a read has failed, until it answers again. */
  passOver(ways: Ways): void {
    const replica = this.#replicas.find((one) => one.ways === ways);
    if (replica) replica.hasUntil = Number.NEGATIVE_INFINITY;
  }

  destroy(): void {
    clearInterval(this.#timer);
    for (const replica of this.#replicas) replica.destroy();
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    await Promise.all(this.#replicas.map((replica) => replica.close()));
    await this.#looking;
  }

  async #look(pulse: Pulse, database: Statements): Promise<void> {
    // While the primary takes no writes there is nothing newer to be found, and no replica is near enough after a while.
    await pulse.beat(database).catch(() => undefined);
    // Not waited for: one that hangs holds up nobody but itself.
    for (const replica of this.#replicas) void replica.look(pulse);
  }
}
