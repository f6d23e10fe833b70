import { parse } from 'graphql';
import { expect, test } from 'vitest';
import { countExpandedSelections } from './expanded-selections.ts';

const count = (source: string, name?: string | null, limit = 1_000) =>
  countExpandedSelections(parse(source), name, limit);

test.each([
  { source: '{ a }', selections: 1 },
  { source: '{ a { b c } ... on T { d } }', selections: 5 },
  { source: '{ ...F x { ...F } } fragment F on T { a b }', selections: 7 },
  { source: '{ ...Nada }', selections: 1 },
  { source: '{ ...F } fragment F on T { a ...F }', selections: 3 },
  { source: '{ ...F } fragment F on T { ...G } fragment G on T { ...F a }', selections: 4 },
  { source: 'query A { a } query B { b c }', selections: 3 },
  { source: '{ a } fragment F on T { a b c }', selections: 1 },
])('$source has $selections', ({ source, selections }) => {
  expect(count(source)).toBe(selections);
});

test('a name says which operation counts', () => {
  expect(count('query A { a } query B { b c }', 'B')).toBe(2);
  expect(count('query A { a }', 'Nada')).toBe(0);
});

test('beyond the limit it is the limit and one', () => {
  expect(count('{ a b c d }', null, 4)).toBe(4);
  expect(count('{ a b c d }', null, 3)).toBe(4);
  expect(count('query A { a b } query B { b c }', null, 3)).toBe(4);
});

test.each([34, 1_000])(
  'fragments that spread each other twice over %i levels are counted at once',
  (levels) => {
    const fragments = Array.from(
      { length: levels },
      (_, n) => `fragment F${n} on T { ...F${n + 1} ...F${n + 1} }`,
    );
    const started = performance.now();

    expect(count(`{ ...F0 } ${fragments.join(' ')} fragment F${levels} on T { a }`, null, 20_000)).toBe(
      20_001,
    );
    expect(performance.now() - started).toBeLessThan(1_000);
  },
);
