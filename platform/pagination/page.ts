import { badUserInput } from '../errors/client-errors.ts';
import type { CursorCodec } from './cursors.ts';
import type { Keyset } from './keyset.ts';
import { MAX_PAGE_SIZE } from './page-size.ts';

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

/** The list that a connection field gives. */
export interface List<Row> {
  keyset: Keyset<Row>;
  cursors: CursorCodec;
  /** Rows of a page when no argument says how many; see `pageSizeOf`. */
  pageSize: number;
}

/** The page that the arguments of a connection field ask for. Throws BAD_USER_INPUT that names the argument. */
export function parsePage<Row>(args: PageArguments, { keyset, cursors, pageSize }: List<Row>): Page {
  const { first, last } = args;
  if (first != null && last != null) throw badUserInput('Give `first` or `last`, not both.');
  return {
    limit: sizeGiven('first', first) ?? sizeGiven('last', last) ?? pageSize,
    backward: last != null,
    after: position('after', args.after, keyset, cursors),
    before: position('before', args.before, keyset, cursors),
  };
}

function sizeGiven(argument: string, size: number | null | undefined): number | null {
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

/** A text that is equal for equal pages. */
export function pageKey(page: Page): string {
  return JSON.stringify([page.limit, page.backward, page.after, page.before]);
}
