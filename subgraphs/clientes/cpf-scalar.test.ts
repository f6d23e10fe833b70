import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CPF } from './cpf-scalar.ts';
import { cpfOf } from './fixtures.ts';

test('a CPF goes in with or without punctuation and comes out with it', () => {
  expect(CPF.parseValue('529.982.247-25')).toBe('52998224725');
  expect(CPF.parseValue('52998224725')).toBe('52998224725');
  expect(CPF.serialize('52998224725')).toBe('529.982.247-25');
});

test.each([
  '',
  '5299822472',
  '529982247250',
  '529.982.24725',
  '52998224724',
  '11111111111',
  52998224725,
  null,
])('%j is refused', (value) => {
  expect(() => CPF.parseValue(value)).toThrow('a CPF has 11 digits');
});

// Of the other nine digits a wrong one can go unnoticed: the rule takes two remainders, 10 and 0, for the digit 0.
test('every CPF that the fixtures make is valid, and a wrong check digit makes any invalid', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 999_999_999 }),
      fc.constantFrom(9, 10),
      fc.integer({ min: 1, max: 9 }),
      (number, at, change) => {
        const cpf = cpfOf(number);
        expect(CPF.parseValue(cpf)).toBe(cpf);
        const wrong = `${cpf.slice(0, at)}${(Number(cpf[at]) + change) % 10}${cpf.slice(at + 1)}`;
        expect(() => CPF.parseValue(wrong)).toThrow();
      },
    ),
  );
});
