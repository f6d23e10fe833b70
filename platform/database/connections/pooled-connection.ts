import { randomUUID } from 'node:crypto';
import type { Socket } from 'node:net';
import type { FieldPacket, PoolConnection, QueryResult, ResultSetHeader } from 'mysql2';
import { databaseFailure } from '../../errors/database-failures.ts';
import type { SqlParam } from '../statements/statements.ts';
import { limitPrepared, type PreparedTexts } from './prepared-texts.ts';

/** The error when a connection was lost, or none could be had, without a word from the server. */
export class ConnectionError extends Error {
  readonly code: string;
  constructor(
    code:
      | 'STATEMENT_TIMEOUT'
      | 'CONNECTION_GIVEN_UP'
      | 'POOL_TIMEOUT'
      | 'POOL_QUEUE_FULL'
      | 'POOL_CLOSED'
      | 'NOT_CONNECTED',
    cause: unknown = null,
  ) {
    super(`no answer from the database: ${code}`, cause === null ? {} : { cause });
    this.name = 'ConnectionError';
    this.code = code;
  }
}

/** https://dev.mysql.com/doc/dev/mysql-server/latest/mysql__com_8h.html */
const SERVER_STATUS_IN_TRANS = 1;

const SESSION = "SELECT CONCAT_WS(':', @@hostname, @@port, @@server_id), CONNECTION_ID()";

export type Answered = (error: Error | null, result?: QueryResult, fields?: FieldPacket[]) => void;

/** What a server calls one of its connections. */
export interface ServerSession {
  /** Says which server it is, where one address leads to several. */
  server: string;
  id: string;
}

/** What one connection has of its pool. */
export interface ConnectionLimits {
  /** How long a statement may go unanswered, milliseconds. */
  statementTimeoutMs: number;
  maxAgeMs: number;
  generation: number;
  /** Which of several it was opened to. */
  address: number;
  /** Told when a statement found that the connection is lost, or leads to a server that does not take it. */
  onLost(error: unknown): void;
}

/**
 * What a transaction leaves in the schema, so that another one can tell whether it has committed: a connection has one
 * row, and each of its transactions writes its own number there.
 */
export interface CommitMarker {
  /** Names a connection, of which there is never another of this name. */
  readonly connection: string;
  /** Counts the transactions of the connection, from 1. */
  readonly number: number;
}

/**
 * One connection of a pool, which a statement without an answer ends: a connection whose packets are swallowed on the
 * way would else be waited for, and handed out, for ever.
 */
export class PooledConnection {
  /** In which run of connections it was opened; see `ConnectionPool`. */
  readonly generation: number;
  /** Which of several addresses it leads to. */
  readonly address: number;
  readonly #raw: PoolConnection;
  readonly #prepared: PreparedTexts;
  /** Says once that the connection is old, which spares each statement a look at the clock. */
  readonly #ageing: NodeJS.Timeout | undefined;
  readonly #onLost: (error: unknown) => void;
  /** One for all statements, armed anew by each: a timer for each would take six times as long. */
  readonly #deadline: NodeJS.Timeout;
  readonly #name = randomUUID();
  #transactions = 0;
  #unanswered = 0;
  #session: Promise<ServerSession | null> = Promise.resolve(null);
  #lost = false;
  #old = false;

