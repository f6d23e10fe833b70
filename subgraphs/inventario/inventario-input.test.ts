import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseCorrigirAquisicao, parseRegistrarAquisicao } from './inventario-input.ts';

const AQUISICAO = { clienteId: '1', produtoId: '2', quantidade: 3 };

test('a quantity is from one to a million', () => {
  fc.assert(
    fc.property(fc.oneof(fc.integer(), fc.integer({ min: -5, max: 1_000_005 })), (quantidade) => {
      const valid = quantidade >= 1 && quantidade <= 1_000_000;
      expect(parseRegistrarAquisicao({ ...AQUISICAO, quantidade })).toMatchObject(
        valid
          ? { value: { aquisicao: { quantidade } } }
          : { erro: { campos: [{ campo: 'quantidade', codigo: 'FORA_DO_INTERVALO' }] } },
      );
    }),
  );
});

test('the first purchases are of the first day that has sums, in Brasília', () => {
  const kindAt = (instant: string) =>
    parseRegistrarAquisicao({ ...AQUISICAO, adquiridoEm: new Date(instant) }).kind;
  expect(
    ['1990-01-01T01:59:59.999Z', '1990-01-01T02:00:00.000Z', '0999-01-01T00:00:00Z'].map(kindAt),
  ).toEqual(['invalid', 'valid', 'invalid']);
});

test('a purchase lies between 1990 and now', () => {
  const now = Date.now();
  fc.assert(
    fc.property(fc.date({ noInvalidDate: true }), (adquiridoEm) => {
      const valid = adquiridoEm.getTime() >= Date.UTC(1990, 0, 1, 2) && adquiridoEm.getTime() <= now;
      expect(parseRegistrarAquisicao({ ...AQUISICAO, adquiridoEm }).kind).toBe(valid ? 'valid' : 'invalid');
    }),
  );
});

test('a correction cannot take a value away', () => {
  expect(
    parseCorrigirAquisicao({ id: '1', versao: 0, quantidade: null, precoUnitario: null, adquiridoEm: null }),
  ).toMatchObject({
    erro: {
      campos: [
        { campo: 'quantidade', codigo: 'OBRIGATORIO' },
        { campo: 'precoUnitario', codigo: 'OBRIGATORIO' },
        { campo: 'adquiridoEm', codigo: 'OBRIGATORIO' },
        { campo: 'versao', codigo: 'FORA_DO_INTERVALO' },
      ],
    },
  });
});
