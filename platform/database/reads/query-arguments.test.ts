import { expect, test } from 'vitest';
import { parseSearch } from './query-arguments.ts';

test('a search is as long as its characters are many, each counted as one', () => {
  expect(parseSearch(`ana ${'😀'.repeat(96)}`)).toBe('+ana*');
  expect(() => parseSearch(`ana ${'😀'.repeat(97)}`)).toThrow('must have 2 to 100 characters');
  expect(() => parseSearch('a\u0301')).toThrow('must have 2 to 100 characters');
  expect(() => parseSearch('😀😀')).toThrow('at least one letter or digit');
});
