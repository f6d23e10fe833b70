import { buildSchema } from 'graphql';
import { expect, test } from 'vitest';
import { definePageSizes, pageSizeOf } from './page-size.ts';

const schemaWith = (fields: string) =>
  buildSchema(`
    directive @listSize(assumedSize: Int, slicingArguments: [String!]) on FIELD_DEFINITION
    type Query { ${fields} }
  `);

test('a page has as many rows as the contract says of its field', () => {
  const schema = schemaWith(
    'nomes(first: Int, last: Int): [Int] @listSize(assumedSize: 7) cores(first: Int, last: Int): [Int] @listSize(assumedSize: 100) poucos(first: Int): [Int]',
  );
  definePageSizes(schema);
  const parentType = schema.getQueryType();
  if (!parentType) throw new Error('there is no query type');

  expect(pageSizeOf({ parentType, fieldName: 'nomes' })).toBe(7);
  expect(pageSizeOf({ parentType, fieldName: 'cores' })).toBe(100);
  expect(() => pageSizeOf({ parentType, fieldName: 'poucos' })).toThrow('Query.poucos has no pages');
});

test.each([
  '',
  '@listSize(slicingArguments: ["first"])',
  '@listSize(assumedSize: 0)',
  '@listSize(assumedSize: 101)',
])('a field with pages whose size is not said, or not possible, is named at the start: %s', (directive) => {
  expect(() => definePageSizes(schemaWith(`nomes(first: Int, last: Int): [Int] ${directive}`))).toThrow(
    'Query.nomes has pages: say with @listSize(assumedSize: ...) how many',
  );
});
