import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseAtualizarProduto, parseCriarProduto } from './produto-input.ts';

const CANECA = { sku: 'CAN-1', nome: 'Caneca', categoria: 'Cozinha', preco: '25.00' };

test('a SKU is accepted in any case and kept in upper case', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9._-]{1,39}$/), (sku) => {
      expect(parseCriarProduto({ ...CANECA, sku })).toMatchObject({
        value: { produto: { sku: sku.toUpperCase() } },
      });
    }),
  );
});

test.each(['', 'A', '-AB', 'A B', 'Ç1', 'A'.repeat(41)])('%j is no SKU', (sku) => {
  expect(parseCriarProduto({ ...CANECA, sku })).toMatchObject({
    erro: { campos: [{ campo: 'sku', codigo: 'FORMATO' }] },
  });
});

test('an update changes the fields that it names, and no other', () => {
  const values = { nome: 'Xícara', descricao: 'De louça', categoria: 'Mesa', preco: '30' };
  const kept = { nome: 'Xícara', descricao: 'De louça', categoria: 'Mesa', preco: '30.00' };
  fc.assert(
    fc.property(fc.subarray(Object.keys(values) as (keyof typeof values)[]), (chosen) => {
      const pick = (from: Record<string, string>) =>
        Object.fromEntries(chosen.map((key) => [key, from[key]]));
      const checked = parseAtualizarProduto({ id: '1', versao: 1, ...pick(values) });
      expect(checked.kind === 'valid' && checked.value.changes).toEqual(pick(kept));
    }),
  );
});

test('a description may have several lines, and a name and a category have one', () => {
  const texts = {
    nome: 'Xícara\tbranca',
    descricao: 'De louça.\n\tPires à parte.',
    categoria: 'Mesa\nposta',
  };
  const { descricao } = texts;

  expect(parseCriarProduto({ ...CANECA, descricao })).toMatchObject({ value: { produto: { descricao } } });
  expect(parseAtualizarProduto({ id: '1', versao: 1, ...texts })).toMatchObject({
    erro: {
      campos: [
        { campo: 'nome', codigo: 'FORMATO' },
        { campo: 'categoria', codigo: 'FORMATO' },
      ],
    },
  });
});
