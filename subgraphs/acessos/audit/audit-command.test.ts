import { expect, test } from 'vitest';
import { parseInstant } from './audit-command.ts';

test.each([
  '2026-01-27',
  '2026-01-27T21:00:00Z',
  '2026-01-27T21:00:00.123Z',
  '2026-01-27T18:00:00-03:00',
  '2026-01-27T21:00Z',
])('%s is an instant up to which erasures are accepted', (text) => {
  expect(parseInstant(text)).toEqual(new Date(text));
});

test.each([
  ['yesterday', /is an instant as in/],
  ['2026-13-01', /is an instant as in/],
  // What it means depends on the machine.
  ['2026-01-27T21:00:00', /is an instant as in/],
  ['2999-01-01', /It has not been yet/],
])('%s is none', (text, expected) => {
  expect(() => parseInstant(text)).toThrow(expected);
});
