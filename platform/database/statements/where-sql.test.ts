import { expect, test } from 'vitest';
import { asciiEquals, whereSql } from './where-sql.ts';

test('conditions are joined in their order, and those without a value are left out', () => {
  expect(whereSql([['a = ?', 0], ['b = ?', undefined], 'NOT c', ['d = ?', null], ['e = ?', '']])).toEqual({
    sql: 'a = ? AND NOT c AND e = ?',
    params: [0, ''],
  });
});

test('where nothing is asked for all rows are meant', () => {
  expect(whereSql([['a = ?', undefined]])).toEqual({ sql: 'TRUE', params: [] });
});

test('no row has other characters in a column of ASCII', () => {
  expect(whereSql(['x', 'é', '\ud800', undefined].map((text) => asciiEquals('a', text)))).toEqual({
    sql: 'a = ? AND FALSE AND FALSE',
    params: ['x'],
  });
});
