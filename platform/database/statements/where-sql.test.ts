import { expect, test } from 'vitest';
import { whereSql } from './where-sql.ts';

test('conditions are joined in their order, and those without a value are left out', () => {
  expect(whereSql([['a = ?', 0], ['b = ?', undefined], 'NOT c', ['d = ?', null], ['e = ?', '']])).toEqual({
    sql: 'a = ? AND NOT c AND e = ?',
    params: [0, ''],
  });
});

test('where nothing is asked for all rows are meant', () => {
  expect(whereSql([['a = ?', undefined]])).toEqual({ sql: 'TRUE', params: [] });
});
