import { setTimeout as after } from 'node:timers/promises';
import knex, { type Knex } from 'knex';
import { createPool, type FieldPacket, type Pool, type PoolConnection, type ResultSetHeader } from 'mysql2';
import { limitPrepared, MAX_PREPARED_STATEMENTS } from './prepared-texts.ts';

/** One MySQL schema behind one pool of connections, whose statements are all prepared. */
export interface Database extends Statements, AsyncDisposable {
  /**
   * Runs `work` in a transaction (READ COMMITTED) that commits when it resolves and rolls back when it throws. A
   * transaction that the server has chosen as the victim of a deadlock is run again from the start, so whatever else
   * `work` does must be harmless when it is done twice.
   */
  transaction<Result>(work: (statements: Statements) => Promise<Result>): Promise<Result>;
  /** For migrations; it has a connection of its own when it is first used. */
  readonly knex: Knex;
  /** Resolves when the server answers. */
  ping(): Promise<void>;
}

export interface Statements {
  /**
   * Runs one statement that reads. BIGINT and DECIMAL arrive as strings, DATETIME as Date, DATE as string. So does what
   * the server computes: a truth value is '0' or '1', whether its type is INT (MariaDB) or BIGINT (MySQL).
   */
  read<Row>(sql: string, params: readonly SqlParam[]): Promise<Row[]>;
  /** Runs one statement that writes. */
  write(sql: string, params: readonly SqlParam[]): Promise<Written>;
}

export interface Written {
  affectedRows: number;
  /** The AUTO_INCREMENT id that an INSERT was given. */
  insertId: string;
}

export type SqlParam = string | number | Date | null;

export interface DatabaseConfig {
  /** `mysql://user:password@host:port/schema` */
  url: string;
  /** Connections at most. */
  poolSize: number;
}

/** How the protocol calls INT and BIGINT (https://dev.mysql.com/doc/dev/mysql-server/latest/field__types_8h.html). */
const MYSQL_TYPE_LONG = 3;
const MYSQL_TYPE_LONGLONG = 8;
/** Digits of an INT UNSIGNED column: an INT of fewer is no column but computed, and to another server a BIGINT. */
const INT_COLUMN_LENGTH = 10;

const CONNECT_TIMEOUT_MS = 5_000;
/** Waiting for another transaction's lock ends before the router gives up on the subgraph: its client hears why. */
const LOCK_WAIT_SECONDS = 5;
/**
 * Servers sort by the first 1024 bytes of a text's weights unless told otherwise, and compare all of them: a page that
 * begins after a long name would leave rows out. A name of 160 characters has at most 16 bytes for each.
 */
const MAX_SORT_KEY_BYTES = 4_096;
/** Requests waiting for a connection beyond this fail at once instead of piling up. */
const MAX_WAITING = 2_000;

/** Attempts of one transaction, and the pause after the first deadlock, which doubles up to the longest. */
const MAX_ATTEMPTS = 16;
const FIRST_PAUSE_MS = 4;
const MAX_PAUSE_MS = 250;

/** Opens a pool; connects when first used. */
export function openDatabase({ url, poolSize }: DatabaseConfig): Database {
  const pool = createPool({
    ...connectionOptions(url),
    connectionLimit: poolSize,
    maxIdle: poolSize,
    queueLimit: MAX_WAITING,
    maxPreparedStatements: MAX_PREPARED_STATEMENTS,
  });
  pool.on('connection', (connection) => {
    limitPrepared(connection);
    // Stores and migrations rely on these, whatever the server's own defaults are.
    connection.query(
      "SET SESSION time_zone = '+00:00', SESSION sql_mode = CONCAT(@@sql_mode, ',STRICT_ALL_TABLES')",
    );
    connection.query('SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED');
    // Statements are written for one index each. Walking an index for an estimate, once for every key and candidate
    // index, would take up to half the time of a short one and change nothing.
    connection.query('SET SESSION eq_range_index_dive_limit = 1');
    connection.query(`SET SESSION innodb_lock_wait_timeout = ${LOCK_WAIT_SECONDS}`);
    connection.query(`SET SESSION max_sort_length = ${MAX_SORT_KEY_BYTES}`);
  });
  let builder: Knex | null = null;
  return {
    ...statementsOn(pool),
    transaction: (work) => transaction(pool, work),
    get knex() {
      builder ??= knex({ client: 'mysql2', connectionPool: pool } as Knex.Config);
      return builder;
    },
    ping: () => execute(pool, 'SELECT 1', []).then(() => undefined),
    async [Symbol.asyncDispose]() {
      await builder?.destroy();
      await pool.promise().end();
    },
  };
}

