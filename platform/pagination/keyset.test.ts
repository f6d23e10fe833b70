import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inPageOrder, type Keyset } from './keyset.ts';

interface Row {
  parent: string;
  at: number;
  id: number;
}

const NEWEST: Keyset<Row> = {
  list: 'rows',
  columns: [
    { column: 'at', direction: 'desc', value: ({ at }) => String(at), compare: (a, b) => a.at - b.at },
    { column: 'id', direction: 'desc', value: ({ id }) => String(id), compare: (a, b) => a.id - b.id },
  ],
};

const anyRows = fc.uniqueArray(
  fc.record({ parent: fc.constantFrom('a', 'b', 'c'), at: fc.integer({ min: 0, max: 3 }), id: fc.nat(50) }),
  { selector: ({ id }) => id },
);

test.each([{ backward: false }, { backward: true }])(
  'the rows of each parent are in page order, however they come: $backward',
  ({ backward }) => {
    fc.assert(
      fc.property(anyRows, (rows) => {
        const ordered = inPageOrder(
          NEWEST,
          { backward },
          { rows: [...rows], parentOf: ({ parent }) => parent },
        );

        for (const parent of ['a', 'b', 'c']) {
          const newestFirst = rows
            .filter((row) => row.parent === parent)
            .sort((a, b) => b.at - a.at || b.id - a.id);
          expect(ordered.filter((row) => row.parent === parent)).toEqual(
            backward ? newestFirst.reverse() : newestFirst,
          );
        }
        expect(ordered).toHaveLength(rows.length);
      }),
    );
  },
);

test('rows that come in order are left where they are', () => {
  const rows = [
    { parent: 'b', at: 1, id: 9 },
    { parent: 'a', at: 2, id: 4 },
    { parent: 'b', at: 1, id: 8 },
  ];

  expect(
    inPageOrder(NEWEST, { backward: false }, { rows: [...rows], parentOf: ({ parent }) => parent }),
  ).toEqual(rows);
});
