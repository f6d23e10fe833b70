import { isIP } from 'node:net';
import { createPool, type Pool, type PoolConnection } from 'mysql2';
import { DeadlineExceeded } from '../errors/client-errors.ts';
import { databaseFailure, isNoPrimary } from '../errors/database-failures.ts';
import { databaseAddresses } from '../process/database-addresses.ts';
import type { Deadline } from '../process/deadline.ts';
import { StartError } from '../process/start-error.ts';
import { ConnectionError, PooledConnection } from './pooled-connection.ts';
import { MAX_PREPARED_STATEMENTS } from './prepared-texts.ts';
import { StatementInterrupter } from './statement-interrupter.ts';

export interface PoolOptions {
  /**
   * `mysql://user:password@host:port/schema`, on several hosts as `databaseAddresses` has it. One of them is used: the
   * next one when it takes no connections any more, or no writes.
   */
  url: string;
  /** Certificates of authorities, PEM: the server has to show one of theirs, for the host that the URL names. */
  ca?: string | null;
  /** Connections at most. */
  poolSize: number;
  /** How long one statement may take, milliseconds; by default 8 s, which is less than a router waits. */
  statementTimeoutMs?: number;
  /** How long to wait for a connection, milliseconds; by default 3 s. */
  acquireTimeoutMs?: number;
  /** How old a connection becomes, milliseconds; by default 5 min. */
  maxAgeMs?: number;
  /** Whether the schema has the table of `createTransacao`, by which an unanswered COMMIT is found out; by default not. */
  leavesTraces?: boolean;
}

const STATEMENT_TIMEOUT_MS = 8_000;
const ACQUIRE_TIMEOUT_MS = 3_000;
/** After a switch of the primary by DNS or a proxy, nothing talks to the former one for longer. */
const MAX_AGE_MS = 5 * 60_000;
/** The system then asks a silent peer every few seconds whether it is still there. */
const KEEP_ALIVE_AFTER_MS = 10_000;
/** Waiting for another transaction's lock ends before the router gives up on the subgraph: its client hears why. */
const LOCK_WAIT_SECONDS = 5;
/**
 * Servers sort by the first 1024 bytes of a text's weights unless told otherwise, and compare all of them: a page that
 * begins after a long name would leave rows out. A name of 160 characters has at most 16 bytes for each.
 */
const MAX_SORT_KEY_BYTES = 4_096;
/** Requests waiting for a connection beyond this fail at once instead of piling up. */
const MAX_WAITING = 2_000;
/** A server ends a statement itself a little before this side stops waiting, so that the connection is kept. */
const SERVER_SHARE = 0.875;
/** Longer than a transaction waits for another domain. MySQL knows no such limit. */
const IDLE_TRANSACTION_SECONDS = 20;
/** A server ends an idle connection so much later than this side would. */
const IDLE_SPARE_SECONDS = 60;
/** Beyond this a statement is a migration's, which only this side limits. */
const LONGEST_LIMITED_MS = 60_000;

/** A server that does not answer is not waited for: it ends statements by itself later. */
const FOR_INTERRUPTIONS = { poolSize: 1, statementTimeoutMs: 2_000, acquireTimeoutMs: 2_000 };

