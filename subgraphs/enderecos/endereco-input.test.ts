import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseCriarEndereco } from './endereco-input.ts';
import type { CriarEnderecoEntrada } from './schema.types.ts';

const CASA: CriarEnderecoEntrada = {
  clienteId: '1',
  tipo: 'RESIDENCIAL',
  logradouro: 'Rua da Aurora',
  numero: '100',
  bairro: 'Boa Vista',
  cidade: 'Recife',
  uf: 'PE',
  cep: '50050000',
};

function broken(entrada: CriarEnderecoEntrada): Record<string, string> {
  const checked = parseCriarEndereco(entrada);
  return checked.kind === 'valid'
    ? {}
    : Object.fromEntries(checked.erro.campos.map(({ campo, codigo }) => [campo, codigo]));
}

test('a CEP of eight digits is accepted, with and without its hyphen, and kept as digits', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[0-9]{5}-?[0-9]{3}$/), (cep) => {
      expect(parseCriarEndereco({ ...CASA, cep })).toMatchObject({
        value: { endereco: { cep: cep.replace('-', '') } },
      });
    }),
  );
});

test('anything else is no CEP', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[0-9-]{0,12}$/), (cep) => {
      fc.pre(!/^\d{5}-?\d{3}$/.test(cep));
      expect(broken({ ...CASA, cep })).toEqual({ cep: 'FORMATO' });
    }),
  );
});

test('the 27 states are accepted in any case, and no other two letters', () => {
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  const accepted = letters
    .flatMap((first) => letters.map((second) => first + second))
    .filter((uf) => Object.keys(broken({ ...CASA, uf: uf.toLowerCase() })).length === 0);

  expect(accepted.join(' ')).toBe(
    'AC AL AM AP BA CE DF ES GO MA MG MS MT PA PB PE PI PR RJ RN RO RR RS SC SE SP TO',
  );
});

test('every broken field is reported, together and no other', () => {
  const wrong = {
    clienteId: ['-1', 'FORMATO'],
    logradouro: ['x'.repeat(161), 'TAMANHO'],
    numero: ['', 'TAMANHO'],
    complemento: ['x'.repeat(81), 'TAMANHO'],
    bairro: [' ', 'TAMANHO'],
    cidade: ['Re\u0007cife', 'FORMATO'],
    uf: ['XX', 'FORMATO'],
    cep: ['5005', 'FORMATO'],
  } as const;
  fc.assert(
    fc.property(fc.subarray(Object.entries(wrong)), (chosen) => {
      const entrada = { ...CASA, ...Object.fromEntries(chosen.map(([campo, [value]]) => [campo, value])) };
      expect(broken(entrada)).toEqual(
        Object.fromEntries(chosen.map(([campo, [, codigo]]) => [campo, codigo])),
      );
    }),
  );
});

test('every text is of one line', () => {
  const texts = ['logradouro', 'numero', 'complemento', 'bairro', 'cidade'];
  const entrada = { ...CASA, ...Object.fromEntries(texts.map((campo) => [campo, 'a\nb'])) };

  expect(broken(entrada)).toEqual(Object.fromEntries(texts.map((campo) => [campo, 'FORMATO'])));
});
