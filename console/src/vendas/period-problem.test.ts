import { expect, test } from 'vitest';
import { periodProblem } from './period-problem.ts';

test.each([
  ['2026-01-01', '2026-01-01', 'DIA', null],
  ['2026-01-01', '2027-02-04', 'DIA', null],
  ['2026-01-01', '2027-02-05', 'DIA', /^Por dia o período tem no máximo 400 dias/],
  ['2026-01-01', '2033-08-25', 'SEMANA', null],
  ['2026-01-01', '2035-01-01', 'SEMANA', /^O período tem partes demais/],
  ['2016-01-01', '2026-01-01', 'MES', null],
  ['0001-01-01', '9999-12-31', 'MES', /^O período tem mais de dez anos/],
  ['1990-01-01', '1990-01-31', 'MES', null],
  ['2999-01-01', '2999-12-31', 'MES', null],
  ['1989-12-31', '1990-01-31', 'MES', /^Há vendas entre 01\/01\/1990 e 31\/12\/2999/],
  ['9990-01-01', '9999-12-31', 'MES', /^Há vendas entre/],
  ['2026-01-02', '2026-01-01', 'MES', /^O período termina antes de começar/],
] as const)('from %s until %s by %s', (de, ate, granularidade, expected) => {
  const problem = periodProblem({ de, ate, granularidade });
  if (expected === null) expect(problem).toBe(null);
  else expect(problem).toMatch(expected);
});
