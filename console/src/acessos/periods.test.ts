import { expect, test } from 'vitest';
import { PERIODS, periodNamed, spanOf } from './periods.ts';

test('a period ends with the minute that is under way', () => {
  expect(spanOf(PERIODS['24h'], new Date('2026-03-02T10:11:12.345Z'))).toEqual({
    de: '2026-03-01T10:12:00.000Z',
    ate: '2026-03-02T10:12:00.000Z',
  });
});

test.each([
  ['7d', '7d'],
  [null, '24h'],
  ['toString', '24h'],
])('%j is the period %j', (name, period) => {
  expect(periodNamed(name)).toBe(period);
});
