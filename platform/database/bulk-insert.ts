import knex from 'knex';
import type { SqlParam, Statements } from './statements.ts';

/** The values of a row by column. */
export type InsertedRow = Readonly<Record<string, SqlParam>>;

const ROWS_PER_STATEMENT = 500;
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
  let built: Built | null = null;
  for (let at = 0; at < rows.length; at += ROWS_PER_STATEMENT) {
    const batch = rows.slice(at, at + ROWS_PER_STATEMENT);
    if (built?.rows !== batch.length) built = build(table, batch, adding);
    const { sql, columns } = built;
    await statements.write(
      sql,
      batch.flatMap((row) => columns.map((column) => row[column] ?? null)),
    );
  }
}

/** A statement for so many rows, which is built once and runs prepared. */
interface Built {
  readonly sql: string;
  /** In the order in which the statement takes a row's values. */
  readonly columns: readonly string[];
  readonly rows: number;
}

function build(table: string, batch: readonly InsertedRow[], adding: readonly string[]): Built {
  const names = Object.keys(batch[0] ?? {});
  // Each value is the name of its column, so that the bindings say in which order values are taken.
  const row = Object.fromEntries(names.map((name) => [name, name]));
  const insert = builder(table).insert(batch.map(() => row));
  const sum = (column: string) => builder.raw('?? + VALUES(??)', [column, column]);
  const query =
    adding.length === 0
      ? insert
      : insert.onConflict().merge(Object.fromEntries(adding.map((column) => [column, sum(column)])));
  const { sql, bindings } = query.toSQL().toNative();
  return { sql, columns: bindings.slice(0, names.length).map(String), rows: batch.length };
}
