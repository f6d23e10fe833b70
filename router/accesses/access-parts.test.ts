import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { type Access, LIMITS } from '../../access-format/access.ts';
import { accessReport, writtenReport } from '../../access-format/access-report.ts';
import { parseReport } from '../../access-format/parse-report.ts';
import { Notes } from './access-notes.ts';
import { partsOf } from './access-parts.ts';

/** Of the body of a request to a subgraph. */
const MOST_BYTES = 4 * 1024 * 1024;

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

test('one with as many fields of each person as a report may name is in parts that a subgraph takes as bodies', () => {
  const notes = new Notes();
  const fields = new Set(Array.from({ length: LIMITS.fields }, (_, index) => `Cliente.campo${index}`));
  const first = 9_000_000_000_000_000_000n;
  notes.gave(
    new Map(Array.from({ length: LIMITS.people }, (_, index) => [String(first + BigInt(index)), fields])),
  );
  const access = notes.access({ user: 'ana', requestId: 'um', status: 200, ms: 1 });
  const parts = [...partsOf(access)];

  expect(parts.flatMap(({ titulares }) => titulares)).toEqual(access.titulares);
  expect(parts.map(({ continuacao }) => continuacao === true)).toEqual(parts.map((_, at) => at > 0));
  for (const part of parts)
    expect(writtenReport(accessReport(randomUUID(), randomUUID(), [part])).bytes.length).toBeLessThan(
      MOST_BYTES,
    );
});
