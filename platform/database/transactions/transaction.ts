import { setTimeout as after } from 'node:timers/promises';
import { OutcomeUnknown } from '../../errors/client-errors.ts';
import { databaseFailure, isCommitRefused } from '../../errors/database-failures.ts';
import { currentSpan, endWith } from '../../telemetry/span.ts';
import type { ConnectionPool } from '../connections/connection-pool.ts';
import type { CommitMarker, PooledConnection } from '../connections/pooled-connection.ts';
import { statementResult, written } from '../statements/statement-results.ts';
import { beginStatement, endStatement } from '../statements/statement-span.ts';
import type { SqlParam, Statements, Written } from '../statements/statements.ts';
import { leaveMarker, wasCommitted } from './commit-marker.ts';

/** Attempts of one transaction, and the pause after the first deadlock, which doubles up to the longest. */
const MAX_ATTEMPTS = 16;
const FIRST_PAUSE_MS = 4;
const MAX_PAUSE_MS = 250;
/** No attempt begins so long after the first: who asked would not wait for its end. */
const LAST_ATTEMPT_AFTER_MS = 4_000;
/** How long, after the first COMMIT without an answer, it may take to find out about it, also when that time is over. */
const FIND_OUT_MS = 1_500;
/** Attempts on another connection: the first may lead to a server that is no primary any more, the next one does not. */
const MAX_CONNECTIONS = 2;

/** What is known of one attempt beside its connection. */
interface Attempt {
  /** Work for after COMMIT, in order. */
  readonly afterCommit: (() => void)[];
  retryable: boolean;
  isFirst: boolean;
  hasWritten: boolean;
}

/**
 * The statements of one transaction, all on its connection. A pool is no transaction, and the types say so: what
 * locks, or must not be written by halves, asks for this one.
 */
export class Transaction implements Statements {
  readonly #connection: PooledConnection;
  readonly #attempt: Attempt;
  /** The name of the schema, for spans. */
  readonly #schema: string;

  constructor(connection: PooledConnection, attempt: Attempt, schema: string) {
    this.#connection = connection;
    this.#schema = schema;
    this.#attempt = attempt;
  }

  read<Row>(sql: string, params: readonly SqlParam[]): Promise<Row[]> {
    // The rows have the shape that the statement selects; the caller names it.
    return this.#run(sql, params) as Promise<Row[]>;
  }

  write(sql: string, params: readonly SqlParam[]): Promise<Written> {
    this.#attempt.hasWritten = true;
    return this.#run(sql, params).then(written);
  }

  /**
   * Runs `work`, which does not throw, once when the transaction has committed: not when it is rolled back, not for an
   * attempt that is run again, and not when nobody knows whether it has committed.
   */
  afterCommit(work: () => void): void {
    this.#attempt.afterCommit.push(work);
  }

  /**
   * Says that this transaction may be run again, here or by the client, whatever has become of it: what it does is done
   * once. Nothing needs to be left in the schema then to find out whether it has committed.
   */
  markRetryable(): void {
    this.#attempt.retryable = true;
  }

  /** Says that no earlier attempt of this retryable transaction has committed, nor can any more. */
  markFirst(): void {
    this.#attempt.isFirst = true;
  }

