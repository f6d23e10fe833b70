import { expect, test } from 'vitest';
import { type Access, LIMITS } from '../../access-format/access.ts';
import { accessReport } from '../../access-format/access-report.ts';
import { parseReport } from '../../access-format/parse-report.ts';
import { Notes } from './access-notes.ts';
import { partsOf } from './access-parts.ts';

function accessOf(people: number): Access {
  const notes = new Notes();
  const fields = new Set(['Cliente.email']);
  notes.gave(new Map(Array.from({ length: people }, (_, index) => [String(index + 1), fields])));
  return notes.access({ user: 'ana', requestId: 'um', status: 200, ms: 1 });
}

test.each([0, 1, LIMITS.people])('a request with the data of %i people is one part', (people) => {
  const access = accessOf(people);
  const parts = [...partsOf(access)];
  expect(parts).toEqual([access]);
  expect(parts[0]).toBe(access);
});

test('one with the data of more people than a report may have is several that are understood, with each person once', () => {
  const access = accessOf(2 * LIMITS.people + 1);
  const parts = [...partsOf(access)];

  expect(parts.map(({ titulares, continuacao }) => [titulares.length, continuacao])).toEqual([
    [LIMITS.people, undefined],
    [LIMITS.people, true],
    [1, true],
  ]);
  expect(parts.flatMap(({ titulares }) => titulares)).toEqual(access.titulares);
  for (const part of parts) expect(parseReport(accessReport('id', 'router', [part]).payload)).toHaveLength(1);
});
