import { expect, test, vi } from 'vitest';
import { Connection } from './connection.ts';
import { createCursorCodec } from './cursors.ts';
import type { Keyset } from './keyset.ts';
import { type PageArguments, parsePage } from './page.ts';

const LETTERS: Keyset<string> = {
  list: 'letters',
  columns: [{ column: 'letter', direction: 'asc', value: (letter) => letter }],
};
const cursors = createCursorCodec('a-secret-for-tests-only-0123456789');

function connection(rows: string[], args: PageArguments, count: () => Promise<number>): Connection<string> {
  const page = parsePage(args, { keyset: LETTERS, cursors, pageSize: 20 });
  return new Connection(rows, { keyset: LETTERS, page, cursors, count });
}

test.each([
  { name: 'from the start', args: { first: 2 } },
  { name: 'from the end', args: { last: 2 } },
])('a page $name that is the whole list is its own count', async ({ args }) => {
  const count = vi.fn(async () => 99);

  expect(await connection(['a', 'b'], args, count).count()).toBe(2);
  expect(count).not.toHaveBeenCalled();
});

test.each([
  { name: 'with more behind it', args: { first: 2 }, rows: ['a', 'b', 'c'] },
  { name: 'after a cursor', args: { first: 2, after: cursors.encode('letters', ['a']) }, rows: ['b'] },
  { name: 'before a cursor', args: { last: 2, before: cursors.encode('letters', ['b']) }, rows: ['a'] },
])('a page $name is counted by the store', async ({ args, rows }) => {
  expect(await connection(rows, args, async () => 99).count()).toBe(99);
});
