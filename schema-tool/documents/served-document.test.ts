import { buildSchema, parse, print, validate } from 'graphql';
import { expect, test } from 'vitest';
import { servedDocument } from './served-document.ts';

const schema = buildSchema(`
  type Query { users(n: Int): [User!]! }
  type Mutation { add(id: ID): User }
  type User { id: ID! name: String friends: [User!] pic(size: Int, crop: Crop): String }
  input Crop { x: Int y: Int }
`);

function served(text: string): string {
  const { document } = servedDocument(parse(text), [schema]);
  expect(validate(schema, document)).toEqual([]);
  return print(document).replace(/\s+/g, ' ').trim();
}

test('fragments with arguments of their own are written out for each way in which they are called', () => {
  const text = `
    query Q($s: Int) {
      a: users(n: 1) { ...Pic } b: users { ...Pic @arguments(size: $s) }
      c: users { ...Pic @arguments(size: 4, x: 2) } d: users { ...Pic @arguments(size: $s) }
    }
    fragment Pic on User @argumentDefinitions(size: { type: "Int", defaultValue: 3 }, x: { type: "Int" }) {
      pic(size: $size, crop: { x: $x }) ...Name
    }
    fragment Name on User { name }`;

  expect(served(text)).toBe(
    [
      'query Q($s: Int) { a: users(n: 1) { ...Pic } b: users { ...Pic__4 } c: users { ...Pic__5 } d: users { ...Pic__4 } }',
      'fragment Pic on User { pic(size: 3, crop: {}) ...Name }',
      'fragment Name on User { name }',
      'fragment Pic__4 on User { pic(size: $s, crop: {}) ...Name }',
      'fragment Pic__5 on User { pic(size: 4, crop: {x: 2}) ...Name }',
    ].join(' '),
  );
});

test('what a provider gives is a variable of the operation, and what is one already stays', () => {
  const text = `
    query Q($s: Int) { users { ...F } }
    fragment F on User @argumentDefinitions(b: { type: "Boolean!", provider: "./b" }, s: { kind: "RootArgument" }) {
      name @include(if: $b) pic(size: $s)
    }`;

  expect(served(text)).toBe(
    'query Q($s: Int, $__provided__F__b: Boolean!) { users { ...F } } fragment F on User { name @include(if: $__provided__F__b) pic(size: $s) }',
  );
});

test('one that calls itself, ever longer, has an end', () => {
  const text = `query Q { users { ...F @arguments(a: [1]) } }
    fragment F on User @argumentDefinitions(a: { type: "[Int]" }) { friends { ...F @arguments(a: [$a]) } }`;
  const { document } = servedDocument(parse(text), [schema]);

  expect(validate(schema, document).map(({ message }) => message)).toEqual([
    expect.stringMatching(/^Cannot spread fragment "F" within itself/),
  ]);
});

test('a field that the library is to populate selects something', () => {
  expect(served('mutation M { add(id: 1) @populate }')).toBe('mutation M { add(id: 1) { __typename } }');
});
