import { LEASE_TABLE } from '../../platform/database/housekeeping/lease.ts';
import { RESTORE_TABLE } from '../../platform/database/migrations/restore-mark.ts';
import { StartError } from '../../platform/process/ending/start-error.ts';
import type { SchemaConnection } from '../domains/connection.ts';
import { identifier, type Literal, literalOf } from '../domains/sql-literals.ts';

/** What a dump has of a table. */
export interface DumpedTable {
  rows: number;
  /** The AUTO_INCREMENT that the next row would be given; null for a table without one, and for one that had no row yet. */
  nextId: string | null;
}

/**
 * Keeps every table of a schema from being altered until the transaction ends: a column that is added at once would be in
 * the dump without its migration. One that was altered since the snapshot is an error of the server. Throws StartError for a
 * schema whose restore has not ended: who was erased may be back in it, and its mark would be in the way of another restore.
 */
export async function holdTables(connection: SchemaConnection, schema: string): Promise<void> {
  const tables = await connection.rows<{ name: string }>(
    "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = ? AND table_type = 'BASE TABLE'",
    [schema],
  );
  if (tables.some(({ name }) => name === RESTORE_TABLE))
    throw new StartError(
      `${schema} is being restored, or a restore of it was interrupted: run the same \`backup restore\` again, and make the backup when it has ended.`,
    );
  for (const { name } of tables)
    await connection.run(`SELECT 1 FROM ${identifier(schema)}.${identifier(name)} LIMIT 0`);
}

/** What a dump has, filled as it is written. */
export interface DumpedSchema {
  tables: Record<string, DumpedTable>;
  /** The names of the migrations that the schema has had. */
  migrations: string[];
}

/** Chunks of text are about this long, and so are statements. */
const CHUNK = 256 * 1024;

/** The last line of a dump: without it there was more. */
export const END = '-- end of the dump\n';

/** What every statement of a dump relies on; a value that does not fit is an error and not another value. */
const SESSION = `SET NAMES utf8mb4;
SET SESSION time_zone = '+00:00', SESSION sql_mode = 'NO_AUTO_VALUE_ON_ZERO,STRICT_ALL_TABLES', SESSION foreign_key_checks = 0, SESSION unique_checks = 0;
`;

/**
 * The SQL that makes the tables of a schema and their rows in an empty one, read in the transaction that the connection
 * has. Each statement ends with a semicolon at the end of a line, which nothing within one has. Leases are left out:
 * whoever holds one now does not when it is loaded.
 */
export async function* dumpSchema(
  connection: SchemaConnection,
  schema: string,
  dumped: DumpedSchema,
): AsyncGenerator<string> {
  await refuseWhatIsLeftOut(connection, schema);
  dumped.migrations = await migrationsOf(connection, schema);
  yield SESSION;
  const tables = await connection.rows<{ name: string; type: string }>(
    'SELECT table_name AS name, table_type AS type FROM information_schema.tables WHERE table_schema = ? ORDER BY table_name',
    [schema],
  );
  for (const { name } of tables.filter(({ type }) => type === 'BASE TABLE')) {
    const place = `${identifier(schema)}.${identifier(name)}`;
    const [made] = await connection.rows<Record<string, string>>(`SHOW CREATE TABLE ${place}`);
    const statement = made?.['Create Table'] ?? '';
    const [, nextId = null] = /^\).* AUTO_INCREMENT=(\d+)/m.exec(statement) ?? [];
    const table: DumpedTable = { rows: 0, nextId };
    dumped.tables[name] = table;
    yield `${statement};\n`;
    if (name !== LEASE_TABLE) yield* dumpRows(connection, { schema, name, place }, table);
  }
  for (const { name } of tables.filter(({ type }) => type === 'VIEW')) {
    const [view] = await connection.rows<{ definition: string }>(
      'SELECT view_definition AS definition FROM information_schema.views WHERE table_schema = ? AND table_name = ?',
      [schema, name],
    );
    // Servers write out the schema that it is in, which is not the one that it is loaded into.
    const definition = (view?.definition ?? '').replaceAll(`${identifier(schema)}.`, '');
    yield `CREATE VIEW ${identifier(name)} AS ${definition};\n`;
  }
  yield END;
}

/** Throws StartError when the schema has anything that no migration here makes, and that a dump would lose. */
async function refuseWhatIsLeftOut(connection: SchemaConnection, schema: string): Promise<void> {
  const found = await connection.rows<{ name: string }>(
    `SELECT trigger_name AS name FROM information_schema.triggers WHERE trigger_schema = ?
     UNION ALL SELECT routine_name FROM information_schema.routines WHERE routine_schema = ?
     UNION ALL SELECT event_name FROM information_schema.events WHERE event_schema = ?
     UNION ALL SELECT table_name FROM information_schema.tables
                WHERE table_schema = ? AND table_type NOT IN ('BASE TABLE', 'VIEW')`,
    [schema, schema, schema, schema],
  );
  if (found.length === 0) return;
  const names = found.map(({ name }) => name).join(', ');
  throw new StartError(
    `${schema} has triggers, routines, events, sequences or tables with versions of their rows, which backups do not have (${names}): dump it by the server's own tool.`,
  );
}

/** Throws StartError for a schema that no process has migrated yet: it is not the one that is meant. */
async function migrationsOf(connection: SchemaConnection, schema: string): Promise<string[]> {
  const found = await connection.rows<{ name: string }>(
    "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = ? AND table_name = 'knex_migrations'",
    [schema],
  );
  if (found.length === 0)
    throw new StartError(
      `${schema} has no table of migrations: no process of its domain has used it yet, or the user may not read it.`,
    );
  const recorded = await connection.rows<{ name: string }>(
    `SELECT name FROM ${identifier(schema)}.knex_migrations ORDER BY id`,
  );
  return recorded.map(({ name }) => name);
}

interface TablePlace {
  schema: string;
  name: string;
  /** Both as SQL. */
  place: string;
}

async function* dumpRows(
  connection: SchemaConnection,
  { schema, name, place }: TablePlace,
  table: DumpedTable,
): AsyncGenerator<string> {
  const columns = await writtenColumns(connection, schema, name);
  const names = columns.map((column) => identifier(column.name)).join(', ');
  const insert = `INSERT INTO ${identifier(name)} (${names}) VALUES\n`;
  let text = '';
  for await (const row of connection.stream(`SELECT ${names} FROM ${place}`)) {
    text += text === '' ? insert : ',\n';
    text += `(${columns.map(({ literal }, index) => literal(row[index] ?? null)).join(',')})`;
    table.rows += 1;
    if (text.length < CHUNK) continue;
    yield `${text};\n`;
    text = '';
  }
  if (text !== '') yield `${text};\n`;
}

/** The columns that are given when a row is written: servers refuse values for those that they compute. */
async function writtenColumns(
  connection: SchemaConnection,
  schema: string,
  table: string,
): Promise<{ name: string; literal: Literal }[]> {
  const columns = await connection.rows<{ name: string; type: string; extra: string }>(
    `SELECT column_name AS name, data_type AS type, extra AS extra FROM information_schema.columns
      WHERE table_schema = ? AND table_name = ? ORDER BY ordinal_position`,
    [schema, table],
  );
  return columns
    .filter(({ extra }) => !/\b(STORED|VIRTUAL|PERSISTENT) GENERATED\b/i.test(extra))
    .map(({ name, type }) => ({ name, literal: literalOf(type.toLowerCase(), `${table}.${name}`) }));
}
