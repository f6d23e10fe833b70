import fc from 'fast-check';
import { expect, test } from 'vitest';
import { changesOf, ticketMedio } from './soma.ts';

const AQUISICAO = {
  produtoId: '7',
  categoria: 'Cozinha',
  quantidade: 3,
  precoUnitario: '24.10',
  adquiridoEm: new Date('2026-03-01T02:00:00.000Z'),
};

test('a purchase is summed up by day, by month and by product, on its day in São Paulo', () => {
  const sum = { categoria: 'Cozinha', aquisicoes: 1n, quantidade: 3n, centavos: 7_230n };
  expect(changesOf([AQUISICAO], [])).toEqual([
    { nivel: 1, inicio: '2026-02-28', produtoId: '0', ...sum },
    { nivel: 2, inicio: '2026-02-01', produtoId: '7', ...sum },
    { nivel: 3, inicio: '2026-02-28', produtoId: '7', ...sum },
  ]);
});

test('a correction of the price changes the totals alone, and none at all when it changes nothing', () => {
  const sum = { categoria: 'Cozinha', aquisicoes: 0n, quantidade: 0n, centavos: -30n };
  expect(changesOf([{ ...AQUISICAO, precoUnitario: '24.00' }], [AQUISICAO])).toEqual([
    { nivel: 1, inicio: '2026-02-28', produtoId: '0', ...sum },
    { nivel: 2, inicio: '2026-02-01', produtoId: '7', ...sum },
    { nivel: 3, inicio: '2026-02-28', produtoId: '7', ...sum },
  ]);
  expect(changesOf([AQUISICAO], [AQUISICAO])).toEqual([]);
});

test('an average is the nearest cent, half a cent up', () => {
  expect(ticketMedio({ aquisicoes: 0, total: '0.00' })).toBeNull();
  expect(ticketMedio({ aquisicoes: 8, total: '0.04' })).toBe('0.01');
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1_000_000 }), fc.bigInt(0n, 10n ** 24n), (aquisicoes, centavos) => {
      const digits = String(centavos).padStart(3, '0');
      const total = `${digits.slice(0, -2)}.${digits.slice(-2)}`;
      const medio = BigInt(ticketMedio({ aquisicoes, total })?.replace('.', '') ?? -1);
      const off = 2n * (medio * BigInt(aquisicoes) - centavos);
      expect(off > -BigInt(aquisicoes) && off <= BigInt(aquisicoes)).toBe(true);
    }),
  );
});
