import knex, { type Knex } from 'knex';
import type { FieldPacket, ResultSetHeader } from 'mysql2';
import { OutcomeUnknown } from '../errors/client-errors.ts';
import { databaseFailure, isTimeout, isUnanswered } from '../errors/database-failures.ts';
import { ConnectionPool, type PoolOptions } from './connection-pool.ts';
import { type DatabaseHealth, DatabaseProbe } from './database-probe.ts';
import type { PooledConnection, SqlParam } from './pooled-connection.ts';
import { runTransaction } from './transaction.ts';

/** One MySQL schema behind one pool of connections, whose statements are all prepared. */
export interface Database extends Statements, AsyncDisposable {
  /**
   * Runs `work` in a transaction (READ COMMITTED) that commits when it resolves and rolls back when it throws. A
   * transaction that the server has chosen as the victim of a deadlock, or whose connection was lost before it
   * committed, is run again from the start, so whatever else `work` does must be harmless when it is done twice.
   * Throws OutcomeUnknown when nobody knows whether it has committed.
   */
  transaction<Result>(work: (statements: Statements) => Promise<Result>): Promise<Result>;
  /** For migrations; it has a connection of its own when it is first used. */
  readonly knex: Knex;
  /** Whether the schema can be read and written; known within a second. */
  health(): Promise<DatabaseHealth>;
  /** Ends every connection now; what is under way fails. It is to be disposed of all the same. */
  abandon(): void;
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

export type { SqlParam } from './pooled-connection.ts';
export type DatabaseConfig = PoolOptions;

/** How the protocol calls INT and BIGINT (https://dev.mysql.com/doc/dev/mysql-server/latest/field__types_8h.html). */
const MYSQL_TYPE_LONG = 3;
const MYSQL_TYPE_LONGLONG = 8;
/** Digits of an INT UNSIGNED column: an INT of fewer is no column but computed, and to another server a BIGINT. */
const INT_COLUMN_LENGTH = 10;

/** Opens a pool; connects when first used. */
export function openDatabase(config: DatabaseConfig): Database {
  const pool = new ConnectionPool(config);
  let builder: Knex | null = null;
  let probe: DatabaseProbe | null = null;
  return {
    read: <Row>(sql: string, params: readonly SqlParam[]) =>
      runAnywhere(pool, sql, params, READ_ATTEMPTS) as Promise<Row[]>,
    write: (sql, params) => runAnywhere(pool, sql, params, 1).then(written, unknownIfUnanswered),
    transaction: (work) => runTransaction(pool, statementsOn, work),
    get knex() {
      builder ??= knex({ client: 'mysql2', connectionPool: pool.raw } as Knex.Config);
      return builder;
    },
    async health() {
      probe ??= new DatabaseProbe(config.url);
      const health = await probe.ask();
      // Those of the pool were opened when the server was another one, or had another role.
      if (health === 'read only' || health === 'not in the primary component') pool.distrust();
      return health;
    },
    abandon: () => pool.destroy(),
    async [Symbol.asyncDispose]() {
      await builder?.destroy();
      await Promise.all([probe?.close(), pool.close()]);
    },
  };
}

/** A read that found its connection lost is sent once more, over another one. */
const READ_ATTEMPTS = 2;

function runAnywhere(
  pool: ConnectionPool,
  sql: string,
  params: readonly SqlParam[],
  attempts: number,
): Promise<unknown> {
  return new Promise((resolve, reject) => {
    pool.checkOut((missing, connection) => {
      if (!connection) return reject(missing);
      connection.execute(sql, params, (error, result, fields) => {
        connection.release();
        if (!error)
          return resolve(fields ? withStrings(result as Record<string, unknown>[], fields) : result);
        const again = attempts > 1 && databaseFailure(error)?.remedy === 'another connection';
        // What was waited for in vain is not waited for twice.
        if (!again || isTimeout(error)) return reject(error);
        resolve(runAnywhere(pool, sql, params, attempts - 1));
      });
    });
  });
}

function statementsOn(connection: PooledConnection): Statements {
  const run = (sql: string, params: readonly SqlParam[]): Promise<unknown> =>
    new Promise((resolve, reject) => {
      connection.execute(sql, params, (error, result, fields) => {
        if (error) reject(error);
        else resolve(fields ? withStrings(result as Record<string, unknown>[], fields) : result);
      });
    });
  return {
    // The rows have the shape that the statement selects; the caller names it.
    read: <Row>(sql: string, params: readonly SqlParam[]) => run(sql, params) as Promise<Row[]>,
    write: (sql, params) => run(sql, params).then(written),
  };
}

function written(result: unknown): Written {
  const { affectedRows, insertId } = result as ResultSetHeader; // Of a statement that gives no rows.
  return { affectedRows, insertId: String(insertId) };
}

/** A write without a transaction commits by itself, so that a lost answer leaves open whether it has. */
function unknownIfUnanswered(error: unknown): never {
  throw isUnanswered(error) ? new OutcomeUnknown(error, false) : error;
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

/** Whether a write failed because a unique key has the value already; with `key`, because that key has. */
export function isDuplicate(error: unknown, key?: string): boolean {
  if (!(error instanceof Error && 'code' in error && error.code === 'ER_DUP_ENTRY')) return false;
  // "Duplicate entry '...' for key 'cadastro_cpf'"; MySQL puts the table's name before the key's.
  return key === undefined || new RegExp(`['.]${key}'$`).test(error.message);
}
