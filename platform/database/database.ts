import type { Knex } from 'knex';
import { DeadlineExceeded, OutcomeUnknown } from '../errors/client-errors.ts';
import { databaseFailure, isTimeout, isUnanswered } from '../errors/database-failures.ts';
import { Deadline } from '../process/deadlines/deadline.ts';
import { currentSpan } from '../telemetry/span.ts';
import { AwaitedStatement } from './connections/awaited-statement.ts';
import { ConnectionPool } from './connections/connection-pool.ts';
import type { DatabaseHealth } from './connections/database-health.ts';
import type { PoolOptions } from './connections/pool-options.ts';
import { DatabaseProbe } from './servers/database-probe.ts';
import { PrimaryWatch } from './servers/primary-watch.ts';
import { type ReplicaOptions, Replicas, type Ways } from './servers/replicas.ts';
import type { ReadBounds } from './statements/reading-request.ts';
import { statementResult, written } from './statements/statement-results.ts';
import { beginStatement, endStatement } from './statements/statement-span.ts';
import type { SqlParam, Statements } from './statements/statements.ts';
import { runTransaction, type Transaction } from './transactions/transaction.ts';

/**
 * Does not throw.
 *
 * @param isCertain false when a connection was lost: the server may then go on until its own limit
 */
export type OnEnded = (isCertain: boolean) => void;

/** One MySQL schema behind one pool of connections, whose statements are all prepared. */
export interface Database extends Statements, AsyncDisposable {
  /**
   * As of every `Statements`.
   *
   * @param onEnded told once when the server no longer works on the statement, which may be after the deadline
   */
  read<Row>(
    sql: string,
    params: readonly SqlParam[],
    bounds?: ReadBounds | null,
    onEnded?: OnEnded,
  ): Promise<Row[]>;
  /**
   * Runs `work` in a transaction (READ COMMITTED) that commits when it resolves and rolls back when it throws. A
   * transaction that the server has chosen as the victim of a deadlock, or whose connection was lost before it
   * committed, is run again from the start, so whatever else `work` does must be harmless when it is done twice.
   * Throws OutcomeUnknown when nobody knows whether it has committed.
   */
  transaction<Result>(work: (transaction: Transaction) => Promise<Result>): Promise<Result>;
  /** For migrations; it is loaded, and has a connection of its own, when it is first used. */
  knex(): Promise<Knex>;
  /** Whether the schema can be read and written; known within a second. */
  health(): Promise<DatabaseHealth>;
  /** Whether reads of several requests may be one statement (joined-reads.ts). */
  readonly joinsReads: boolean;
  /** What it was opened with, as for another one in a thread: plain data. */
  readonly config: DatabaseConfig;
  /** Ends every connection now; what is under way fails. It is to be disposed of all the same. */
  abandon(): void;
}

export interface DatabaseConfig extends PoolOptions {
  /** Servers that follow the one of `url`, for reads that may lag; the schema has the table `transacao` (commit-marker-table.ts) then. */
  replicas?: ReplicaOptions | null;
  /** By default true. */
  joinReads?: boolean;
}

/** Opens a pool; connects when first used. */
export function openDatabase(config: DatabaseConfig): Database {
  const pool = new ConnectionPool(config);
  const primary = [pool, pool];
  const write: Database['write'] = (sql, params) =>
    runAnywhere([pool], sql, params, { deadline: null, onEnded: ignore }).then(written, unknownIfUnanswered);
  const { replicas: following } = config;
  const replicas = following
    ? new Replicas(following, config, pool, { write, read: (sql, params) => database.read(sql, params) })
    : null;
  let builder: Promise<Knex> | null = null;
  const watch = pool.addresses.length > 1 ? new PrimaryWatch(pool, config.ca ?? null) : null;
  let probe: DatabaseProbe | null = null;
  const database: Database = {
    read: <Row>(
      sql: string,
      params: readonly SqlParam[],
      bounds: ReadBounds | null = null,
      onEnded: OnEnded = ignore,
    ) => {
      const deadline = bounds?.deadline ?? null;
      const ways = bounds?.mayLag ? replicas?.ways() : null;
      if (!ways) return runAnywhere(primary, sql, params, { deadline, onEnded }) as Promise<Row[]>;
      const onFailed = () => replicas?.passOver(ways);
      return readNearby(ways, sql, params, { deadline, onEnded, onFailed }) as Promise<Row[]>;
    },
    write,
    transaction: (work) => runTransaction(pool, work),
    joinsReads: config.joinReads ?? true,
    config,
    knex() {
      builder ??= knexOver(pool);
      return builder;
    },
    async health() {
      if (watch) return await watch.ask();
      probe ??= new DatabaseProbe(config);
      const health = await probe.ask();
      // Those of the pool were opened when the server was another one, or had another role.
      if (health === 'read only' || health === 'not in the primary component') pool.distrust();
      return health;
    },
    abandon() {
      replicas?.destroy();
      pool.destroy();
    },
    async [Symbol.asyncDispose]() {
      await (await builder)?.destroy();
      await Promise.all([probe?.close(), watch?.close(), replicas?.close(), pool.close()]);
    },
  };
  return database;
}

