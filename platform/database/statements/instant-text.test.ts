import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isoInstant } from './instant-text.ts';

test('every instant has the text that JavaScript gives it', () => {
  fc.assert(
    fc.property(fc.date({ noInvalidDate: true }), (instant) => {
      expect(isoInstant(instant)).toBe(instant.toISOString());
    }),
    {
      numRuns: 2_000,
      examples: [
        [new Date(0)],
        [new Date(-1)],
        [new Date(8.64e15)],
        [new Date(-8.64e15)],
        [new Date('2024-02-29T23:59:59.999Z')],
        [new Date('0000-01-01T00:00:00.000Z')],
      ],
    },
  );
});

test('instants of more days than are kept have their text', () => {
  const days = Array.from({ length: 10_000 }, (_, day) => new Date(day * 86_400_000 + day));
  expect(days.map(isoInstant)).toEqual(days.map((day) => day.toISOString()));
});

test('what is no instant has no text', () => {
  expect(() => isoInstant(new Date(Number.NaN))).toThrow(RangeError);
});
