import { expect, test } from 'vitest';
import { beginnings, PERIODS, spanOf } from './periods.ts';

test('a period ends with the minute that is under way', () => {
  expect(spanOf(PERIODS['24h'], new Date('2026-03-02T10:11:12.345Z'))).toEqual({
    de: '2026-03-01T10:12:00.000Z',
    ate: '2026-03-02T10:12:00.000Z',
  });
});

test('hours and days of which a part is in a time', () => {
  const iso = (steps: 'HORA' | 'DIA', de: string, ate: string) =>
    beginnings(steps, { de, ate }).map((at) => new Date(at).toISOString());

  expect(iso('HORA', '2026-03-02T10:12:00Z', '2026-03-02T12:12:00Z')).toEqual([
    '2026-03-02T10:00:00.000Z',
    '2026-03-02T11:00:00.000Z',
    '2026-03-02T12:00:00.000Z',
  ]);
  expect(iso('DIA', '2026-03-01T02:00:00Z', '2026-03-02T03:00:00Z')).toEqual([
    '2026-02-28T03:00:00.000Z',
    '2026-03-01T03:00:00.000Z',
  ]);
});
