import { expect, test } from 'vitest';
import { passwordSpellings } from './password-spellings.ts';

test('a password is tried in at most three spellings, one when all are the same', () => {
  expect(passwordSpellings('senha')).toEqual(['senha']);
  expect(passwordSpellings('maçã')).toEqual(['maçã', 'maçã'.normalize('NFD')]);
  const mixed = `${'ç'.normalize('NFD')}ã`;
  expect(passwordSpellings(mixed)).toEqual(['çã', 'çã'.normalize('NFD'), mixed]);
});
