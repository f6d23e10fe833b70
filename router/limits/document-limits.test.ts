import { getIntrospectionQuery } from 'graphql';
import { expect, test } from 'vitest';
import { documentProblem } from './document-limits.ts';

const problem = (source: string, maxSelections = 500) => documentProblem(source, { maxSelections });
const repeat = (count: number, part: (n: number) => string) =>
  Array.from({ length: count }, (_, n) => part(n)).join(' ');

test('a document within the limits, and one that is no GraphQL, have no problem', () => {
  expect(problem('{ a { b } }')).toBe(null);
  expect(problem('{ a { b ')).toBe(null);
  expect(problem('')).toBe(null);
  expect(problem(getIntrospectionQuery({ inputValueDeprecation: true, oneOf: true }))).toBe(null);
});

test('selections count wherever their fragment is spread', () => {
  expect(problem('{ a ...F ...F } fragment F on T { b c }', 7)).toBe(null);
  expect(problem('{ a ...F ...F } fragment F on T { b c }', 6)).toMatch(
    /too many selections.* at most 6 are/,
  );
});

test.each(['', ' @include(if: $v)'])(
  'fragments that spread each other twice%s are refused in no time',
  (condition) => {
    const next = (n: number) => `...F${n + 1}${condition}`;
    const fragments = repeat(34, (n) => `fragment F${n} on T { ${next(n)} ${next(n)} }`);
    const started = performance.now();

    expect(problem(`{ ...F0 } ${fragments}`)).toMatch(/too many selections/);
    expect(performance.now() - started).toBeLessThan(1_000);
  },
);

test('operations are counted, and brackets before anything is parsed', () => {
  expect(problem(repeat(50, (n) => `query Q${n} { a }`))).toBe(null);
  expect(problem(repeat(51, (n) => `query Q${n} { a }`))).toBe(
    'The document has 51 operations; at most 50 are allowed.',
  );
  expect(problem('{a'.repeat(3_000))).toBe('The operation nests more than 200 brackets.');
});
