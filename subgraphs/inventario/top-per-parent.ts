import { LRUCache } from 'lru-cache';
import { type Keyset, type Page, pageSql } from '../../platform/keyset.ts';
import { paddedSize } from '../../platform/sql-text.ts';

/** The lists of some parents, of each the same page. */
export interface ParentLists<Row> {
  keyset: Keyset<Row>;
  page: Page;
  /** The column with the parent's id. */
  parentColumn: string;
  parentIds: readonly string[];
}

export interface Statement {
  sql: string;
  params: (string | null)[];
}

/** The same text is the same prepared statement, and long ones take time to put together. */
const texts = new LRUCache<string, string>({ max: 200 });

/**
 * One statement that reads just the page of each parent: one index range with a limit per parent, where a window
 * function would read every row of every parent first. Padded with NULL parents, which match nothing. What is selected
 * has to be in an index: InnoDB reads eight rows ahead on each range, and would look up rows that are beyond the limit.
 *
 * @param select from SELECT to before FROM
 */
export function topPerParent<Row>(
  select: string,
  { keyset, page, parentColumn, parentIds }: ParentLists<Row>,
): Statement {
  const { conditions, params, orderBy, limit } = pageSql(keyset, page);
  const branch = `(${select} FROM inventario WHERE ${parentColumn} = ?${conditions} ORDER BY ${orderBy} LIMIT ${limit})`;
  const size = paddedSize(parentIds.length);
  const allParams: (string | null)[] = [];
  for (let index = 0; index < size; index += 1) allParams.push(parentIds[index] ?? null, ...params);
  const key = `${size} ${branch}`;
  const sql = texts.get(key) ?? union(branch, size);
  texts.set(key, sql);
  return { sql, params: allParams };
}

function union(branch: string, size: number): string {
  return new Array<string>(size).fill(branch).join(' UNION ALL ');
}