  #run(sql: string, params: readonly SqlParam[]): Promise<unknown> {
    const connection = this.#connection;
    const span = currentSpan() === null ? null : beginStatement(sql, this.#schema);
    return new Promise((resolve, rejectWith) => {
      const reject = (error: unknown) => {
        endStatement(span, error);
        rejectWith(error);
      };
      const execute = () =>
        connection.execute(sql, params, (error, result, fields) => {
          if (error) return reject(error);
          endStatement(span, null);
          resolve(statementResult(result, fields));
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
 * was written, and then what the committed one has registered. When the answer to COMMIT is missing it finds out whether
 * there was one: by running a retryable transaction again, or by the marker that another one has left. Throws
 * OutcomeUnknown when that cannot be found out in time.
 */
export async function runTransaction<Result>(
  pool: ConnectionPool,
  work: (transaction: Transaction) => Promise<Result>,
): Promise<Result> {
  const { result, afterCommit } = await runUntilCommitted(pool, work, null);
  for (const registered of afterCommit) registered();
  return result;
}

interface Committed<Result> {
  kind: 'committed';
  result: Result;
  afterCommit: readonly (() => void)[];
}

/** What one attempt has come to. Whether one that is unanswered has committed nobody has said. */
type Tried<Result> =
  | Committed<Result>
  | { kind: 'failed'; failure: unknown; isFirst: boolean }
  | {
      kind: 'unanswered';
      failure: unknown;
      retryable: boolean;
      marker: CommitMarker | null;
      ifCommitted: Committed<Result>;
    };

/** @param lastAttemptAt when the last attempt may begin; null is some seconds after the first, which may wait for its connection */
async function runUntilCommitted<Result>(
  pool: ConnectionPool,
  work: (transaction: Transaction) => Promise<Result>,
  lastAttemptAt: number | null,
): Promise<Committed<Result>> {
  let until = lastAttemptAt;
  let connections = 1;
  /** Set while an earlier attempt may have committed, which the next one that commits would settle. */
  let doubt: OutcomeUnknown | null = null;
  let isLookedFor = lastAttemptAt !== null;
  for (let attempts = 1; ; attempts += 1) {
    const tried: Tried<Result> = await tryOnce(pool, work, () => {
      until ??= performance.now() + LAST_ATTEMPT_AFTER_MS;
    });
    if (tried.kind === 'committed') return tried;
    const { failure } = tried;
    const remedy = tried.kind === 'unanswered' ? 'another connection' : databaseFailure(failure)?.remedy;
    if (tried.kind === 'unanswered' && !isLookedFor) {
      isLookedFor = true;
      until = Math.max(until ?? 0, performance.now() + FIND_OUT_MS);
    }
    const isOver = attempts >= MAX_ATTEMPTS || until === null || performance.now() > until;
    // On several writers an attempt that was refused may have been so because the earlier one has committed.
    if (tried.kind === 'failed' && tried.isFirst && remedy !== 'run again') doubt = null;
    if (tried.kind === 'unanswered') {
      const unknown = new OutcomeUnknown(failure, tried.retryable);
      if (tried.retryable) doubt ??= unknown;
      else {
        if (isOver || !tried.marker || until === null) throw unknown;
        if (await hasCommitted(pool, tried.marker, until, unknown)) return tried.ifCommitted;
      }
    }
    // Whoever is in doubt has no better answer to give, and waits for the server to come back.
    const mayRepeat =
      remedy === 'run again' ||
      (remedy === 'another connection' && connections < MAX_CONNECTIONS) ||
      (doubt !== null && remedy !== undefined);
    if (!mayRepeat || isOver) throw doubt ?? failure;
    if (remedy === 'another connection' && connections < MAX_CONNECTIONS) connections += 1;
    else if (remedy === 'run again') await pauseAfter(attempts);
    else await after(MAX_PAUSE_MS);
  }
}

/** @param onConnected told before anything is sent */
async function tryOnce<Result>(
  pool: ConnectionPool,
  work: (transaction: Transaction) => Promise<Result>,
  onConnected: () => void,
): Promise<Tried<Result>> {
  let connection: PooledConnection;
  try {
    connection = await pool.connection();
  } catch (failure) {
    return { kind: 'failed', failure, isFirst: false };
  }
  onConnected();
  const attempt: Attempt = { afterCommit: [], retryable: false, isFirst: false, hasWritten: false };
  let marker: CommitMarker | null = null;
  let result: Result;
  try {
    await inSpan('START TRANSACTION', pool.schema, () => connection.query('START TRANSACTION'));
    const transaction = new Transaction(connection, attempt, pool.schema);
    result = await work(transaction);
    if (!attempt.hasWritten) attempt.retryable = true;
    if (pool.leavesTraces && !attempt.retryable) {
      marker = connection.nextMarker();
      await leaveMarker(transaction, marker);
    }
  } catch (failure) {
    await rollBack(connection);
    return { kind: 'failed', failure, isFirst: attempt.isFirst };
  }
  const ifCommitted: Committed<Result> = { kind: 'committed', result, afterCommit: attempt.afterCommit };
  try {
    await inSpan('COMMIT', pool.schema, () => connection.query('COMMIT'));
  } catch (failure) {
    if (isCommitRefused(failure)) {
      await rollBack(connection);
      return { kind: 'failed', failure, isFirst: attempt.isFirst };
    }
    // The server may yet say something else about it; nobody is to use what this transaction has left.
    connection.destroy();
    return { kind: 'unanswered', failure, retryable: attempt.retryable, marker, ifCommitted };
  }
  connection.release();
  return ifCommitted;
}

/** Finds out whether a transaction has committed, over another connection. Throws `unknown` when nobody says in time. */
async function hasCommitted(
  pool: ConnectionPool,
  marker: CommitMarker,
  until: number,
  unknown: OutcomeUnknown,
): Promise<boolean> {
  const ask = async (transaction: Transaction) => {
    transaction.markRetryable();
    return await wasCommitted(transaction, marker);
  };
  for (;;) {
    try {
      return (await runUntilCommitted(pool, ask, until)).result;
    } catch {
      if (performance.now() > until) throw unknown;
      await after(MAX_PAUSE_MS);
    }
  }
}

/** At random, because those that met here would otherwise meet again. */
function pauseAfter(attempts: number): Promise<void> {
  return after(Math.random() * Math.min(MAX_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (attempts - 1)));
}

/** Leaves nothing of a failed transaction. A connection on which even that fails is ended, which rolls back too. */
async function rollBack(connection: PooledConnection): Promise<void> {
  if (!connection.isAlive) return connection.destroy();
  await connection.query('ROLLBACK').then(
    () => connection.release(),
    () => connection.destroy(),
  );
}

/** Runs a statement that has no parameters within a span. */
function inSpan(sql: string, schema: string, run: () => Promise<void>): Promise<void> {
  const span = currentSpan() === null ? null : beginStatement(sql, schema);
  return span === null ? run() : endWith(span, run);
}
