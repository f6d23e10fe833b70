import { expect, test } from 'vitest';
import { searchFor } from './search-for.ts';

test.each([
  ['', { kind: 'all' }],
  ['   ', { kind: 'all' }],
  ['a', { kind: 'too-short' }],
  ['--', { kind: 'too-short' }],
  [' ana pra ', { kind: 'name', text: 'ana pra' }],
  ['529.982.247-25', { kind: 'cpf', cpf: '529.982.247-25' }],
  ['52998224725', { kind: 'cpf', cpf: '52998224725' }],
  ['5299822472', { kind: 'name', text: '5299822472' }],
  ['ana@exemplo.com.br', { kind: 'email', email: 'ana@exemplo.com.br' }],
  [
    `${'a'.repeat(64)}@${'b'.repeat(60)}.com.br`,
    { kind: 'email', email: `${'a'.repeat(64)}@${'b'.repeat(60)}.com.br` },
  ],
  ['😀', { kind: 'too-short' }],
  [`${'ab 😀'.repeat(40)}`, { kind: 'name', text: `${'ab 😀'.repeat(25)}` }],
  ['ana@', { kind: 'name', text: 'ana@' }],
])('%j', (typed, search) => {
  expect(searchFor(typed)).toEqual(search);
});
