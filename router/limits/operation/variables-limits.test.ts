import { expect, test } from 'vitest';
import { variablesProblem } from './variables-limits.ts';

const keys = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, n) => [`k${n}`, n]));

test('variables of any usual form have no problem', () => {
  expect(variablesProblem({})).toBe(null);
  expect(variablesProblem({ id: '1', f: { texto: 'ana', and: [{ a: null }, [1, 2]] } })).toBe(null);
  expect(
    variablesProblem({ ids: Array.from({ length: 50_000 }, (_, n) => n), f: keys(500), ...keys(2_000) }),
  ).toBe(null);
});

test('objects of too many fields and values nested too deep are told', () => {
  expect(variablesProblem({ f: [[keys(501)]] })).toBe(
    'The variables have an object with 501 fields; at most 500 are allowed.',
  );
  for (const [open, close] of [
    ['[', ']'],
    ['{"a":', '}'],
  ] as const) {
    const nested = (levels: number) => JSON.parse(`{"f":${open.repeat(levels)}1${close.repeat(levels)}}`);
    expect(variablesProblem(nested(200))).toBe(null);
    expect(variablesProblem(nested(40_000))).toBe(
      'The variables nest 201 lists and objects or more in each other; at most 200 are allowed.',
    );
  }
});
