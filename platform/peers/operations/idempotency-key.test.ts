import { expect, test } from 'vitest';
import { carriesIdempotencyKeys } from './idempotency-key.ts';

const KEY = { chaveDeIdempotencia: 'k-1' };

test.each([
  { what: 'in a variable', query: 'mutation ($e: E!) { a(entrada: $e) { id } }', variables: { e: KEY } },
  { what: 'in the text', query: 'mutation { a(entrada: { nome: "x", chaveDeIdempotencia: "k" }) { id } }' },
  {
    what: 'as a variable of its own',
    query: 'mutation ($k: String) { a(entrada: { chaveDeIdempotencia: $k }) { id } }',
    variables: { k: 'k' },
  },
  {
    what: 'in each of two fields',
    query: 'mutation ($e: E!, $f: E!) { __typename a(entrada: $e) { id } b: a(entrada: $f) { id } }',
    variables: { e: KEY, f: KEY },
  },
])('a mutation carries its key $what', ({ query, variables }) => {
  expect(carriesIdempotencyKeys({ query, variables })).toBe(true);
});

test.each([
  { what: 'there is none', query: 'mutation ($e: E!) { a(entrada: $e) { id } }', variables: { e: {} } },
  {
    what: 'it is null',
    query: 'mutation ($e: E!) { a(entrada: $e) { id } }',
    variables: { e: { chaveDeIdempotencia: null } },
  },
  {
    what: 'it is left out',
    query: 'mutation ($k: String) { a(entrada: { chaveDeIdempotencia: $k }) { id } }',
    variables: {},
  },
  {
    what: 'only one of two fields has it',
    query: 'mutation ($e: E!) { a(entrada: $e) { id } b(entrada: { id: 1 }) { id } }',
    variables: { e: KEY },
  },
  { what: 'it is a word in a text', query: 'mutation { a(texto: "chaveDeIdempotencia") }' },
  { what: 'there are no arguments', query: 'mutation { a }' },
  { what: 'it may be in a fragment', query: 'mutation { ... { a(entrada: { chaveDeIdempotencia: "k" }) } }' },
])('a mutation carries no key when $what', ({ query, variables }) => {
  expect(carriesIdempotencyKeys({ query, variables })).toBe(false);
});
