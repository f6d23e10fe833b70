import { LRUCache } from 'lru-cache';
import type { SqlParam, Statements } from './statements.ts';

/** The values of a row by column. */
export type InsertedRow = Readonly<Record<string, SqlParam>>;

const ROWS_PER_STATEMENT = 500;
/** Building a text of hundreds of rows takes as long as sending it; those that are used again and again are few. */
const built = new LRUCache<string, string>({ max: 64 });

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
    const sql = statementFor(table, names, end - at, adding);
    const values: SqlParam[] = [];
    for (let index = at; index < end; index += 1) {
      for (const name of names) values.push(rows[index]?.[name] ?? null);
    }
    await statements.write(sql, values);
  }
}

/** A statement for so many rows, which runs prepared. */
function statementFor(
  table: string,
  names: readonly string[],
  rows: number,
  adding: readonly string[],
): string {
  const key = [rows, table, names.join(), adding.join()].join(' ');
  const known = built.get(key);
  if (known !== undefined) return known;
  const made = insertion(table, names, rows, adding);
  built.set(key, made);
  return made;
}

/** Names are constants of the code that inserts, and no input. */
function insertion(table: string, names: readonly string[], rows: number, adding: readonly string[]): string {
  const row = `(${names.map(() => '?').join(', ')})`;
  const insert = `INSERT INTO ${quoted(table)} (${names.map(quoted).join(', ')}) VALUES ${new Array(rows).fill(row).join(', ')}`;
  if (adding.length === 0) return insert;
  const sums = adding.map((name) => `${quoted(name)} = ${quoted(name)} + VALUES(${quoted(name)})`);
  return `${insert} ON DUPLICATE KEY UPDATE ${sums.join(', ')}`;
}

function quoted(name: string): string {
  return `\`${name}\``;
}
