import type { CursorCodec } from './cursors.ts';
import type { Keyset } from './keyset.ts';
import type { Page } from './page.ts';

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

// Classes, because an object literal with a getter would keep its page in memory for long: docs/decisions/0013.

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
