import type { Knex } from 'knex';
import type { Database } from './database.ts';

/** One step of a schema. There is no way down: a release is undone by a migration of its own. */
export interface Migration {
  up(knex: Knex): Promise<void>;
}

/** The migrations of one schema by name, in the order they run: `'0001-create-cadastro': ...`. */
export type Migrations = Readonly<Record<string, Migration>>;

const LOCK_WAIT_SECONDS = 60;

/**
 * Brings the schema up to date. Several replicas may call it at once: a named lock lets one work while the others
 * wait, at most a minute. Returns the names of the migrations it ran.
 */
export async function migrate(database: Database, migrations: Migrations): Promise<string[]> {
  return await database.knex.transaction(async (lockHolder) => {
    const [[row]] = await lockHolder.raw(`SELECT GET_LOCK(CONCAT(DATABASE(), '.migrations'), ?) AS locked`, [
      LOCK_WAIT_SECONDS,
    ]);
    if (Number(row.locked) !== 1)
      throw new Error('another process has been migrating this schema for a minute');
    try {
      const [, ran] = await database.knex.migrate.latest({
        migrationSource: sourceOf(migrations),
        tableName: 'migracoes',
        disableTransactions: true,
      });
      return ran as string[];
    } finally {
      await lockHolder.raw(`SELECT RELEASE_LOCK(CONCAT(DATABASE(), '.migrations'))`);
    }
  });
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
