import type { Knex } from 'knex';
import { openDatabase } from './database.ts';

/** One step of a schema. There is no way down: a release is undone by a migration of its own. */
export interface Migration {
  up(knex: Knex): Promise<void>;
}

/** The migrations of one schema by name, in the order they run: `'0001-create-cadastro': ...`. */
export type Migrations = Readonly<Record<string, Migration>>;

const LOCK_WAIT_SECONDS = 60;

/**
 * Brings a schema up to date. Several replicas may do so at once: a named lock lets one work while the others wait,
 * at most a minute. Returns the names of the migrations it ran.
 *
 * @param databaseUrl of the schema, `mysql://user:password@host:port/schema`
 */
export async function migrate(databaseUrl: string, migrations: Migrations): Promise<string[]> {
  // One connection holds the lock, outside a transaction, which DDL would end; the other works.
  await using holder = openDatabase({ url: databaseUrl, poolSize: 1 });
  await using worker = openDatabase({ url: databaseUrl, poolSize: 1 });
  const [lock] = await holder.read<{ locked: string | null }>(
    `SELECT GET_LOCK(CONCAT(DATABASE(), '.migrations'), ${LOCK_WAIT_SECONDS}) AS locked`,
    [],
  );
  if (Number(lock?.locked) !== 1)
    throw new Error('another process has been migrating this schema for a minute');
  const [, ran] = await worker.knex.migrate.latest({
    migrationSource: sourceOf(migrations),
    tableName: 'migracoes',
    disableTransactions: true,
  });
  // Closing the connection gives the lock back.
  return ran as string[];
}

function sourceOf(migrations: Migrations): Knex.MigrationSource<string> {
  return {
    getMigrations: () => Promise.resolve(Object.keys(migrations)),
    getMigrationName: (name) => name,
    getMigration: (name) => {
      const migration = migrations[name];
      if (!migration) throw new Error(`there is no migration ${name}`);
      return Promise.resolve({
        up: (k) => migration.up(k),
        down: () => Promise.reject(new Error('no way down')),
      });
    },
  };
}
