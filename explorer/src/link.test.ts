import { expect, test } from 'vitest';
import { readLink, writeLink } from './link.ts';

test('an address has what is shown, and shows what it has', () => {
  const link = {
    query: 'query A { a(b: "c&d=é") }\nquery B { b }',
    variables: '{"x": 1}',
    operationName: 'B',
  };

  expect(readLink(writeLink(link))).toEqual(link);
  const short = { query: '{ a }', variables: '', operationName: null };
  expect(writeLink({ ...short, variables: ' ' })).toBe('?query=%7B+a+%7D');
  expect(readLink('?query=%7B+a+%7D')).toEqual(short);
});

test.each(['', '?query=', '?query=%20', '?variables={}'])('%s links to nothing', (search) => {
  expect(readLink(search)).toBeNull();
});

test('no address is written that would be too long for the router', () => {
  expect(writeLink({ query: `{ ${'a '.repeat(5000)}}`, variables: '', operationName: null })).toBe('');
});
