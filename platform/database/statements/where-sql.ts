import type { SqlParam } from './statements.ts';

/** What rows have to fulfil: SQL with the value of its parameter, which counts only where there is one, or SQL alone. */
export type SqlCondition = readonly [sql: string, value: SqlParam | undefined] | string;

/** What follows WHERE. */
export interface WhereSql {
  readonly sql: string;
  readonly params: readonly SqlParam[];
}

/**
 * The conditions that are asked for, joined by AND: `whereSql([['uf = ?', 'SP'], ['cidade = ?', undefined]])` is `uf = ?`. All
 * rows fulfil none.
 *
 * @param conditions a value of null or undefined leaves its condition out
 */
export function whereSql(conditions: readonly SqlCondition[]): WhereSql {
  const parts: string[] = [];
  const params: SqlParam[] = [];
  for (const condition of conditions) {
    if (typeof condition === 'string') parts.push(condition);
    else {
      const [sql, value] = condition;
      if (value === null || value === undefined) continue;
      parts.push(sql);
      params.push(value);
    }
  }
  return { sql: parts.join(' AND ') || 'TRUE', params };
}

/**
 * The condition that a column of ASCII characters has a text, which counts only where there is one. Servers refuse to compare
 * such a column with other characters, which no row has.
 */
export function asciiEquals(column: string, text: string | undefined): SqlCondition {
  return text !== undefined && /\P{ASCII}/u.test(text) ? 'FALSE' : [`${column} = ?`, text];
}
