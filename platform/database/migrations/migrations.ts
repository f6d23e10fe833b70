import type { Knex } from 'knex';
import { databaseFailure } from '../../errors/database-failures.ts';
import { StartError } from '../../process/ending/start-error.ts';
import { type Database, openDatabase } from '../database.ts';
import { createLeases, LEASE_TABLE, type Lease, waitForLease } from '../housekeeping/lease.ts';
import { type MigrationRun, type MigrationSteps, stepsOn } from './migration-steps.ts';
import { RESTORE_TABLE, RestoreUnfinished } from './restore-mark.ts';

/**
 * One step of a schema. There is no way down: a release is undone by a migration of its own, and processes of the
 * release before work on the schema of this one.
 */
export interface Migration {
  /** Is run again, from its start, when an earlier run ended before its end was recorded. */
  up(steps: MigrationSteps): Promise<void>;
}

/**
 * The migrations of one schema by name, in the order they run: those of a domain by number, `'0001-create-cadastro': ...`, and
 * those of tables of the platform by the table's name, `'inbox-0001-create': ...`.
 */
export type Migrations = Readonly<Record<string, Migration>>;

/** A name by a table of the platform: of it nobody knows whose schema it is in. */
const OF_A_TABLE = /^[a-z_]+-\d{4}-/;

/** What a run of `migrate` has done. */
export interface Migrated {
  /** The names of the migrations that it ran. */
  ran: string[];
  /** The names of those of which something was in the schema before, as after a run that was ended halfway. */
  foundDone: string[];
  /** The names of those in the schema that only a later release has. */
  ofLaterRelease: string[];
}

/** knex's own table, which those who know knex know. */
const TABLE = 'knex_migrations';
const RECORD = { tableName: TABLE };
/** What the table was called before. */
const FORMER_TABLE = 'migracoes';
const LEASE = 'migrations';
const WAIT_MS = 60_000;
/** A change of a large table takes its time. */
const STATEMENT_TIMEOUT_MS = 30 * 60_000;
/** Longer than a request waits: a process that starts has much else to do before it hears that it is connected. */
const CONNECT_TIMEOUT_MS = 10_000;

export interface MigrateOptions {
  /** As of `PoolOptions`. */
  ca?: string | null;
  /** Ends the run where it is; the next one goes on from there. */
  stopping?: AbortSignal;
  /** True for the restore itself, of whose schema nobody else has any use yet. */
  isRestore?: boolean;
  /** Told once, when another process is at work and this one waits. */
  onWaiting?: () => void;
  /** Told once for each change that has to wait for transactions which have its table open. */
  onTableInUse?: () => void;
}

/**
 * Brings a schema up to date. Several replicas may do so at once, each on another node of a cluster: a lease keeps one
 * at work while the others wait, at most a minute. A schema that a later release has migrated is left as it is.
 *
 * @param databaseUrl of the schema, `mysql://user:password@host:port/schema`
 */
export async function migrate(
  databaseUrl: string,
  migrations: Migrations,
  { ca = null, stopping, onWaiting, onTableInUse, isRestore = false }: MigrateOptions = {},
): Promise<Migrated> {
  stopping?.throwIfAborted();
  await using database = openDatabase({
    url: databaseUrl,
    ca,
    poolSize: 1,
    statementTimeoutMs: STATEMENT_TIMEOUT_MS,
    acquireTimeoutMs: CONNECT_TIMEOUT_MS,
    maxAgeMs: Number.POSITIVE_INFINITY,
  });
  stopping?.addEventListener('abort', () => database.abandon(), { once: true });
  const before = await statusIn(database, migrations);
  if (before.isRestored && !isRestore) throw new RestoreUnfinished();
  if (before.isCurrent) return { ran: [], foundDone: [], ofLaterRelease: before.ofLaterRelease };
  // The lease is renewed while a long statement has the other connection.
  await using leases = openDatabase({ url: databaseUrl, ca, poolSize: 1 });
  await createLeases(leases);
  await using lease = await waitForLease(leases, LEASE, { withinMs: WAIT_MS, onWaiting, stopping });
  if (!lease) throw new Error('another process has been migrating this schema for a minute');
  await renameFormerTable(database);
  const foundDone = new Set<string>();
  const config: Knex.MigratorConfig = {
    ...RECORD,
    migrationSource: sourceOf(migrations, lease, { foundDone, stopping, onTableInUse }),
    disableTransactions: true,
    // It would refuse a schema with migrations of a later release too; `unknownIn` refuses those of another domain.
    disableMigrationsListValidation: true,
  };
  const knex = await database.knex();
  const [listed] = await knex.migrate.list(config);
  const recorded = listed as readonly { name: string }[];
  const ofLaterRelease = unknownIn(recorded, migrations);
  await runAll(knex, config);
  const ranBefore = new Set(recorded.map(({ name }) => name));
  const ran = Object.keys(migrations).filter((name) => !ranBefore.has(name));
  return { ran, foundDone: [...foundDone], ofLaterRelease };
}

const MAX_RUNS = 8;