function connectionOptions(url: string) {
  const parsed = new URL(url);
  const socketPath = parsed.searchParams.get('socket');
  return {
    ...(socketPath ? { socketPath } : { host: parsed.hostname, port: Number(parsed.port || 3306) }),
    user: decodeURIComponent(parsed.username),
    password: decodeURIComponent(parsed.password),
    database: parsed.pathname.slice(1),
    charset: 'utf8mb4_unicode_ci',
    timezone: 'Z',
    dateStrings: ['DATE' as const],
    // A BIGINT arrives as a number where that is exact and else as a string; `withStrings` makes one thing of them.
    supportBigNumbers: true,
    connectTimeout: CONNECT_TIMEOUT_MS,
    ...(parsed.searchParams.get('tls') === 'required' ? { ssl: { rejectUnauthorized: true } } : {}),
  };
}

function statementsOn(connection: Pool | PoolConnection): Statements {
  return {
    // The rows have the shape that the statement selects; the caller names it.
    read: <Row>(sql: string, params: readonly SqlParam[]) =>
      execute(connection, sql, params) as Promise<Row[]>,
    async write(sql, params) {
      const { affectedRows, insertId } = (await execute(connection, sql, params)) as ResultSetHeader;
      return { affectedRows, insertId: String(insertId) };
    },
  };
}

function execute(
  connection: Pool | PoolConnection,
  sql: string,
  params: readonly SqlParam[],
): Promise<unknown> {
  return new Promise((resolve, reject) => {
    connection.execute(sql, params as SqlParam[], (error, result, fields) => {
      if (error) reject(error);
      else resolve(fields ? withStrings(result as Record<string, unknown>[], fields) : result);
    });
  });
}

/** Makes strings of all BIGINTs and truth values, several times faster than mysql2's own `bigNumberStrings`. */
function withStrings(rows: Record<string, unknown>[], fields: readonly FieldPacket[]): unknown {
  for (const { columnType, columnLength = 0, name } of fields) {
    const computed = columnType === MYSQL_TYPE_LONG && columnLength < INT_COLUMN_LENGTH;
    if (columnType !== MYSQL_TYPE_LONGLONG && !computed) continue;
    for (const row of rows) {
      const value = row[name];
      if (typeof value === 'number') row[name] = String(value);
    }
  }
  return rows;
}

async function transaction<Result>(
  pool: Pool,
  work: (statements: Statements) => Promise<Result>,
): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    const connection = await checkOut(pool);
    const control = connection.promise();
    try {
      await control.beginTransaction();
      const result = await work(statementsOn(connection));
      await control.commit();
      connection.release();
      return result;
    } catch (error) {
      // A connection on which even the rollback fails is not given back: closing it rolls back too.
      await control.rollback().then(
        () => connection.release(),
        () => connection.destroy(),
      );
      if (attempt >= MAX_ATTEMPTS || !isDeadlock(error)) throw error;
      // At random, because those that met here would otherwise meet again.
      await after(Math.random() * Math.min(MAX_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (attempt - 1)));
    }
  }
}

function checkOut(pool: Pool): Promise<PoolConnection> {
  return new Promise((resolve, reject) => {
    pool.getConnection((error, connection) => (error ? reject(error) : resolve(connection)));
  });
}

function isDeadlock(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ER_LOCK_DEADLOCK';
}

/** Whether a write failed because a unique key has the value already; with `key`, because that key has. */
export function isDuplicate(error: unknown, key?: string): boolean {
  if (!(error instanceof Error && 'code' in error && error.code === 'ER_DUP_ENTRY')) return false;
  // "Duplicate entry '...' for key 'cadastro_cpf'"; MySQL puts the table's name before the key's.
  return key === undefined || new RegExp(`['.]${key}'$`).test(error.message);
}
