import { setTimeout as after } from 'node:timers/promises';
import { OutcomeUnknown } from '../errors/client-errors.ts';
import { databaseFailure, isCommitRefused } from '../errors/database-failures.ts';
import type { ConnectionPool } from './connection-pool.ts';
import type { PooledConnection } from './pooled-connection.ts';

/** Attempts of one transaction, and the pause after the first deadlock, which doubles up to the longest. */
const MAX_ATTEMPTS = 16;
const FIRST_PAUSE_MS = 4;
const MAX_PAUSE_MS = 250;
/** No attempt begins so long after the first: who asked would not wait for its end. */
const LAST_ATTEMPT_AFTER_MS = 4_000;
/** Attempts on another connection: the first may lead to a server that is no primary any more, the next one does not. */
const MAX_CONNECTIONS = 2;

/** Transactions whose request may be sent again and is carried out once all the same. */
const repeatable = new WeakSet<object>();

/** Says of a transaction that the client may send its request again whatever has become of it. */
export function markRepeatable(transaction: object): void {
  repeatable.add(transaction);
}

/**
 * Runs `work` in transactions of their own until one has committed, as long as what fails passes and certainly nothing
 * was written. Throws OutcomeUnknown when the answer to COMMIT is missing.
 *
 * @param statementsOn gives what `work` gets
 */
export async function runTransaction<Transaction extends object, Result>(
  pool: ConnectionPool,
  statementsOn: (connection: PooledConnection) => Transaction,
  work: (transaction: Transaction) => Promise<Result>,
): Promise<Result> {
  let lastAttemptAt = 0;
  let connections = 1;
  for (let attempt = 1; ; attempt += 1) {
    const connection = await pool.connection();
    if (attempt === 1) lastAttemptAt = performance.now() + LAST_ATTEMPT_AFTER_MS;
    const transaction = statementsOn(connection);
    let failure: unknown;
    try {
      await connection.query('START TRANSACTION');
      const result = await work(transaction);
      await commit(connection, transaction);
      connection.release();
      return result;
    } catch (error) {
      await rollBack(connection);
      failure = error;
    }
    const remedy = databaseFailure(failure)?.remedy;
    const mayRepeat =
      remedy === 'run again' || (remedy === 'another connection' && connections < MAX_CONNECTIONS);
    if (!mayRepeat || attempt >= MAX_ATTEMPTS || performance.now() > lastAttemptAt) throw failure;
    if (remedy === 'another connection') connections += 1;
    // At random, because those that met here would otherwise meet again.
    else await after(Math.random() * Math.min(MAX_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (attempt - 1)));
  }
}

async function commit(connection: PooledConnection, transaction: object): Promise<void> {
  try {
    await connection.query('COMMIT');
  } catch (error) {
    if (isCommitRefused(error)) throw error;
    // The server may yet say something else about it; nobody is to use what this transaction has left.
    connection.destroy();
    throw new OutcomeUnknown(error, repeatable.has(transaction));
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
