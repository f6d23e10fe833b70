import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseCriarCliente } from './cliente-input.ts';
import { cpfOf } from './fixtures.ts';
import type { CriarClienteEntrada } from './schema.types.ts';

const ANA: CriarClienteEntrada = {
  nome: 'Ana Prado',
  email: 'ana@exemplo.com.br',
  cpf: '52998224725',
  telefone: '+5511987654321',
  dataNascimento: '1990-04-21',
};

/** The codes of the broken rules by field; empty when the input is valid. */
function broken(entrada: CriarClienteEntrada): Record<string, string> {
  const checked = parseCriarCliente(entrada);
  return checked.kind === 'valid'
    ? {}
    : Object.fromEntries(checked.erro.campos.map(({ campo, codigo }) => [campo, codigo]));
}

const cpfs = fc.nat({ max: 999_999_998 }).map((n) => cpfOf(n + 1));

test('a CPF with its check digits is accepted, with and without punctuation, and kept as digits', () => {
  fc.assert(
    fc.property(cpfs, fc.boolean(), (cpf, punctuated) => {
      fc.pre(new Set(cpf).size > 1);
      const text = punctuated ? cpf.replace(/(...)(...)(...)(..)/, '$1.$2.$3-$4') : cpf;
      expect(parseCriarCliente({ ...ANA, cpf: text })).toMatchObject({ value: { cliente: { cpf } } });
    }),
  );
});

test('a CPF with another check digit is refused, and so is one of eleven equal digits', () => {
  fc.assert(
    fc.property(cpfs, fc.constantFrom(9, 10), fc.integer({ min: 1, max: 9 }), (cpf, place, step) => {
      const digit = (Number(cpf[place]) + step) % 10;
      const other = `${cpf.slice(0, place)}${digit}${cpf.slice(place + 1)}`;
      expect(broken({ ...ANA, cpf: other })).toEqual({ cpf: 'DIGITO_VERIFICADOR' });
    }),
  );
  for (const digit of '0123456789') {
    expect(broken({ ...ANA, cpf: digit.repeat(11) })).toEqual({ cpf: 'DIGITO_VERIFICADOR' });
  }
});

test('every broken field is reported, together and no other', () => {
  const wrong = {
    nome: ['A', 'TAMANHO'],
    email: ['ana@', 'FORMATO'],
    cpf: ['529.982.247-2', 'FORMATO'],
    telefone: ['11 98765-4321', 'FORMATO'],
    dataNascimento: ['2999-01-01', 'FORA_DO_INTERVALO'],
    chaveDeIdempotencia: ['curta', 'FORMATO'],
  } as const;
  fc.assert(
    fc.property(fc.subarray(Object.entries(wrong)), (chosen) => {
      const entrada = { ...ANA, ...Object.fromEntries(chosen.map(([campo, [value]]) => [campo, value])) };
      expect(broken(entrada)).toEqual(
        Object.fromEntries(chosen.map(([campo, [, codigo]]) => [campo, codigo])),
      );
    }),
  );
});

test('an e-mail address is accepted in any case and kept in lower case', () => {
  fc.assert(
    fc.property(fc.emailAddress(), (email) => {
      const checked = parseCriarCliente({ ...ANA, email: email.toUpperCase() });
      expect(checked).toMatchObject({ value: { cliente: { email: email.toLowerCase() } } });
    }),
  );
});

test('a text that is no e-mail address is refused', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      fc.pre(!/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(text.trim()));
      expect(broken({ ...ANA, email: text })).toHaveProperty('email');
    }),
  );
  expect(broken({ ...ANA, email: `${'a'.repeat(65)}@exemplo.com.br` })).toEqual({ email: 'TAMANHO' });
});

test('a telephone number has 8 to 15 digits after its plus', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^\+?[0-9]{5,18}$/), (telefone) => {
      const valid = /^\+[1-9]/.test(telefone) && telefone.length >= 9 && telefone.length <= 16;
      expect(broken({ ...ANA, telefone })).toEqual(valid ? {} : { telefone: 'FORMATO' });
    }),
  );
});
