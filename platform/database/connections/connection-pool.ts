import { createPool, type Pool, type PoolConnection, setMaxParserCache } from 'mysql2';
import { DeadlineExceeded } from '../../errors/client-errors.ts';
import { isNoPrimary, isTimeout, isUnanswered, isUnreachable } from '../../errors/database-failures.ts';
import { databaseAddresses } from '../../process/config/database-addresses.ts';
import type { Deadline } from '../../process/deadlines/deadline.ts';
import { AddressInUse, addressOf } from './address-in-use.ts';
import { addressOptions, SESSION_OPTIONS, sessionStatements } from './connection-options.ts';
import type { PoolOptions } from './pool-options.ts';
import { ConnectionError, PooledConnection } from './pooled-connection.ts';
import { MAX_PREPARED_STATEMENTS } from './prepared-texts.ts';
import { StatementInterrupter } from './statement-interrupter.ts';

const STATEMENT_TIMEOUT_MS = 8_000;
const ACQUIRE_TIMEOUT_MS = 3_000;
/** After a switch of the primary by DNS or a proxy, nothing talks to the former one for longer. */
const MAX_AGE_MS = 5 * 60_000;
/** The system then asks a silent peer every few seconds whether it is still there. */
const KEEP_ALIVE_AFTER_MS = 10_000;
/** Of a process, each for the columns of some statement; mysql2 keeps room for all of them from the start, by default for 15 000. */
const MAX_ROW_PARSERS = 1_000;
/** Requests waiting for a connection beyond this fail at once instead of piling up. */
const MAX_WAITING = 2_000;
/** A server that does not answer is not waited for: it ends statements by itself later. */
const FOR_INTERRUPTIONS = { poolSize: 1, statementTimeoutMs: 2_000, acquireTimeoutMs: 2_000 };

/** Connections to one schema. Every wait for one has an end. */
export class ConnectionPool {
  /** How long one statement may take, milliseconds. */
  readonly statementTimeoutMs: number;
  /** Whether transactions leave commit markers. */
  readonly leavesTraces: boolean;
  /** A URL of each server. */
  readonly addresses: readonly string[];
  /** The name of the schema. */
  readonly schema: string;
  readonly #raw: Pool;
  readonly #connections = new Map<PoolConnection, PooledConnection>();
  readonly #inUse: AddressInUse;
  readonly #acquireTimeoutMs: number;
  readonly #connectTimeoutMs: number;
  /** One for each address. */
  readonly #interrupters: readonly StatementInterrupter[];
  /**
   * Goes up when a connection turns out to be lost, or to lead to a server that takes no writes: those that were opened
   * before probably are too, and are not used again.
   */
  #generation = 0;
  #waiting = 0;
  #isThere = false;
  #closed = false;

