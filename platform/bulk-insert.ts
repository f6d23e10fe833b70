import type { Database, SqlParam } from './database.ts';

const ROWS_PER_STATEMENT = 500;

/** Inserts many rows of the same columns, 500 a statement. The values are in the order of `columns`. */
export async function bulkInsert(
  database: Database,
  table: string,
  columns: readonly string[],
  rows: readonly (readonly SqlParam[])[],
): Promise<void> {
  const row = `(${columns.map(() => '?').join(', ')})`;
  for (let at = 0; at < rows.length; at += ROWS_PER_STATEMENT) {
    const batch = rows.slice(at, at + ROWS_PER_STATEMENT);
    const sql = `INSERT INTO ${table} (${columns.join(', ')}) VALUES ${batch.map(() => row).join(', ')}`;
    await database.write(sql, batch.flat());
  }
}
