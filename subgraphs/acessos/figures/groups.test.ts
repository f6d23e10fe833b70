import { expect, test } from 'vitest';
import type { Acesso } from '../acesso-store.ts';
import { groupAcessos } from './groups.ts';

const NOW = Date.parse('2026-11-27T12:30:00Z');

function acessoAt(instante: string, rest: Partial<Acesso> = {}): Acesso {
  return {
    instante: new Date(instante),
    usuario: 'ana',
    aplicacao: null,
    versaoDaAplicacao: null,
    operacao: 'Clientes',
    hashDaOperacao: null,
    tipo: 'QUERY',
    documentoConfiavel: false,
    status: 200,
    erros: [],
    duracaoMs: 10,
    bytes: 100,
    subgrafos: [],
    campos: [],
    requisicao: 'a-request',
    lote: '1',
    posicao: 0,
    ...rest,
  };
}

/** What is summed of all requests, and of a user, by time. */
function figuresOf(acessos: readonly Acesso[]) {
  return groupAcessos(acessos, NOW)
    .filter(({ dimension }) => dimension === 'TOTAL' || dimension === 'USUARIO')
    .flatMap(({ granularity, dimension, inicio, groups }) =>
      [...groups.values()].map(({ chave, figures }) => {
        const { requisicoes, erros, bytes, duracaoTotalMs, p50Ms } = figures;
        const name = dimension === 'TOTAL' ? 'all' : chave;
        const when = inicio.toISOString().slice(0, 16);
        const p50 = Math.round(p50Ms ?? 0);
        return `${granularity} ${when} ${name}: ${requisicoes}, ${erros}, ${bytes}, ${duracaoTotalMs}, ${p50}`;
      }),
    )
    .sort();
}

test('minutes, hours and days of Brasilia each have the sum of their own requests', () => {
  expect(
    figuresOf([
      acessoAt('2026-11-27T02:59:30Z'),
      acessoAt('2026-11-27T12:10:01Z', { usuario: 'bia', duracaoMs: 1_000, bytes: 1 }),
      acessoAt('2026-11-27T12:10:59Z', { duracaoMs: 1_000, status: 500 }),
      acessoAt('2026-11-27T12:11:00Z', { duracaoMs: 1_000 }),
    ]),
  ).toEqual([
    'D 2026-11-26T03:00 all: 1, 0, 100, 10, 10',
    'D 2026-11-26T03:00 ana: 1, 0, 100, 10, 10',
    'D 2026-11-27T03:00 all: 3, 1, 201, 3000, 1002',
    'D 2026-11-27T03:00 ana: 2, 1, 200, 2000, 1002',
    'D 2026-11-27T03:00 bia: 1, 0, 1, 1000, 1002',
    'H 2026-11-27T02:00 all: 1, 0, 100, 10, 10',
    'H 2026-11-27T02:00 ana: 1, 0, 100, 10, 10',
    'H 2026-11-27T12:00 all: 3, 1, 201, 3000, 1002',
    'H 2026-11-27T12:00 ana: 2, 1, 200, 2000, 1002',
    'H 2026-11-27T12:00 bia: 1, 0, 1, 1000, 1002',
    'M 2026-11-27T02:59 all: 1, 0, 100, 10, 10',
    'M 2026-11-27T02:59 ana: 1, 0, 100, 10, 10',
    'M 2026-11-27T12:10 all: 2, 1, 101, 2000, 1002',
    'M 2026-11-27T12:10 ana: 1, 1, 100, 1000, 1002',
    'M 2026-11-27T12:10 bia: 1, 0, 1, 1000, 1002',
    'M 2026-11-27T12:11 all: 1, 0, 100, 1000, 1002',
    'M 2026-11-27T12:11 ana: 1, 0, 100, 1000, 1002',
  ]);
});

test('what is too old for minutes, or for hours, is in the figures that are kept', () => {
  const kinds = (instante: string) => [
    ...new Set(groupAcessos([acessoAt(instante)], NOW).map(({ granularity }) => granularity)),
  ];
  expect([
    kinds('2026-11-21T12:00:00Z'),
    kinds('2026-11-19T12:00:00Z'),
    kinds('2025-01-01T12:00:00Z'),
  ]).toEqual([['M', 'H', 'D'], ['H', 'D'], ['D']]);
});
