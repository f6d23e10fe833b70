import { badUserInput } from '../errors/client-errors.ts';
import type { CursorCodec } from './cursors.ts';

/**
 * Keyset pagination (https://use-the-index-luke.com/no-offset) behind Relay connections
 * (https://relay.dev/graphql/connections.htm): a page starts where the index says, however deep in the list it is.
 */

/** One column of an order. Columns are NOT NULL and the last one is unique, so that every row has one place. */
export interface KeysetColumn<Row> {
  /** As it stands in SQL. */
  column: string;
  direction: 'asc' | 'desc';
  /** `?`, or a cast where the server would otherwise compare as floating point. */
  placeholder?: string;
  /** The row's value as the server compares it: an instant as `YYYY-MM-DD HH:MM:SS.mmm`, a number in digits. */
  value(row: Row): string;
  /** Orders two rows as the server does, ascending. Needed only where rows of several parents arrive together. */
  compare?(a: Row, b: Row): number;
}

/** An order of a list. `list` names list and order, and ties a cursor to them. */
export interface Keyset<Row> {
  list: string;
  columns: readonly [KeysetColumn<Row>, ...KeysetColumn<Row>[]];
}

/** The order of a list that every parent has one of: a cursor of one parent's list is none of another's. */
export function ofParent<Row>(keyset: Keyset<Row>, parent: string): Keyset<Row> {
  return { ...keyset, list: `${keyset.list}:${parent}` };
}

/** The arguments of every connection field. */
export interface PageArguments {
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
}

/** A checked page: at most `limit` rows between two positions, counted from the start or from the end. */
export interface Page {
  limit: number;
  backward: boolean;
  after: readonly string[] | null;
  before: readonly string[] | null;
}

const DEFAULT_PAGE_SIZE = 20;
export const MAX_PAGE_SIZE = 100;

/** Checks the arguments of a connection field. Throws BAD_USER_INPUT that names the argument. */
export function parsePage<Row>(args: PageArguments, keyset: Keyset<Row>, cursors: CursorCodec): Page {
  const { first, last } = args;
  if (first != null && last != null) throw badUserInput('Give `first` or `last`, not both.');
  return {
    limit: pageSize('first', first) ?? pageSize('last', last) ?? DEFAULT_PAGE_SIZE,
    backward: last != null,
    after: position('after', args.after, keyset, cursors),
    before: position('before', args.before, keyset, cursors),
  };
}

function pageSize(argument: string, size: number | null | undefined): number | null {
  if (size == null) return null;
  if (size < 1 || size > MAX_PAGE_SIZE) {
    throw badUserInput(`\`${argument}\` must be between 1 and ${MAX_PAGE_SIZE}; it is ${size}.`);
  }
  return size;
}

function position<Row>(
  argument: string,
  cursor: string | null | undefined,
  keyset: Keyset<Row>,
  cursors: CursorCodec,
): string[] | null {
  if (cursor == null) return null;
  return cursors.decode(keyset.list, cursor, argument);
}

/** Two equal pages have equal keys. */
export function pageKey(page: Page): string {
  return JSON.stringify([page.limit, page.backward, page.after, page.before]);
}

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

/**
 * Rows of several parents in page order. The branches of a UNION come in order from both servers, but neither
 * promises it (https://dev.mysql.com/doc/refman/8.4/en/union.html), so the order is made certain here.
 */
export function inPageOrder<Row>(keyset: Keyset<Row>, page: Page, rows: Row[]): Row[] {
  return rows.sort((a, b) => {
    for (const { direction, compare } of keyset.columns) {
      const order = compare?.(a, b) ?? 0;
      if (order !== 0) return page.backward === (direction === 'asc') ? -order : order;
    }
    return 0;
  });
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

/** A page of a list in the shape of a Relay connection; cursors are made only when they are read. */
export class Connection<Row> {
  readonly nodes: readonly Row[];
  readonly #keyset: Keyset<Row>;
  readonly #page: Page;
  readonly #cursors: CursorCodec;
  readonly #more: boolean;
  readonly #count: () => Promise<number>;

  /** @param rows what a statement with `pageSql` found: in page order, with the one row more */
  constructor(
    rows: readonly Row[],
    list: { keyset: Keyset<Row>; page: Page; cursors: CursorCodec; count: () => Promise<number> },
  ) {
    this.#keyset = list.keyset;
    this.#page = list.page;
    this.#cursors = list.cursors;
    this.#count = list.count;
    this.#more = rows.length > list.page.limit;
    const page = this.#more ? rows.slice(0, list.page.limit) : rows;
    this.nodes = list.page.backward ? page.toReversed() : page;
  }

  /** How long the whole list is; known without asking when the page is the whole list. */
  count(): number | Promise<number> {
    const { after, before } = this.#page;
    return this.#more || after || before ? this.#count() : this.nodes.length;
  }

  get edges(): Edge<Row>[] {
    const cursorOf = (row: Row) => this.#cursorOf(row);
    return this.nodes.map((node) => new Edge(node, cursorOf));
  }

  get pageInfo(): PageInfo {
    const { backward, after, before } = this.#page;
    return new PageInfo({
      hasNextPage: backward ? before !== null : this.#more,
      hasPreviousPage: backward ? this.#more : after !== null,
      cursorAt: (index) => {
        const row = this.nodes.at(index);
        return row === undefined ? null : this.#cursorOf(row);
      },
    });
  }

  #cursorOf(row: Row): string {
    return this.#cursors.encode(
      this.#keyset.list,
      this.#keyset.columns.map((column) => column.value(row)),
    );
  }
}

// Classes, because an object literal with a getter would keep its page in memory for long: docs/decisions/0014.

class Edge<Row> {
  readonly node: Row;
  readonly #cursorOf: (row: Row) => string;

  constructor(node: Row, cursorOf: (row: Row) => string) {
    this.node = node;
    this.#cursorOf = cursorOf;
  }

  get cursor(): string {
    return this.#cursorOf(this.node);
  }
}

class PageInfo {
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  readonly #cursorAt: (index: number) => string | null;

  constructor(page: {
    hasNextPage: boolean;
    hasPreviousPage: boolean;
    cursorAt: (index: number) => string | null;
  }) {
    this.hasNextPage = page.hasNextPage;
    this.hasPreviousPage = page.hasPreviousPage;
    this.#cursorAt = page.cursorAt;
  }

  get startCursor(): string | null {
    return this.#cursorAt(0);
  }

  get endCursor(): string | null {
    return this.#cursorAt(-1);
  }
}
