import { expect, test } from 'vitest';
import { decimalOf } from './decimal.ts';

test.each([
  ['12', '12.00'],
  ['12,5', '12.50'],
  ['12.50', '12.50'],
  ['1.234,50', '1234.50'],
  ['1.234', '1234.00'],
  ['12.345.678,9', '12345678.90'],
  [' 0,99 ', '0.99'],
  ['', null],
  ['abc', null],
  ['1,234', null],
  ['-1', null],
])('%j is %j', (text, decimal) => {
  expect(decimalOf(text)).toBe(decimal);
});
