import { expect, test } from 'vitest';
import { instantText } from './instant-text.ts';

test('the text of an instant is that of toISOString, at the ends of days and years, of more days than are kept, and before 1970', () => {
  const times = [
    ...[0, 1, 999, 59_999, 3_599_999, 86_399_999, 86_400_000, -1, -86_400_000],
    Date.UTC(2024, 1, 29, 23, 59, 59, 999),
    Date.UTC(9999, 11, 31, 23, 59, 59, 999),
    Date.UTC(10_000, 0),
    Date.parse('0000-01-01T00:00:00.000Z'),
    ...Array.from({ length: 5_000 }, (_, number) => number * 86_461_001),
    ...Array.from({ length: 100 }, () => Math.floor(Math.random() * Date.UTC(10_000, 0))),
  ];
  expect(times.map((time) => instantText(new Date(time)))).toEqual(
    times.map((time) => new Date(time).toISOString()),
  );
});

test('what is no instant has no text', () => {
  expect(() => instantText(new Date(Number.NaN))).toThrow(RangeError);
});