  constructor(options: PoolOptions) {
    const { statementTimeoutMs = STATEMENT_TIMEOUT_MS, acquireTimeoutMs = ACQUIRE_TIMEOUT_MS } = options;
    const { maxAgeMs = MAX_AGE_MS, ca = null } = options;
    const addresses = databaseAddresses(options.url);
    this.addresses = addresses;
    this.schema = URL.canParse(addresses[0]) ? new URL(addresses[0]).pathname.slice(1) : '';
    // All of them now: one that is wrong is to be heard of at the start, and not when it is needed.
    const each = addresses.map((address) => addressOptions(address, ca));
    this.statementTimeoutMs = statementTimeoutMs;
    this.leavesTraces = options.leavesTraces ?? false;
    this.#acquireTimeoutMs = acquireTimeoutMs;
    // Whoever waits for a connection gets to every address, also past silent ones.
    this.#connectTimeoutMs =
      addresses.length === 1 ? acquireTimeoutMs : acquireTimeoutMs / (addresses.length + 1);
    this.#interrupters = addresses.map(
      (url) => new StatementInterrupter(() => new ConnectionPool({ ...options, ...FOR_INTERRUPTIONS, url })),
    );
    setMaxParserCache(MAX_ROW_PARSERS);
    this.#raw = createPool({
      ...SESSION_OPTIONS,
      ...addressOptions(addresses[0], ca),
      connectTimeout: this.#connectTimeoutMs,
      enableKeepAlive: true,
      keepAliveInitialDelay: KEEP_ALIVE_AFTER_MS,
      connectionLimit: options.poolSize,
      maxIdle: options.poolSize,
      gracefulEnd: true,
      maxPreparedStatements: MAX_PREPARED_STATEMENTS,
    });
    this.#inUse = new AddressInUse(this.#raw, each);
    this.#raw.on('acquire', () => {
      this.#isThere = true;
    });
    this.#raw.on('connection', (raw) => {
      const connection: PooledConnection = new PooledConnection(raw, {
        statementTimeoutMs,
        maxAgeMs,
        generation: this.#generation,
        address: addressOf(raw),
        onLost: (error) => this.#onLost(connection, error),
      });
      this.#connections.set(raw, connection);
      const forget = () => this.#connections.delete(raw);
      raw.once('error', forget);
      raw.once('end', forget);
      for (const sql of sessionStatements(statementTimeoutMs, maxAgeMs)) {
        // Stores rely on these settings: without them the connection is of no use.
        connection.query(sql).catch(() => connection.destroy());
      }
      connection.learnSession();
    });
  }

  /** Which address is used. */
  get at(): number {
    return this.#inUse.at;
  }

  /** Uses an address that takes writes; connections to others end when their statement, or transaction, is answered. */
  leadTo(at: number): void {
    this.#inUse.pointTo(at);
    for (const connection of this.#connections.values()) {
      if (connection.address === at) this.#inUse.notePrimary(connection);
      else connection.expire();
    }
  }

  #onLost(connection: PooledConnection, error: unknown): void {
    // Of those that were opened since then nothing is known.
    if (connection.generation !== this.#generation) return;
    // That it takes no writes is known.
    if (isNoPrimary(error) && connection.address === this.#inUse.readOnlyAt) return;
    this.distrust();
    if (isNoPrimary(error)) this.#inUse.moveOn(connection.address);
  }

  /**
   * Calls back with a connection, which is to be released, or with what stands in the way.
   *
   * @param deadline until when somebody waits for it
   */
  checkOut(
    taken: (error: Error | null, connection?: PooledConnection) => void,
    deadline: Deadline | null = null,
  ): void {
    if (this.#closed || this.#waiting >= MAX_WAITING) {
      taken(new ConnectionError(this.#closed ? 'POOL_CLOSED' : 'POOL_QUEUE_FULL'));
      return;
    }
    const inUse = this.#inUse;
    let timer: NodeJS.Timeout | null = null;
    let late = false;
    let at = inUse.at;
    /** Of several addresses: why those that were tried are of no use. */
    let tried: Map<number, 'read only' | Error> | null = null;
    const ask = () => {
      at = inUse.at;
      this.#isThere = false;
      this.#raw.getConnection(take);
      // The pool has said so by now. A connection that is there, as nearly always, needs no timer; one that is being
      // opened does, as well as one that others use.
      if (!this.#isThere) wait();
    };
    const wait = () => {
      if (timer) return;
      this.#waiting += 1;
      const timeLeft = deadline?.timeLeft ?? Number.POSITIVE_INFINITY;
      timer = setTimeout(
        () =>
          giveUp(
            timeLeft < this.#acquireTimeoutMs ? new DeadlineExceeded() : new ConnectionError('POOL_TIMEOUT'),
          ),
        Math.min(this.#acquireTimeoutMs, timeLeft),
      );
      deadline?.onCancel(leave);
    };
    const stopWaiting = () => {
      if (!timer) return;
      this.#waiting -= 1;
      clearTimeout(timer);
      deadline?.offCancel(leave);
    };
    const giveUp = (error: Error) => {
      late = true;
      stopWaiting();
      taken(error);
    };
    const leave = () => giveUp(new DeadlineExceeded());
    /** Goes on with an address that was not tried. */
    const askNext = (from: number, why: 'read only' | Error) => {
      // Also when nobody waits here any more: whoever comes next is not to wait for the same.
      inUse.moveOn(from);
      if (late) return;
      tried ??= new Map();
      tried.set(from, why);
      if (tried.size < this.addresses.length) {
        while (inUse.readOnlyAt === null && tried.has(inUse.at)) inUse.moveOn(inUse.at);
        return ask();
      }
      for (const reason of tried.values()) {
        if (reason instanceof Error) return give(reason);
      }
      // Every one has said so: reads go on with the one that was used before, which has whatever was written.
      const [before = 0] = tried.keys();
      if (inUse.readOnlyAt === null) inUse.readFrom(before);
      ask();
    };
    const give = (error: Error | null, connection?: PooledConnection) => {
      stopWaiting();
      // To the driver a closed pool is an error without a code.
      if (this.#closed) taken(new ConnectionError('POOL_CLOSED'));
      else if (connection) taken(null, connection);
      else taken(notSent(error));
    };
    const take = (error: Error | null, raw?: PoolConnection) => {
      if (error && !inUse.isOnly && !this.#closed && isUnreachable(error)) return askNext(at, error);
      const connection = raw && this.#connections.get(raw);
      if (connection) return offer(connection);
      if (!late) give(error);
    };
    const offer = (connection: PooledConnection) => {
      if (late) return connection.release();
      if (this.#closed) {
        connection.destroy();
        return give(null);
      }
      if (!this.#isGood(connection)) {
        connection.retire();
        return ask();
      }
      if (inUse.accepts(connection)) return give(null, connection);
      wait();
      void inUse.whyNotPrimary(connection, this.#connectTimeoutMs).then((why) => {
        if (why === null || this.#closed) return offer(connection);
        if (why === 'read only') {
          // While it was asked, every other one may have said so too.
          if (inUse.accepts(connection)) return offer(connection);
          connection.retire();
        }
        askNext(connection.address, why);
      });
    };
    ask();
  }

  /** The same as a promise. */
  connection(): Promise<PooledConnection> {
    return new Promise((resolve, reject) => {
      this.checkOut((error, connection) => (connection ? resolve(connection) : reject(error)));
    });
  }

  /** For knex: connections as the driver has them. */
  getConnection(taken: (error: Error | null, raw?: PoolConnection) => void): void {
    this.checkOut((error, connection) => taken(error, connection?.raw));
  }

  /** Ends what the server does on a connection; resolves when that can hit no later statement. */
  async interrupt(connection: PooledConnection): Promise<void> {
    await this.#interrupters[connection.address]?.interrupt(connection);
  }

  /** Ends every connection that is open now, once nobody uses it. */
  distrust(): void {
    this.#generation += 1;
    this.#inUse.readOnlyAt = null;
  }

  /** Ends every connection once its statements are answered. */
  async close(): Promise<void> {
    this.#closed = true;
    // A connection that is lost by now needs no farewell.
    await this.#raw
      .promise()
      .end()
      .catch(() => undefined);
    // Last: a statement that nobody waits for any more is ended meanwhile.
    await Promise.all(this.#interrupters.map((interrupter) => interrupter.close()));
  }

  /** Ends every connection now; statements under way fail. */
  destroy(): void {
    this.#closed = true;
    for (const interrupter of this.#interrupters) interrupter.destroy();
    for (const connection of this.#connections.values()) connection.destroy();
  }

  #isGood(connection: PooledConnection): boolean {
    return connection.isUsable && connection.generation === this.#generation;
  }
}

/** The error for who got no connection: one that leaves open what became of a statement would say too much. */
function notSent(error: Error | null): Error {
  if (error && !isUnanswered(error)) return error;
  return new ConnectionError(isTimeout(error) ? 'POOL_TIMEOUT' : 'NOT_CONNECTED', error);
}
