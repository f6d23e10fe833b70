import { setTimeout as after } from 'node:timers/promises';
import { OutcomeUnknown } from '../errors/client-errors.ts';
import { databaseFailure, isCommitRefused } from '../errors/database-failures.ts';
import type { ConnectionPool } from './connection-pool.ts';
import type { PooledConnection } from './pooled-connection.ts';
import { statementResult, written } from './statement-results.ts';
import type { SqlParam, Statements, Written } from './statements.ts';

/** Attempts of one transaction, and the pause after the first deadlock, which doubles up to the longest. */
const MAX_ATTEMPTS = 16;
const FIRST_PAUSE_MS = 4;
const MAX_PAUSE_MS = 250;
/** No attempt begins so long after the first: who asked would not wait for its end. */
const LAST_ATTEMPT_AFTER_MS = 4_000;
/** Attempts on another connection: the first may lead to a server that is no primary any more, the next one does not. */
const MAX_CONNECTIONS = 2;

/** What is known of one attempt beside its connection. */
interface Attempt {
  /** Work for after COMMIT, in order. */
  readonly afterCommit: (() => void)[];
  repeatable: boolean;
}

/**
 * The statements of one transaction, all on its connection. A pool has none of what is particular here and cannot stand
 * in for one: what locks, or must not be written by halves, asks for this type.
 */
export class Transaction implements Statements {
  readonly #connection: PooledConnection;
  readonly #attempt: Attempt;

  constructor(connection: PooledConnection, attempt: Attempt) {
    this.#connection = connection;
    this.#attempt = attempt;
  }

  read<Row>(sql: string, params: readonly SqlParam[]): Promise<Row[]> {
    // The rows have the shape that the statement selects; the caller names it.
    return this.#run(sql, params) as Promise<Row[]>;
  }

  write(sql: string, params: readonly SqlParam[]): Promise<Written> {
    return this.#run(sql, params).then(written);
  }

  /**
   * Runs `work`, which does not throw, once when the transaction has committed: not when it is rolled back, not for an
   * attempt that is run again, and not when nobody knows whether it has committed.
   */
  afterCommit(work: () => void): void {
    this.#attempt.afterCommit.push(work);
  }

  /** Says that the client may send its request again whatever becomes of this transaction: it is carried out once. */
  markRepeatable(): void {
    this.#attempt.repeatable = true;
  }

  #run(sql: string, params: readonly SqlParam[]): Promise<unknown> {
    const connection = this.#connection;
    return new Promise((resolve, reject) => {
      const execute = () =>
        connection.execute(sql, params, (error, result, fields) => {
          if (error) reject(error);
          else resolve(statementResult(result, fields));
        });
      if (connection.isPrepared(sql)) return execute();
      connection.prepare(sql, (error, inTransaction) => {
        if (error) reject(error);
        else if (!inTransaction) reject(new TransactionLost());
        else execute();
      });
    });
  }
}

/**
 * The server has rolled the transaction back and has not said so: Galera does not where another node's transaction wins
 * while this one has a statement prepared. What follows would be committed statement by statement.
 */
class TransactionLost extends Error {
  readonly code = 'TRANSACTION_LOST';
  constructor() {
    super('the transaction is not open any more');
    this.name = 'TransactionLost';
  }
}

/**
 * Runs `work` in transactions of their own until one has committed, as long as what fails passes and certainly nothing
 * was written, and then what the committed one has registered. Throws OutcomeUnknown when the answer to COMMIT is
 * missing.
 */
export async function runTransaction<Result>(
  pool: ConnectionPool,
  work: (transaction: Transaction) => Promise<Result>,
): Promise<Result> {
  const { result, afterCommit } = await runUntilCommitted(pool, work);
  for (const registered of afterCommit) registered();
  return result;
}

async function runUntilCommitted<Result>(
  pool: ConnectionPool,
  work: (transaction: Transaction) => Promise<Result>,
): Promise<{ result: Result; afterCommit: readonly (() => void)[] }> {
  let lastAttemptAt = 0;
  let connections = 1;
  for (let attempts = 1; ; attempts += 1) {
    const connection = await pool.connection();
    if (attempts === 1) lastAttemptAt = performance.now() + LAST_ATTEMPT_AFTER_MS;
    const attempt: Attempt = { afterCommit: [], repeatable: false };
    let failure: unknown;
    try {
      await connection.query('START TRANSACTION');
      const result = await work(new Transaction(connection, attempt));
      await commit(connection, attempt);
      connection.release();
      return { result, afterCommit: attempt.afterCommit };
    } catch (error) {
      await rollBack(connection);
      failure = error;
    }
    const remedy = databaseFailure(failure)?.remedy;
    const mayRepeat =
      remedy === 'run again' || (remedy === 'another connection' && connections < MAX_CONNECTIONS);
    if (!mayRepeat || attempts >= MAX_ATTEMPTS || performance.now() > lastAttemptAt) throw failure;
    if (remedy === 'another connection') connections += 1;
    // At random, because those that met here would otherwise meet again.
    else await after(Math.random() * Math.min(MAX_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (attempts - 1)));
  }
}

async function commit(connection: PooledConnection, { repeatable }: Attempt): Promise<void> {
  try {
    await connection.query('COMMIT');
  } catch (error) {
    if (isCommitRefused(error)) throw error;
    // The server may yet say something else about it; nobody is to use what this transaction has left.
    connection.destroy();
    throw new OutcomeUnknown(error, repeatable);
  }
}

/** Leaves nothing of a failed transaction. A connection on which even that fails is ended, which rolls back too. */
async function rollBack(connection: PooledConnection): Promise<void> {
  if (!connection.isAlive) return connection.destroy();
  await connection.query('ROLLBACK').then(
    () => connection.release(),
    () => connection.destroy(),
  );
}
