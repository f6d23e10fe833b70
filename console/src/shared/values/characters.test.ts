import { expect, test } from 'vitest';
import { charactersIn, firstCharacters, looksAs, shortened } from './characters.ts';

test.each([
  ['', 0],
  ['café', 4],
  ['cafe\u0301', 4],
  ['😀😀', 2],
  ['אבג', 3],
])('%j has %i characters, as the graph counts them', (text, expected) => {
  expect(charactersIn(text)).toBe(expected);
});

test('no character is cut in two', () => {
  expect([firstCharacters('a😀b', 2), shortened('a😀b', 2), shortened('a😀b', 3)]).toEqual([
    'a😀',
    'a😀…',
    'a😀b',
  ]);
});

test.each([
  ['Ana  Prado ', 'Ana Prado', true],
  ['Jose\u0301', 'José', true],
  ['Ana\u200b Prado', 'Ana\u00a0Prado', true],
  ['👩\u200d🔧', '👩🔧', true],
  ['Ana Prado', 'ana prado', false],
  ['AnaPrado', 'Ana Prado', false],
])('whether %j looks as %j', (one, other, expected) => {
  expect(looksAs(one, other)).toBe(expected);
});
