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
  expect(problem('{ a ...F ...F } fragment F on T { b c }', 6)).toMatch(/has 7 selections.* at most 6 are/);
});

test.each(['', ' @include(if: $v)'])(
  'fragments that spread each other twice%s are refused in no time',
  (condition) => {
    const next = (n: number) => `...F${n + 1}${condition}`;
    const fragments = repeat(34, (n) => `fragment F${n} on T { ${next(n)} ${next(n)} }`);
    const started = performance.now();

    expect(problem(`{ ...F0 } ${fragments}`)).toMatch(/has (\d+|more than 1000000) selections/);
    expect(performance.now() - started).toBeLessThan(1_000);
  },
);

test('operations are counted, and brackets before anything is parsed', () => {
  expect(problem(repeat(50, (n) => `query Q${n} { a }`))).toBe(null);
  expect(problem(repeat(51, (n) => `query Q${n} { a }`))).toBe(
    'The document has 51 operations; at most 50 are allowed.',
  );
  expect(problem('{a'.repeat(3_000))).toBe(
    'The operation nests 3000 brackets in each other; at most 200 are allowed.',
  );
});

test('fragments are counted, which validation compares with each other', () => {
  const beside = (count: number) =>
    `{ ${repeat(count, (n) => `...F${n}`)} } ${repeat(count, (n) => `fragment F${n} on T { a${n} }`)}`;
  expect(problem(beside(300), 2_000)).toBe(null);
  expect(problem(beside(301), 2_000)).toBe('The document has 301 fragments; at most 300 are allowed.');
});

test('fragments in each other are counted, and circles of many refused', () => {
  const chain = (levels: number) =>
    `{ ...F0 } ${repeat(levels, (n) => `fragment F${n} on T { ...F${n + 1} }`)} fragment F${levels} on T { a }`;
  expect(problem(chain(99))).toBe(null);
  expect(problem(chain(1_200))).toBe(
    'The document nests 1201 fragments in each other; at most 100 are allowed.',
  );
  const circle = (count: number, more: string) =>
    `{ ...F0 } ${repeat(count, (n) => `fragment F${n} on T { a ...F${(n + 1) % count} ${more} }`)}`;
  expect(problem(circle(3, '...F0'))).toBe(null); // Validation says so.
  expect(problem(circle(60, '...F0'))).toBe(
    'The document has 60 fragments, some of which spread themselves; at most 50 are allowed then.',
  );
});

test('one name many times in one place is refused, unless it is a plain field', () => {
  expect(problem(`{ a { ${repeat(100, (n) => `b(n: ${n}) { c }`)} } }`, 2_000)).toBe(null);
  expect(problem(`{ a { ${repeat(101, (n) => `b(n: ${n})`)} } }`, 2_000)).toMatch(/one name 101 times/);
  expect(problem(`fragment F on T { ... { ${repeat(101, () => 'b { c }')} } } { a }`, 2_000)).toMatch(
    /one name/,
  );
  expect(problem(`{ a { ${repeat(500, () => 'b')} } }`, 2_000)).toBe(null);
});
