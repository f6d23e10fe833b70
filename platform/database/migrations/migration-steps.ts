import { setTimeout as pause } from 'node:timers/promises';
import type { Knex } from 'knex';
import { StartError } from '../../process/ending/start-error.ts';
import type { Lease } from '../housekeeping/lease.ts';

/** What a migration does. */
export interface MigrationSteps {
  /**
   * Runs one statement that changes the schema, unless an earlier run has: servers carry such a statement out as a
   * whole (https://dev.mysql.com/doc/refman/8.4/en/atomic-ddl.html), also when whoever sent it is gone.
   */
  alter(sql: string): Promise<void>;
  /** Runs one statement that writes rows; twice has to be as good as once. */
  write(sql: string): Promise<void>;
}

/**
 * A change waits until no transaction has the table open, and whoever comes after it waits behind it. So it waits
 * shortly, steps aside for those, and tries again.
 */
const TABLE_WAIT_SECONDS = 2;
const ASIDE_MS = 3_000;
const TABLE_TRIED_FOR_MS = 15 * 60_000;
/** What servers say when a lock, here that of a table, was waited for in vain. */
const LOCK_WAIT_TIMEOUT = 1205;

/** What steps tell of themselves and hear, in one run over the migrations of a schema. */
export interface MigrationRun {
  /** The names of migrations of which something was in the schema before. */
  foundDone: Set<string>;
  /** Ends the run where it is. */
  stopping?: AbortSignal;
  /** Told once for each change that has to wait for transactions which have its table open. */
  onTableInUse?: () => void;
}

/** The numbers of what servers say of a statement that changes a schema when it has been run before. */
const CHANGED_BEFORE: ReadonlySet<unknown> = new Set([
  1050, // the table exists
  1060, // so does the column
  1061, // the key
  1826, // the constraint, to MariaDB
  3822, // the constraint, to MySQL
  1091, // there is no such key, column or constraint to drop
  3940, // no such constraint, to MySQL
]);

/**
 * The steps of one migration. Each is taken only while this process holds the lease. Throws StartError when a change waits
 * for a transaction for a quarter of an hour.
 */
export function stepsOn(
  knex: Knex,
  lease: Lease,
  migration: string,
  { foundDone, stopping, onTableInUse }: MigrationRun,
): MigrationSteps {
  // To knex a bare question mark is a parameter.
  const run = async (sql: string) => {
    // A statement that changes a schema cannot be part of a transaction. Should the lease run out while it is on its way,
    // another process runs it too, and finds it done.
    await lease.check();
    try {
      await knex.raw(sql.replaceAll('?', '\\?'));
    } catch (error) {
      // Whoever is told of it is not told the statement, nor what the server says, which may quote rows.
      throw error instanceof Error ? Object.assign(error, { migration }) : error;
    }
  };
  const change = async (sql: string) => {
    const until = performance.now() + TABLE_TRIED_FOR_MS;
    for (let told = false; ; told = true) {
      try {
        // Each time, as the connection may be another one.
        await knex.raw(`SET SESSION lock_wait_timeout = ${TABLE_WAIT_SECONDS}`);
        return await run(sql);
      } catch (error) {
        if (errorNumber(error) !== LOCK_WAIT_TIMEOUT) throw error;
        if (performance.now() > until) throw new TableInUse(migration, error);
        if (!told) onTableInUse?.();
        await pause(ASIDE_MS, undefined, { signal: stopping });
      }
    }
  };
  return {
    async alter(sql) {
      try {
        await change(sql);
      } catch (error) {
        if (!CHANGED_BEFORE.has(errorNumber(error))) throw error;
        foundDone.add(migration);
      }
    },
    write: run,
  };
}

function errorNumber(error: unknown): unknown {
  return error instanceof Error && 'errno' in error ? error.errno : null;
}

class TableInUse extends StartError {
  constructor(migration: string, cause: unknown) {
    super(
      `${migration} waits for a transaction that has its table open and does not end, such as a dump: end it, or migrate after it.`,
      { cause },
    );
  }
}