/** Most processes find every migration done, and thus have no use for some three hundred modules. */
async function knexOver(pool: ConnectionPool): Promise<Knex> {
  const { default: knex } = await import('knex');
  const connectionPool = { getConnection: pool.getConnection.bind(pool), end: ignore };
  return knex({ client: 'mysql2', connectionPool, log: SILENT } as Knex.Config);
}

/**
 * What knex would print, past the log and with what servers say, in which they quote rows. Whatever fails is thrown as well, and a migration
 * that is interrupted is no failure.
 */
const SILENT: Knex.Logger = { debug: ignore, deprecate: ignore, warn: ignore, error: ignore };

/** How a statement is run outside transactions. */
interface Run {
  deadline: Deadline | null;
  onEnded: OnEnded;
  /** Which pool is tried; the first, unless that one has failed. */
  at?: number;
}

function ignore(): void {}

/** A replica that takes longer is passed over: the primary is to have time left to answer in. */
const NEARBY_MS = 2_000;

/**
 * Reads from a replica, and when that fails, or takes long, from the primary.
 *
 * @param run with `onFailed`: told when the replica has not answered
 */
async function readNearby(
  [replica, primary]: Ways,
  sql: string,
  params: readonly SqlParam[],
  { deadline, onEnded, onFailed }: Run & { onFailed: () => void },
): Promise<unknown> {
  const short = Deadline.after(Math.min(NEARBY_MS, deadline ? deadline.timeLeft / 2 : NEARBY_MS));
  const cancel = () => short.cancel();
  deadline?.onCancel(cancel);
  // Both servers have ended when the last of this and the statement at the replica has.
  let working = 2;
  let allCertain = true;
  const oneEnded: OnEnded = (isCertain) => {
    allCertain &&= isCertain;
    working -= 1;
    if (working === 0) onEnded(allCertain);
  };
  try {
    const rows = await runAnywhere([replica], sql, params, { deadline: short, onEnded: oneEnded });
    oneEnded(true);
    return rows;
  } catch (error) {
    const isSlow = error instanceof DeadlineExceeded;
    if (deadline?.isOver || !(isSlow || databaseFailure(error))) {
      oneEnded(true);
      throw error;
    }
    onFailed();
  } finally {
    deadline?.offCancel(cancel);
  }
  return await runAnywhere([primary, primary], sql, params, { deadline, onEnded: oneEnded });
}

/**
 * Runs a statement over a connection of the first pool, and where that one turns out to be lost, over one of the next.
 *
 * @param pools at least one; a statement that writes has no other
 */
function runAnywhere(
  pools: readonly ConnectionPool[],
  sql: string,
  params: readonly SqlParam[],
  run: Run,
): Promise<unknown> {
  const { deadline, onEnded, at = 0 } = run;
  const pool = pools[at];
  const next = pools[at + 1];
  return new Promise((resolve, rejectWith) => {
    if (!pool) throw new Error('a statement has nowhere to run');
    const span = currentSpan() === null ? null : beginStatement(sql, pool.schema);
    const reject = (error: unknown) => {
      endStatement(span, error);
      rejectWith(error);
    };
    const elsewhere = (isLost: boolean, error: unknown) => {
      endStatement(span, error);
      resolve(
        runAnywhere(pools, sql, params, {
          at: at + 1,
          deadline,
          onEnded: (isCertain) => onEnded(isCertain && !isLost),
        }),
      );
    };
    if (deadline?.isOver) {
      onEnded(true);
      return reject(new DeadlineExceeded());
    }
    pool.checkOut((missing, connection) => {
      if (!connection) {
        onEnded(true);
        return reject(missing);
      }
      const awaited = deadline && new AwaitedStatement(pool, connection, deadline, reject);
      connection.execute(sql, params, (error, result, fields) => {
        if (awaited) awaited.end();
        else connection.release();
        if (!error && !awaited?.isGivenUp) {
          onEnded(true);
          endStatement(span, null);
          return resolve(statementResult(result, fields));
        }
        const isLost = isUnanswered(error);
        const again =
          !awaited?.isGivenUp &&
          next !== undefined &&
          databaseFailure(error)?.remedy === 'another connection' &&
          // What was waited for in vain is not waited for twice.
          !isTimeout(error);
        if (again) return elsewhere(isLost, error);
        onEnded(!isLost);
        // A request whose deadline is over has heard so already.
        reject(error);
      });
    }, deadline);
  });
}

/** A write without a transaction commits by itself, so that a lost answer leaves open whether it has. */
function unknownIfUnanswered(error: unknown): never {
  throw isUnanswered(error) ? new OutcomeUnknown(error, false) : error;
}

/** Whether a write failed because a unique key has the value already; with `key`, because that key has. */
export function isDuplicate(error: unknown, key?: string): boolean {
  if (!(error instanceof Error && 'code' in error && error.code === 'ER_DUP_ENTRY')) return false;
  // "Duplicate entry '...' for key 'cadastro_cpf'"; MySQL puts the table's name before the key's.
  return key === undefined || new RegExp(`['.]${key}'$`).test(error.message);
}
