import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fullTextPrefixQuery, isId, toSqlInstant } from './sql-values.ts';

test('an instant is written in UTC with milliseconds', () => {
  expect(toSqlInstant(new Date('2026-01-31T12:30:00.007-03:00'))).toBe('2026-01-31 15:30:00.007');
});

test('an id is a positive whole number that fits BIGINT', () => {
  expect(['1', '42', '9223372036854775807'].every(isId)).toBe(true);
  expect(['', '0', '01', '-1', '1.0', '1e3', ' 1', 'x', '1'.repeat(20)].some(isId)).toBe(false);
});

test('a search has no operator of the full-text language left, whatever is typed', () => {
  expect(fullTextPrefixQuery('Ana  d\'Ávila (ana@x.com) -"~*<>')).toBe('+Ana* +Ávila* +ana*');
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(fullTextPrefixQuery(text) ?? '').toMatch(/^(\+[\p{L}\p{N}_]+\* ?)*$/u);
    }),
  );
});

test('words that no index has are asked for only when there is no other', () => {
  expect(fullTextPrefixQuery('Caixa de som com 24 W')).toBe('+Caixa* +som*');
  expect(fullTextPrefixQuery('de')).toBe('+de*');
  expect(fullTextPrefixQuery('__ ana_maria')).toBe('+ana_maria*');
  expect(fullTextPrefixQuery('__')).toBeNull();
});
