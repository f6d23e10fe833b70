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
 * function would read every row of every parent first. Padded with NULL parents, which match nothing. For what is in
 * an index.
 *
 * @param select from SELECT to before FROM
 */
export function topPerParent<Row>(select: string, lists: ParentLists<Row>): Statement {
  return statement(select, lists, (range, size) => union(`(${select} ${range})`, size));
}

/**
 * The same for whole rows. The ranges of several parents give ids only, from the index alone, and the rows are looked
 * up by those: InnoDB reads eight rows ahead on each range, and would look up rows that are beyond the limit.
 */
export function topRowsPerParent<Row>(columns: string, lists: ParentLists<Row>): Statement {
  return statement(columns, lists, (range, size) =>
    size === 1
      ? `SELECT ${columns} ${range}`
      : `SELECT STRAIGHT_JOIN ${columns} FROM (${union(`(SELECT id AS escolhido ${range})`, size)}) AS escolhidos JOIN inventario ON inventario.id = escolhido`,
  );
}

function statement<Row>(
  selected: string,
  { keyset, page, parentColumn, parentIds }: ParentLists<Row>,
  make: (range: string, size: number) => string,
): Statement {
  const { conditions, params, orderBy, limit } = pageSql(keyset, page);
  const range = `FROM inventario WHERE ${parentColumn} = ?${conditions} ORDER BY ${orderBy} LIMIT ${limit}`;
  const size = paddedSize(parentIds.length);
  const allParams: (string | null)[] = [];
  for (let index = 0; index < size; index += 1) allParams.push(parentIds[index] ?? null, ...params);
  const key = `${size} ${selected} ${range}`;
  const sql = texts.get(key) ?? make(range, size);
  texts.set(key, sql);
  return { sql, params: allParams };
}

function union(branch: string, size: number): string {
  return new Array<string>(size).fill(branch).join(' UNION ALL ');
}
