import knex from 'knex';
import { LRUCache } from 'lru-cache';
import type { SqlParam, Statements } from './statements.ts';

/** The values of a row by column. */
export type InsertedRow = Readonly<Record<string, SqlParam>>;

const ROWS_PER_STATEMENT = 500;
/** Building a text of hundreds of rows takes as long as sending it; those that are used again and again are few. */
const built = new LRUCache<string, Built>({ max: 64 });
/** Only builds SQL; it has no connection. */
const builder = knex({ client: 'mysql2' });

/**
 * Inserts many rows, 500 a statement. All have the columns of the first one.
 *
 * @param adding columns to which a row adds its value where the key is there already; without them that is an error
 */
export async function bulkInsert(
  statements: Statements,
  table: string,
  rows: readonly InsertedRow[],
  { adding = [] }: { adding?: readonly string[] } = {},
): Promise<void> {
  const names = Object.keys(rows[0] ?? {});
  for (let at = 0; at < rows.length; at += ROWS_PER_STATEMENT) {
    const end = Math.min(rows.length, at + ROWS_PER_STATEMENT);
    const { sql, columns } = statementFor(table, names, end - at, adding);
    const values: SqlParam[] = [];
    for (let index = at; index < end; index += 1) {
      for (const column of columns) values.push(rows[index]?.[column] ?? null);
    }
    await statements.write(sql, values);
  }
}

/** A statement for so many rows, which runs prepared. */
interface Built {
  readonly sql: string;
  /** In the order in which the statement takes a row's values. */
  readonly columns: readonly string[];
}

function statementFor(
  table: string,
  names: readonly string[],
  rows: number,
  adding: readonly string[],
): Built {
  const key = [rows, table, names.join(), adding.join()].join(' ');
  const known = built.get(key);
  if (known) return known;
  const made = build(table, names, rows, adding);
  built.set(key, made);
  return made;
}

function build(table: string, names: readonly string[], rows: number, adding: readonly string[]): Built {
  // Each value is the name of its column, so that the bindings say in which order values are taken.
  const row = Object.fromEntries(names.map((name) => [name, name]));
  const insert = builder(table).insert(new Array(rows).fill(row));
  const sum = (column: string) => builder.raw('?? + VALUES(??)', [column, column]);
  const query =
    adding.length === 0
      ? insert
      : insert.onConflict().merge(Object.fromEntries(adding.map((column) => [column, sum(column)])));
  const { sql, bindings } = query.toSQL().toNative();
  return { sql, columns: bindings.slice(0, names.length).map(String) };
}
