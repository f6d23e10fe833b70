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

/** The order of a list that every parent has one of: a cursor of one parent's list is not valid in another's. */
export function ofParent<Row>(keyset: Keyset<Row>, parent: string): Keyset<Row> {
  return { ...keyset, list: `${keyset.list}:${parent}` };
}

/** The same list from its other end. */
export function reversed<Row>(keyset: Keyset<Row>, list: string): Keyset<Row> {
  const [head, ...others] = keyset.columns.map(
    (column): KeysetColumn<Row> => ({ ...column, direction: column.direction === 'asc' ? 'desc' : 'asc' }),
  );
  if (!head) throw new RangeError(`no column in ${keyset.list}`);
  return { list, columns: [head, ...others] };
}

/**
 * Rows of several parents, those of each in page order. The branches of a UNION come in order from both servers, but neither
 * promises it (https://dev.mysql.com/doc/refman/8.4/en/union.html), so the order is made certain here: by a look at each
 * row, and by sorting only where it is another one.
 */
export function inPageOrder<Row>(
  keyset: Keyset<Row>,
  { backward }: { backward: boolean },
  { rows, parentOf }: { rows: Row[]; parentOf(row: Row): string | null },
): Row[] {
  const order = (a: Row, b: Row): number => {
    for (const { direction, compare } of keyset.columns) {
      const ascending = compare?.(a, b) ?? 0;
      if (ascending !== 0) return backward === (direction === 'asc') ? -ascending : ascending;
    }
    return 0;
  };
  const last = new Map<string | null, Row>();
  for (const row of rows) {
    const parent = parentOf(row);
    const before = last.get(parent);
    if (before !== undefined && order(before, row) > 0) return rows.sort(order);
    last.set(parent, row);
  }
  return rows;
}
