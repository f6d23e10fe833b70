import { LRUCache } from 'lru-cache';
import type { SqlParam, Statements } from './statements.ts';

/** The values of a row by column. */
export type InsertedRow = Readonly<Record<string, SqlParam>>;

const ROWS_PER_STATEMENT = 500;
/** Of texts: what else is sent of so many rows fits beside it into the 1 MiB that every server takes at once (`max_allowed_packet`). */
const BYTES_PER_STATEMENT = 900_000;
/** Building a text of hundreds of rows takes as long as sending it; those that are used again and again are few. */
const built = new LRUCache<string, string>({ max: 64 });

/**
 * Inserts many rows, 500 a statement, and fewer where they are long. All have the columns of the first one.
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
  for (let at = 0, end = 0; at < rows.length; at = end) {
    end = endOfStatement(rows, at);
    const sql = statementFor(table, names, end - at, adding);
    const values: SqlParam[] = [];
    for (let index = at; index < end; index += 1) {
      for (const name of names) values.push(rows[index]?.[name] ?? null);
    }
    await statements.write(sql, values);
  }
}

/** Half as many rows until they are short enough: each number of rows is a statement that the server keeps. */
function endOfStatement(rows: readonly InsertedRow[], at: number): number {
  let end = Math.min(rows.length, at + ROWS_PER_STATEMENT);
  while (end - at > 1 && bytesOf(rows, at, end) > BYTES_PER_STATEMENT) end = at + ((end - at) >> 1);
  return end;
}

/** At most so many: a character of UTF-16 has at most three bytes of UTF-8, and to count them costs more than most rows need. */
function bytesOf(rows: readonly InsertedRow[], from: number, to: number): number {
  const atMost = 3 * sumOfTexts(rows, from, to, (text) => text.length);
  return atMost <= BYTES_PER_STATEMENT ? atMost : sumOfTexts(rows, from, to, Buffer.byteLength);
}

function sumOfTexts(
  rows: readonly InsertedRow[],
  from: number,
  to: number,
  sizeOf: (text: string) => number,
): number {
  let sum = 0;
  for (let at = from; at < to; at += 1) {
    const row = rows[at];
    for (const name in row) {
      const value = row[name];
      if (typeof value === 'string') sum += sizeOf(value);
    }
  }
  return sum;
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
