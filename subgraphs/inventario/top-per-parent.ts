import { LRUCache } from 'lru-cache';
import type { ReadBounds } from '../../platform/database/statements/reading-request.ts';
import { keyBatches, paddedSize } from '../../platform/database/statements/sql-text.ts';
import type { Statements } from '../../platform/database/statements/statements.ts';
import { inPageOrder, type Keyset } from '../../platform/pagination/keyset.ts';
import type { Page } from '../../platform/pagination/page.ts';
import { pageSql } from '../../platform/pagination/page-sql.ts';

/** The lists of some parents, of each the same page. */
export interface ParentLists<Row> {
  keyset: Keyset<Row>;
  page: Page;
  /** The column with the parent's id. */
  parentColumn: string;
  parentIds: readonly string[];
  /** The parent's id in a row. */
  parentOf(row: Row): string | null;
  /** That it is read for. */
  request: ReadBounds;
}

/** A server keeps some 12 KB for each branch of a prepared UNION. */
const MAX_BRANCHES = 128;

/** The same text is the same prepared statement, and long ones take time to put together. */
const texts = new LRUCache<string, string>({ max: 200 });

/**
 * Reads just the page of each parent, in page order: one index range with a limit per parent, where a window function
 * would read every row of every parent first. Padded with NULL parents, which match nothing. What is selected has to
 * be in an index: InnoDB reads eight rows ahead on each range, and would look up rows that are beyond the limit.
 *
 * @param select from SELECT to before FROM
 */
export async function readTopPerParent<Row>(
  statements: Statements,
  select: string,
  { keyset, page, parentColumn, parentIds, parentOf, request }: ParentLists<Row>,
): Promise<Row[]> {
  const { rest, params } = pageSql(keyset, page);
  const branch = `(${select} FROM inventario WHERE ${parentColumn} = ?${rest})`;
  const batches = await Promise.all(
    keyBatches(parentIds, MAX_BRANCHES).map((ids) => {
      const size = paddedSize(ids.length);
      const allParams: (string | null)[] = [];
      for (let index = 0; index < size; index += 1) allParams.push(ids[index] ?? null, ...params);
      return statements.read<Row>(union(branch, size), allParams, request);
    }),
  );
  return inPageOrder(keyset, page, { rows: batches.flat(), parentOf });
}

function union(branch: string, size: number): string {
  const key = `${size} ${branch}`;
  const known = texts.get(key);
  if (known !== undefined) return known;
  const text = new Array<string>(size).fill(branch).join(' UNION ALL ');
  texts.set(key, text);
  return text;
}
