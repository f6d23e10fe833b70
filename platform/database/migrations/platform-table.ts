import type { Database } from '../database.ts';
import type { Migration, Migrations } from './migrations.ts';

/** A table of the platform's own that a schema may have, with everything that is done about it wherever it is. */
export interface PlatformTable {
  /** Its name in SQL; of several that belong together, of the first. */
  readonly name: string;
  /** What makes it and has changed it since, oldest first, by names of its own: `'inbox-0001-create': ...`. */
  readonly migrations: Migrations;
  /**
   * Removes rows that nobody needs any more, in steps.
   *
   * @param stopping ends it between two statements
   */
  forgetOld(database: Database, stopping?: AbortSignal): Promise<void>;
}

/** A table whose first migrations a schema has under other names, from before tables had names of their own for them. */
interface RecordedTable {
  readonly table: PlatformTable;
  readonly names: readonly string[];
}

/** A table as a schema has recorded its first migrations, in their order. What the table has more goes by its own names. */
export function recordedAs(table: PlatformTable, ...names: string[]): RecordedTable {
  return { table, names };
}

/** The migrations of a schema, and those of its tables that are the platform's. */
export interface SchemaTables {
  readonly migrations: Migrations;
  readonly tables: readonly PlatformTable[];
}

/**
 * The migrations of a schema with those of the platform's tables that it lists, each once: first those with a number, in their
 * order, then those that go by a table's own name.
 *
 * @param own by numbers, `'0001-create-cadastro': ...`
 */
export function withTables(
  own: Migrations,
  listed: readonly (PlatformTable | RecordedTable)[],
): SchemaTables {
  const recorded = listed.map((one) => ('table' in one ? one : recordedAs(one)));
  const numbered = Object.entries(own);
  const named: [string, Migration][] = [];
  for (const { table, names } of recorded)
    for (const [place, [name, migration]] of Object.entries(table.migrations).entries()) {
      const before = names[place];
      if (before === undefined) named.push([name, migration]);
      else numbered.push([before, migration]);
    }
  numbered.sort(([a], [b]) => (a < b ? -1 : 1));
  const migrations = Object.fromEntries([...numbered, ...named]);
  if (Object.keys(migrations).length < numbered.length + named.length)
    throw new Error('two migrations of a schema have one name, or a table is listed twice');
  return {
    migrations,
    tables: recorded.map(({ table }) => table),
  };
}
