import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { UsageLine } from './usage-line.ts';
import { UsageSum } from './usage-sum.ts';

function line(values: Partial<UsageLine> = {}): UsageLine {
  return {
    v: 1,
    day: '2026-11-20',
    hash: 'a'.repeat(64),
    name: 'A',
    client: 'loja',
    clientVersion: '1.0',
    document: 'query A{a}',
    fields: ['Query.a'],
    enumValues: [],
    inputFields: [],
    count: 1,
    lastSeen: '2026-11-20T10:00:00.000Z',
    ...values,
  };
}

function summed(lines: readonly UsageLine[]): UsageSum {
  const sum = new UsageSum();
  for (const one of lines) sum.add(one);
  return sum;
}

test('a sum stays a number that a line may have', () => {
  const count = Number.MAX_SAFE_INTEGER;

  expect(summed([line({ count }), line({ count })]).sortedLines()).toEqual([line({ count })]);
});

test('documents to which others gave one hash stay apart, and the order of lines says nothing', () => {
  const lines = [
    line({ document: 'query B{b}' }),
    line({ count: 2, name: 'Other' }),
    line({ document: 'query B{b}', name: 'B' }),
    line({ count: 4, name: null }),
  ];

  const sums = [line({ count: 6, name: 'Other' }), line({ document: 'query B{b}', count: 2, name: 'A' })];
  expect(summed(lines).sortedLines()).toEqual(sums);
  expect(summed(lines.reverse()).sortedLines()).toEqual(sums);
});

test('lines of the same operation, client, version and day are summed', () => {
  const sum = summed([
    line({ count: 3, enumValues: ['E.B'] }),
    line({ day: '2026-11-21' }),
    line({ client: null }),
    line({ count: 4, enumValues: ['E.A', 'E.B'], lastSeen: '2026-11-20T09:00:00+00:00' }),
  ]);

  expect(sum.sortedLines()).toEqual([
    line({ count: 7, enumValues: ['E.A', 'E.B'] }),
    line({ client: null }),
    line({ day: '2026-11-21' }),
  ]);
});

const anyLine = fc
  .record({
    day: fc.constantFrom('2026-11-20', '2026-11-21'),
    client: fc.constantFrom(null, 'loja', ''),
    enumValues: fc.subarray(['E.A', 'E.B', 'E.C']),
    count: fc.integer({ min: 1, max: 1_000 }),
    hour: fc.integer({ min: 0, max: 9 }),
  })
  .map(({ hour, ...values }) => line({ ...values, lastSeen: `${values.day}T0${hour}:00:00.000Z` }));

test('neither order nor merging in steps changes the result, and no call is lost', () => {
  const cases = fc
    .array(anyLine)
    .chain((lines) => fc.tuple(fc.constant(lines), fc.shuffledSubarray(lines, { minLength: lines.length })));
  fc.assert(
    fc.property(cases, fc.nat(20), ([lines, shuffled], at) => {
      const merged = summed(lines).sortedLines();

      expect(summed(shuffled).sortedLines()).toEqual(merged);
      expect(summed([...summed(lines.slice(0, at)).sortedLines(), ...lines.slice(at)]).sortedLines()).toEqual(
        merged,
      );
      const calls = (all: UsageLine[]) => all.reduce((sum, { count }) => sum + count, 0);
      expect(calls(merged)).toBe(calls(lines));
    }),
  );
});
