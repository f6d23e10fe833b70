import knex, { type Knex } from 'knex';
import MySql2Client from 'knex/lib/dialects/mysql2/index.js';
import { createPool, type Pool } from 'mysql2';

/** One MySQL schema: prepared reads on the hot path, knex for writes, transactions and migrations; one pool. */
export interface Database extends AsyncDisposable {
  /** Query builder and transactions. Its statements are prepared too. */
  readonly knex: Knex;
  /** Runs one prepared statement that reads. BIGINT and DECIMAL arrive as strings, DATETIME as Date, DATE as string. */
  read<Row>(sql: string, params: readonly SqlParam[]): Promise<Row[]>;
  /** Resolves when the server answers. */
  ping(): Promise<void>;
}

export type SqlParam = string | number | Date | null;

export interface DatabaseConfig {
  /** `mysql://user:password@host:port/schema` */
  url: string;
  /** Connections at most. */
  poolSize: number;
}

/** Statements kept prepared on each connection; there are some dozens of texts. */
const MAX_PREPARED_STATEMENTS = 256;
const CONNECT_TIMEOUT_MS = 5_000;
/** Requests waiting for a connection beyond this fail at once instead of piling up. */
const MAX_WAITING = 2_000;

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
    // Stores and migrations rely on these, whatever the server's own defaults are.
    connection.query(
      "SET SESSION time_zone = '+00:00', SESSION sql_mode = CONCAT(@@sql_mode, ',STRICT_ALL_TABLES')",
    );
    connection.query('SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED');
  });
  const builder = knex({ client: PreparedMySql2Client, connectionPool: pool } as Knex.Config);
  return {
    knex: builder,
    read: (sql, params) => read(pool, sql, params),
    ping: () => read(pool, 'SELECT 1', []).then(() => undefined),
    async [Symbol.asyncDispose]() {
      await builder.destroy();
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
    supportBigNumbers: true,
    bigNumberStrings: true,
    connectTimeout: CONNECT_TIMEOUT_MS,
    ...(parsed.searchParams.get('tls') === 'required' ? { ssl: { rejectUnauthorized: true } } : {}),
  };
}

function read<Row>(pool: Pool, sql: string, params: readonly SqlParam[]): Promise<Row[]> {
  return new Promise((resolve, reject) => {
    // The rows have the shape that the statement selects; the caller names it.
    pool.execute(sql, params as SqlParam[], (error, rows) =>
      error ? reject(error) : resolve(rows as Row[]),
    );
  });
}

/** knex's own MySQL client with `execute` (prepared) in place of `query` (values escaped into the text). */
class PreparedMySql2Client extends MySql2Client {
  override _query(connection: ExecutingConnection, query: KnexQuery): Promise<KnexQuery> {
    if (!PREPARABLE.test(query.sql)) return super._query(connection, query);
    return new Promise((resolve, reject) => {
      connection.execute({ sql: query.sql, values: query.bindings ?? [] }, (error, rows, fields) => {
        if (error) return reject(error);
        query.response = [rows, fields];
        resolve(query);
      });
    });
  }
}

/** What is worth preparing; transaction control and DDL are not. */
const PREPARABLE = /^\s*\(?\s*(select|insert|update|delete|replace|with)\b/i;

interface KnexQuery {
  sql: string;
  bindings?: unknown[];
  response?: unknown;
}

interface ExecutingConnection {
  execute(
    options: { sql: string; values: unknown[] },
    done: (error: Error | null, rows: unknown, fields: unknown) => void,
  ): void;
}