  constructor(raw: PoolConnection, limits: ConnectionLimits) {
    this.#raw = raw;
    this.generation = limits.generation;
    this.address = limits.address;
    this.#onLost = limits.onLost;
    if (Number.isFinite(limits.maxAgeMs)) {
      // At random, so that connections that were opened together are not closed together.
      const ageMs = limits.maxAgeMs * (0.8 + Math.random() / 5);
      this.#ageing = setTimeout(() => {
        this.#old = true;
      }, ageMs).unref();
    }
    this.#deadline = setTimeout(() => {
      if (this.#unanswered > 0) this.#end('STATEMENT_TIMEOUT');
    }, limits.statementTimeoutMs).unref();
    // Every statement under way has the error; what is left of it here would end the process.
    raw.on('error', () => {
      this.#lost = true;
      clearTimeout(this.#ageing);
    });
    this.#prepared = limitPrepared(raw);
    this.#watchQueries();
  }

  /** For knex. */
  get raw(): PoolConnection {
    return this.#raw;
  }

  /** Whether statements can be sent on it to a server that takes them. */
  get isAlive(): boolean {
    return !this.#lost;
  }

  /** Whether somebody may yet begin to use it. */
  get isUsable(): boolean {
    return !this.#lost && !this.#old;
  }

  /** Whether the server has a statement to answer. */
  get isBusy(): boolean {
    return this.#unanswered > 0;
  }

  /** Null when the server does not say. */
  get session(): Promise<ServerSession | null> {
    return this.#session;
  }

  /** Asks the server, which may not know, what it calls this connection. */
  learnSession(): void {
    this.#session = this.rows(SESSION).then(
      ([row]) => (row ? { server: String(row[0]), id: String(row[1]) } : null),
      () => null,
    );
  }

  /** The marker of the connection's next transaction. */
  nextMarker(): CommitMarker {
    this.#transactions += 1;
    return { connection: this.#name, number: this.#transactions };
  }

  /** Runs a prepared statement. */
  execute(sql: string, params: readonly SqlParam[], answered: Answered): void {
    // mysql2 declares a list that it could change; it does not.
    this.#raw.execute(sql, params as SqlParam[], this.#timed(answered));
  }

  /** Whether `execute` need not prepare a statement first. */
  isPrepared(sql: string): boolean {
    return this.#prepared.has(sql);
  }

  /** Prepares a statement for `execute`, and gives whether a transaction is open then. */
  prepare(sql: string, prepared: (error: Error | null, inTransaction?: boolean) => void): void {
    this.#prepared.use(sql);
    const ask = () =>
      // What gives no rows has a header, with the flag that every answer of the protocol carries.
      this.#raw.query<ResultSetHeader>('DO 0', (error, header) => {
        if (error) prepared(error);
        else prepared(null, (header.serverStatus & SERVER_STATUS_IN_TRANS) !== 0);
      });
    const answered = this.#timed((error) => (error ? prepared(error) : ask()));
    this.#raw.prepare(sql, (error) => answered(error));
  }

  /** Runs a statement that has no parameters, as text. */
  query(sql: string): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#raw.query(sql, (error) => (error ? reject(error) : resolve()));
    });
  }

  /** The rows of a statement that is sent as text, each of two values. */
  rows(sql: string): Promise<[unknown, unknown][]> {
    return new Promise((resolve, reject) => {
      this.#raw.query({ sql, rowsAsArray: true }, (error, rows) =>
        error ? reject(error) : resolve(rows as [unknown, unknown][]),
      );
    });
  }

  /** Gives the connection back to its pool. One that is too old, or lost, is ended instead. */
  release(): void {
    if (this.isUsable) this.#raw.release();
    else if (this.isAlive) this.retire();
    else this.destroy();
  }

  /** The same after an interruption, which may yet hit the next statement: so that is one that does nothing. */
  releaseInterrupted(): void {
    const release = () => this.release();
    this.query('DO 0').then(release, release);
  }

  /** Keeps everybody from beginning to use it. */
  expire(): void {
    this.#old = true;
  }

  /** Says farewell to the server and ends the connection. */
  retire(): void {
    this.#lost = true;
    clearTimeout(this.#ageing);
    this.#raw.end();
  }

  /** Ends the connection at once; statements under way fail. */
  destroy(): void {
    this.#end('CONNECTION_GIVEN_UP');
  }

  #end(code: 'STATEMENT_TIMEOUT' | 'CONNECTION_GIVEN_UP'): void {
    if (code === 'STATEMENT_TIMEOUT') this.#markLost(null);
    this.#lost = true;
    // Its own `destroy` says goodbye to a server that may not listen, keeps the socket open and tells no statement.
    const { stream } = this.#raw as PoolConnection & { stream: Socket };
    stream.destroy(new ConnectionError(code));
  }

  /** Those that do not come from here, but from knex, are waited for no longer. */
  #watchQueries(): void {
    const query = this.#raw.query.bind(this.#raw) as (...parameters: unknown[]) => unknown;
    const watched = (...parameters: unknown[]) => {
      const answered = parameters.at(-1);
      if (typeof answered !== 'function') return query(...parameters);
      return query(...parameters.slice(0, -1), this.#timed(answered as Answered));
    };
    this.#raw.query = watched as PoolConnection['query'];
  }

  #timed(answered: Answered): Answered {
    let open = true;
    this.#unanswered += 1;
    this.#deadline.refresh();
    return (error, result, fields) => {
      // mysql2 tells a statement twice that its connection was lost while it was being prepared.
      if (!open) return;
      open = false;
      this.#unanswered -= 1;
      if (this.#unanswered > 0) this.#deadline.refresh();
      if (error && databaseFailure(error)?.remedy === 'another connection') this.#markLost(error);
      answered(error, result, fields);
    };
  }

  #markLost(error: unknown): void {
    if (this.#lost) return;
    this.#lost = true;
    this.#onLost(error);
  }
}
