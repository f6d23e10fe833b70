import type { SqlParam, Statements } from './statements.ts';

const ROWS_PER_STATEMENT = 500;

/**
 * Inserts many rows of the same columns, 500 a statement. The values are in the order of `columns`.
 *
 * @param onDuplicate what follows `ON DUPLICATE KEY UPDATE`; without it a key that is there already is an error
 */
export async function bulkInsert(
  statements: Statements,
  table: string,
  columns: readonly string[],
  rows: readonly (readonly SqlParam[])[],
  onDuplicate?: string,
): Promise<void> {
  const row = `(${columns.map(() => '?').join(', ')})`;
  const ending = onDuplicate === undefined ? '' : ` ON DUPLICATE KEY UPDATE ${onDuplicate}`;
  for (let at = 0; at < rows.length; at += ROWS_PER_STATEMENT) {
    const batch = rows.slice(at, at + ROWS_PER_STATEMENT);
    const sql = `INSERT INTO ${table} (${columns.join(', ')}) VALUES ${batch.map(() => row).join(', ')}${ending}`;
    await statements.write(sql, batch.flat());
  }
}