/** Runs what is to be run, again from there where a cluster has refused one of knex's own transactions. */
async function runAll(knex: Knex, config: Knex.MigratorConfig): Promise<void> {
  for (let runs = 1; ; runs += 1) {
    try {
      // knex has a lock of its own, a row, which whoever is killed while holding it never gives back.
      await knex.migrate.forceFreeMigrationsLock(RECORD);
      await knex.migrate.latest(config);
      return;
    } catch (error) {
      if (runs === MAX_RUNS || !mayPass(error)) throw error;
    }
  }
}

/** Whether knex was refused a lock, which the lease has made this process's own, or the server has rolled something back. */
function mayPass(error: unknown): boolean {
  if (error instanceof Error && error.name === 'MigrationLocked') return true;
  return databaseFailure(error)?.remedy === 'run again';
}

/** Which migrations of a schema have been run. */
export interface MigrationStatus {
  done: string[];
  pending: string[];
  /** The names of those in the schema that only a later release has. */
  ofLaterRelease: string[];
}

/** Tells which migrations a schema has, and changes nothing. Throws StartError for another domain's schema. */
export async function migrationStatus(databaseUrl: string, migrations: Migrations): Promise<MigrationStatus> {
  await using database = openDatabase({ url: databaseUrl, poolSize: 1 });
  const { done, pending, ofLaterRelease } = await statusIn(database, migrations);
  return { done, pending, ofLaterRelease };
}

/** @returns as well whether there is nothing at all to do, and whether a restore has not ended */
async function statusIn(
  database: Database,
  migrations: Migrations,
): Promise<MigrationStatus & { isCurrent: boolean; isRestored: boolean }> {
  const all = await existingTables(database);
  const isRestored = all.has(RESTORE_TABLE);
  const tables = new Set([...all].filter((name) => name !== RESTORE_TABLE));
  const table = [TABLE, FORMER_TABLE].find((name) => tables.has(name));
  const recorded = table
    ? await database.read<{ name: string }>(`SELECT name FROM ${table} ORDER BY id`, [])
    : [];
  const ofLaterRelease = unknownIn(recorded, migrations);
  const names = new Set(recorded.map(({ name }) => name));
  const pending = Object.keys(migrations).filter((name) => !names.has(name));
  return {
    done: Object.keys(migrations).filter((name) => names.has(name)),
    pending,
    ofLaterRelease,
    isRestored,
    isCurrent: pending.length === 0 && [...tables].sort().join() === [LEASE_TABLE, TABLE].join(),
  };
}

/**
 * Gives the table of a schema of before its name of now, and leaves a view of the former name: to a release of before, in
 * a rolling upgrade or after a step back, the schema is then as migrated as it is. Goes on where a killed run ended.
 */
async function renameFormerTable(database: Database): Promise<void> {
  const tables = await existingTables(database);
  if (tables.has(FORMER_TABLE) && !tables.has(TABLE)) {
    await database.write(`RENAME TABLE ${FORMER_TABLE} TO ${TABLE}`, []);
  } else if (!tables.has(`${FORMER_TABLE}_lock`)) {
    return;
  }
  await database.write(`CREATE OR REPLACE VIEW ${FORMER_TABLE} AS SELECT * FROM ${TABLE}`, []);
  // Last, because it tells that there was a schema of before.
  await database.write(`DROP TABLE IF EXISTS ${FORMER_TABLE}_lock`, []);
}

/** Those tables for migrating, of now and of before, and for restoring, that there are. */
async function existingTables(database: Database): Promise<ReadonlySet<string>> {
  const tables = await database.read<{ name: string }>(
    "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = DATABASE() AND table_type = 'BASE TABLE' AND table_name IN (?, ?, ?, ?, ?)",
    [TABLE, FORMER_TABLE, `${FORMER_TABLE}_lock`, LEASE_TABLE, RESTORE_TABLE],
  );
  return new Set(tables.map(({ name }) => name));
}

/** The names that only a later release has. Throws StartError when others are unknown: the schema is another domain's. */
function unknownIn(recorded: readonly { name: string }[], migrations: Migrations): string[] {
  const last = Object.keys(migrations).findLast((name) => !OF_A_TABLE.test(name)) ?? '';
  const unknown = recorded.map(({ name }) => name).filter((name) => !(name in migrations));
  const foreign = unknown.filter((name) => name < last && !OF_A_TABLE.test(name));
  if (foreign.length > 0) {
    throw new StartError(
      `The schema has migrations of something else (${foreign.join(', ')}): give each subgraph a schema of its own in its database URL.`,
    );
  }
  return unknown;
}

function sourceOf(migrations: Migrations, lease: Lease, run: MigrationRun): Knex.MigrationSource<string> {
  return {
    getMigrations: () => Promise.resolve(Object.keys(migrations)),
    getMigrationName: (name) => name,
    getMigration: (name) => {
      const migration = migrations[name];
      if (!migration) throw new Error(`there is no migration ${name}`);
      return Promise.resolve({
        up: (knex) => migration.up(stepsOn(knex, lease, name, run)),
        down: () => Promise.reject(new Error('no way down')),
      });
    },
  };
}
