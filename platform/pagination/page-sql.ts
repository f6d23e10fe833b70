import { badUserInput } from '../errors/client-errors.ts';
import type { Keyset, KeysetColumn } from './keyset.ts';
import type { Page } from './page.ts';

/** The page's part of a statement: what follows its own conditions, to its end. */
export interface PageSql {
  rest: string;
  params: string[];
}

/**
 * The page as SQL: one row more than asked for, which tells whether the list goes on. Its text depends on the page's
 * shape only, never on its size or the cursors' values: each text is a statement that the server keeps.
 */
export function pageSql<Row>(keyset: Keyset<Row>, page: Page): PageSql {
  const params: string[] = [];
  let conditions = '';
  if (page.after) conditions += beyond(keyset, page.after, false, params);
  if (page.before) conditions += beyond(keyset, page.before, true, params);
  const orderBy = keyset.columns
    .map(({ column, direction }) => `${column} ${page.backward === (direction === 'asc') ? 'DESC' : 'ASC'}`)
    .join(', ');
  // As text, because mysql2 sends numbers as DOUBLE, which MySQL does not take for a limit.
  params.push(String(page.limit + 1));
  return { rest: `${conditions} ORDER BY ${orderBy} LIMIT ?`, params };
}

/**
 * `(a, b)` beyond `(x, y)` is written `a <= x AND (a < x OR (a = x AND b < y))`: the servers use an index range
 * for the first comparison, and for a row comparison over mixed directions they would not.
 */
function beyond<Row>(
  keyset: Keyset<Row>,
  values: readonly string[],
  reversed: boolean,
  params: string[],
): string {
  const [head] = keyset.columns;
  params.push(value(values, 0));
  return ` AND ${head.column} ${comparison(head, reversed)}= ${head.placeholder ?? '?'} AND ${from(0)}`;

  function from(index: number): string {
    const column = keyset.columns[index];
    if (!column) throw new RangeError(`no column ${index} in ${keyset.list}`);
    const mark = column.placeholder ?? '?';
    params.push(value(values, index));
    const strictly = `${column.column} ${comparison(column, reversed)} ${mark}`;
    if (index === keyset.columns.length - 1) return strictly;
    params.push(value(values, index));
    return `(${strictly} OR (${column.column} = ${mark} AND ${from(index + 1)}))`;
  }
}

function comparison<Row>(column: KeysetColumn<Row>, reversed: boolean): '<' | '>' {
  return (column.direction === 'asc') === reversed ? '<' : '>';
}

function value(values: readonly string[], index: number): string {
  const found = values[index];
  // A cursor is authenticated and tied to its list, so only a change of the keyset between releases gets here.
  if (found === undefined) throw badUserInput('The cursor is of an earlier release; start again without it.');
  return found;
}