/** Connections to one schema, none of which is waited for without end. */
export class ConnectionPool {
  /** For knex. */
  readonly raw: Pool;
  /** How long one statement may take, milliseconds. */
  readonly statementTimeoutMs: number;
  /** Whether transactions leave traces. */
  readonly leavesTraces: boolean;
  readonly #connections = new Map<PoolConnection, PooledConnection>();
  readonly #addresses: readonly string[];
  readonly #ca: string | null;
  /** Which address is used. */
  #at = 0;
  readonly #acquireTimeoutMs: number;
  readonly #interrupter: StatementInterrupter;
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
    const { maxAgeMs = MAX_AGE_MS } = options;
    const addresses = databaseAddresses(options.url);
    this.#addresses = addresses;
    this.#ca = options.ca ?? null;
    this.statementTimeoutMs = statementTimeoutMs;
    this.leavesTraces = options.leavesTraces ?? false;
    this.#acquireTimeoutMs = acquireTimeoutMs;
    this.#interrupter = new StatementInterrupter(
      () => new ConnectionPool({ ...options, ...FOR_INTERRUPTIONS }),
    );
    this.raw = createPool({
      ...SESSION_OPTIONS,
      ...addressOptions(addresses[0], this.#ca),
      connectTimeout: acquireTimeoutMs,
      enableKeepAlive: true,
      keepAliveInitialDelay: KEEP_ALIVE_AFTER_MS,
      connectionLimit: options.poolSize,
      maxIdle: options.poolSize,
      gracefulEnd: true,
      maxPreparedStatements: MAX_PREPARED_STATEMENTS,
    });
    this.raw.on('acquire', () => {
      this.#isThere = true;
    });
    this.raw.on('connection', (raw) => {
      const generation = this.#generation;
      const at = this.#at;
      const connection = new PooledConnection(raw, {
        statementTimeoutMs,
        maxAgeMs,
        generation,
        onLost: (error) => {
          this.distrust();
          if (isNoPrimary(error)) this.#moveOn(at);
        },
      });
      this.#connections.set(raw, connection);
      const forget = () => this.#connections.delete(raw);
      raw.once('error', forget);
      raw.once('end', forget);
      for (const sql of sessionStatements(statementTimeoutMs, maxAgeMs)) {
        // Stores rely on these settings: without them the connection is of no use.
        connection.query(sql).catch(() => connection.destroy());
      }
      if (addresses.length > 1) this.#requirePrimary(connection, at);
      connection.learnSession();
    });
  }

  /** Ends a new connection that leads to a server which takes no writes, before anything else is sent on it. */
  #requirePrimary(connection: PooledConnection, at: number): void {
    connection.rows(SHOW_READ_ONLY).then(
      (rows) => {
        if (rows.every(([, value]) => value === 'OFF')) return;
        this.distrust();
        this.#moveOn(at);
        connection.destroy();
      },
      () => connection.destroy(),
    );
  }

  /** Connections that are opened from now on lead to the next address, unless others have moved on already. */
  #moveOn(from: number): void {
    if (this.#at !== from || this.#addresses.length === 1) return;
    this.#at = (from + 1) % this.#addresses.length;
    // mysql2 makes each new connection from what stands here; its types name only what a pool was made with.
    const { connectionConfig } = this.raw.config as { connectionConfig?: object };
    if (!connectionConfig) throw new Error('mysql2 keeps the address of new connections elsewhere');
    Object.assign(connectionConfig, addressOptions(this.#addresses[this.#at] ?? '', this.#ca));
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
    let timer: NodeJS.Timeout | null = null;
    let late = false;
    let addressesLeft = this.#addresses.length;
    let at = this.#at;
    const ask = () => {
      at = this.#at;
      this.#isThere = false;
      this.raw.getConnection(take);
      // The pool has said so by now. A connection that is there, as nearly always, needs no timer; one that is being
      // opened does, as well as one that others use.
      if (this.#isThere || timer) return;
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
    const giveUp = (error: Error) => {
      late = true;
      this.#waiting -= 1;
      clearTimeout(timer ?? undefined);
      deadline?.offCancel(leave);
      taken(error);
    };
    const leave = () => giveUp(new DeadlineExceeded());
    const take = (error: Error | null, raw?: PoolConnection) => {
      const connection = raw && this.#connections.get(raw);
      if (late) return connection?.release();
      if (this.#closed) connection?.destroy();
      else if (connection && !this.#isGood(connection)) {
        connection.retire();
        return ask();
      }
      if (error && addressesLeft > 1 && !this.#closed && databaseFailure(error)) {
        addressesLeft -= 1;
        this.#moveOn(at);
        return ask();
      }
      if (timer) {
        this.#waiting -= 1;
        clearTimeout(timer);
        deadline?.offCancel(leave);
      }
      // To the driver a closed pool is an error without a code.
      if (this.#closed) taken(new ConnectionError('POOL_CLOSED'));
      else taken(error, connection);
    };
    ask();
  }

  /** The same as a promise. */
  connection(): Promise<PooledConnection> {
    return new Promise((resolve, reject) => {
      this.checkOut((error, connection) => (connection ? resolve(connection) : reject(error)));
    });
  }

  /** Has the server end what it does on a connection; resolves when that can hit no later statement. */
  interrupt(connection: PooledConnection): Promise<void> {
    return this.#interrupter.interrupt(connection);
  }

  /** Has every connection that is open now ended, once nobody uses it. */
  distrust(): void {
    this.#generation += 1;
  }

  /** Ends every connection once its statements are answered. */
  async close(): Promise<void> {
    this.#closed = true;
    // A connection that is lost by now needs no farewell.
    await this.raw
      .promise()
      .end()
      .catch(() => undefined);
    // Last: a statement that nobody waits for any more is ended meanwhile.
    await this.#interrupter.close();
  }

  /** Ends every connection now; statements under way fail. */
  destroy(): void {
    this.#closed = true;
    this.#interrupter.destroy();
    for (const connection of this.#connections.values()) connection.destroy();
  }

  #isGood(connection: PooledConnection): boolean {
    return connection.isUsable && connection.generation === this.#generation;
  }
}

const SESSION_OPTIONS = {
  charset: 'utf8mb4_unicode_ci',
  timezone: 'Z',
  dateStrings: ['DATE' as const],
  // A BIGINT arrives as a number where that is exact and else as a string; `statementResult` makes one thing of them.
  supportBigNumbers: true,
};

/** Where one address leads, and as whom. */
function addressOptions(address: string, ca: string | null) {
  const parsed = new URL(address);
  const socketPath = parsed.searchParams.get('socket');
  const usesTls = ca !== null || parsed.searchParams.get('tls') === 'required';
  const host = parsed.hostname.replace(/^\[|\]$/g, '');
  // mysql2 would look for the name "localhost" in the certificate of a numeric address.
  if (usesTls && isIP(host) !== 0) {
    throw new StartError(
      `With TLS, name the host of the database in its URL: its certificate is checked by name, and ${host} is a number.`,
    );
  }
  return {
    ...(socketPath ? { socketPath } : { host, port: Number(parsed.port || 3306) }),
    user: decodeURIComponent(parsed.username),
    password: decodeURIComponent(parsed.password),
    database: parsed.pathname.slice(1),
    // Without looking at the name, the certificate of any other server would do.
    ...(usesTls ? { ssl: { rejectUnauthorized: true, verifyIdentity: true, ...(ca ? { ca } : {}) } } : {}),
  };
}

/** By SHOW, which every server knows; one that has none of these takes writes. */
const SHOW_READ_ONLY =
  "SHOW GLOBAL VARIABLES WHERE Variable_name IN ('read_only', 'super_read_only', 'innodb_read_only')";

/** Stores and migrations rely on these, whatever the server's own defaults are. */
function sessionStatements(statementTimeoutMs: number, maxAgeMs: number): string[] {
  const limitMs = statementTimeoutMs > LONGEST_LIMITED_MS ? 0 : Math.floor(statementTimeoutMs * SERVER_SHARE);
  return [
    "SET SESSION time_zone = '+00:00', SESSION sql_mode = CONCAT(@@sql_mode, ',STRICT_ALL_TABLES')",
    'SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED',
    // Statements are written for one index each. Walking an index for an estimate, once for every key and candidate
    // index, would take up to half the time of a short one and change nothing. The comments are read by MySQL alone,
    // which limits statements that read, and by MariaDB alone, which limits all.
    `SET SESSION eq_range_index_dive_limit = 1, SESSION innodb_lock_wait_timeout = ${LOCK_WAIT_SECONDS},
       SESSION max_sort_length = ${MAX_SORT_KEY_BYTES}
       /*!50708 , SESSION max_execution_time = ${limitMs} */
       /*M! , SESSION max_statement_time = ${limitMs / 1_000} */`,
    // The other end of a connection that this side has given up, or never closed, would hold its locks for eight hours.
    ...(Number.isFinite(maxAgeMs)
      ? [
          `SET SESSION wait_timeout = ${Math.ceil(maxAgeMs / 1_000) + IDLE_SPARE_SECONDS}
             /*M! , SESSION idle_transaction_timeout = ${IDLE_TRANSACTION_SECONDS} */`,
        ]
      : []),
  ];
}
