import { expect, test } from 'vitest';
import { Address, isId } from './address.ts';
import { decimalOf } from './decimal.ts';

const POR = { DIA: 'Dia', MES: 'Mês' };

/** Everything that can be read, of an address. */
function read(search: string) {
  const address = new Address(new URLSearchParams(search));
  const found = {
    de: address.day('de', '2026-01-01'),
    por: address.choice('por', POR, 'MES'),
    texto: address.text('texto', 5),
    preco: address.value('preco', decimalOf, '19,90'),
  };
  return { ...found, wrong: address.wrong.map(({ message }) => message) };
}

const NOTHING = { de: '2026-01-01', por: 'MES', texto: '', preco: null, wrong: [] };

test.each([
  ['', NOTHING],
  ['de=&por=&texto=&preco=&outro=1', NOTHING],
  [
    'de=2024-02-29&por=DIA&texto=+caf%C3%A9+&preco=1.234,5',
    { de: '2024-02-29', por: 'DIA', texto: 'café', preco: '1234.50', wrong: [] },
  ],
  ['de=xx', { ...NOTHING, wrong: ['“de=xx” não é um dia como 2026-01-31. Conta 2026-01-01.'] }],
  [
    'de=2026-02-30',
    { ...NOTHING, wrong: ['“de=2026-02-30” não é um dia como 2026-01-31. Conta 2026-01-01.'] },
  ],
  [
    'de=0000-01-01',
    { ...NOTHING, wrong: ['“de=0000-01-01” não é um dia como 2026-01-31. Conta 2026-01-01.'] },
  ],
  ['por=ANO', { ...NOTHING, wrong: ['“por=ANO” não é uma das escolhas. Conta “Mês”.'] }],
  ['por=toString', { ...NOTHING, wrong: ['“por=toString” não é uma das escolhas. Conta “Mês”.'] }],
  [
    `texto=${'a'.repeat(5_000)}`,
    {
      ...NOTHING,
      wrong: [
        `“texto=${'a'.repeat(40)}…” é longo demais: tem 5000 caracteres, e são no máximo 5. Não conta.`,
      ],
    },
  ],
  ['preco=muito', { ...NOTHING, wrong: ['“preco=muito” não é como 19,90. Não conta.'] }],
  ['por=DIA&por=MES', { ...NOTHING, por: 'DIA', wrong: ['“por” está mais de uma vez: conta o primeiro.'] }],
])('of ?%s what is understood counts, and the rest is told', (search, expected) => {
  expect(read(search)).toEqual(expected);
});

test.each([
  ['1', true],
  ['9223372036854775807', true],
  ['9223372036854775808', false],
  ['99999999999999999999', false],
  ['0', false],
  ['01', false],
  ['-1', false],
  ['1.5', false],
  ['abc', false],
  ['', false],
])('whether %s can be an id', (text, expected) => {
  expect(isId(text)).toBe(expected);
});
