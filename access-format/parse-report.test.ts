import { expect, test } from 'vitest';
import { parseReport } from './parse-report.ts';

const ACESSO = {
  instante: '2026-11-27T12:00:00.000Z',
  usuario: 'ana',
  aplicacao: null,
  versaoDaAplicacao: null,
  operacao: null,
  hashDaOperacao: null,
  tipo: 'QUERY',
  documentoConfiavel: false,
  status: 200,
  erros: [],
  duracaoMs: 1.5,
  bytes: 10,
  subgrafos: [],
  campos: ['Cliente.nome', 'Cliente.cpf'],
  requisicao: 'a-request',
};
const reportWith = (titulares: unknown) => parseReport({ acessos: [{ ...ACESSO, titulares }] });

test('whose data was given out is taken as it was reported', () => {
  const titulares = [
    ['1', [0]],
    ['9223372036854775807', [0, 1]],
  ];
  expect(reportWith(titulares)).toEqual([{ ...ACESSO, instante: new Date(ACESSO.instante), titulares }]);
  expect(reportWith([])).toHaveLength(1);
});

test('a request that goes on with more people says so', () => {
  const goesOn = { ...ACESSO, titulares: [], continuacao: true };
  expect(parseReport({ acessos: [goesOn] })).toEqual([{ ...goesOn, instante: new Date(ACESSO.instante) }]);
  expect(parseReport({ acessos: [{ ...goesOn, continuacao: 'true' }] })).toBe(null);
});

test.each<[string, unknown]>([
  ['no list', { 0: ['1', [0]] }],
  ['a person that is no pair', [['1']]],
  ['more than a pair', [['1', [0], [1]]]],
  ['an id that is a number', [[1, [0]]]],
  ['an id that is none', [['01', [0]]]],
  ['an id with more', [['1\n', [0]]]],
  ['an id that is too long', [['1'.repeat(20), [0]]]],
  ['no places', [['1', []]]],
  ['places that are no list', [['1', '0']]],
  ['too many places', [['1', new Array(101).fill(0)]]],
  ['a place below zero', [['1', [-1]]]],
  ['a place between two', [['1', [0.5]]]],
  ['a place that is text', [['1', ['0']]]],
  ['too many people', new Array(50_001).fill(['1', [0]])],
])('a report is none with %s', (_, titulares) => {
  expect(reportWith(titulares)).toBe(null);
});

const LONG = 'x'.repeat(256);
/** What each value may be at its bounds, and what it may not be. */
const VALUES: Record<string, { taken: readonly unknown[]; refused: readonly unknown[] }> = {
  instante: {
    taken: ['2026-02-28T23:59:59Z', '2026-02-28T23:59:59.123456789-03:00'],
    refused: [
      null,
      0,
      '',
      'today',
      '2026-02-28',
      '2026-13-01T00:00:00Z',
      '2026-01-01T25:00:00Z',
      '2026-01-01T00:00:00',
    ],
  },
  usuario: { taken: ['ç 🎩 ', LONG.slice(1)], refused: [null, 1, '', LONG] },
  aplicacao: {
    taken: [null, '', 'a b', 'x'.repeat(100)],
    refused: [undefined, 1, 'ç', 'a\n', 'x'.repeat(101)],
  },
  versaoDaAplicacao: { taken: [null, '', 'x'.repeat(50)], refused: [undefined, 1, 'ç', 'x'.repeat(51)] },
  operacao: { taken: [null, 'x'.repeat(100)], refused: [undefined, 1, '', 'a b', 'a,b', 'x'.repeat(101)] },
  hashDaOperacao: {
    taken: [null, 'a'.repeat(64)],
    refused: [undefined, '', 'A'.repeat(64), 'a'.repeat(63), 'a'.repeat(65), `${'a'.repeat(64)}\n`],
  },
  tipo: { taken: [null, 'QUERY', 'MUTATION'], refused: [undefined, 'SUBSCRIPTION', 'query'] },
  documentoConfiavel: { taken: [true, false], refused: [undefined, null, 0, 'true'] },
  status: { taken: [0, 999], refused: [undefined, null, -1, 1_000, 200.5, '200', Number.NaN] },
  erros: {
    taken: [[], new Array(20).fill('x'.repeat(60))],
    refused: [undefined, null, 'A', [1], [''], ['a,b'], ['x'.repeat(61)], new Array(21).fill('A')],
  },
  duracaoMs: {
    taken: [0, 0.25, Number.MAX_SAFE_INTEGER],
    refused: [null, -0.1, '1', Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53],
  },
  bytes: { taken: [0, Number.MAX_SAFE_INTEGER], refused: [null, -1, 0.5, '1', 2 ** 53] },
  subgrafos: {
    taken: [[], [['a b', 0, 0.5]], new Array(40).fill(['a', 1, 1])],
    refused: [
      null,
      {},
      ['a'],
      [['a', 1]],
      [[1, 1, 1]],
      [['ç', 1, 1]],
      [['a', 0.5, 1]],
      [['a', 1, -1]],
      [['x'.repeat(61), 1, 1]],
      new Array(41).fill(['a', 1, 1]),
    ],
  },
  campos: {
    taken: [[], new Array(100).fill('x'.repeat(78))],
    refused: [null, {}, [1], [''], ['a,b'], ['x'.repeat(79)], new Array(101).fill('A')],
  },
  requisicao: { taken: ['x'.repeat(128)], refused: [undefined, null, 1, '', 'a b', 'a,b', 'x'.repeat(129)] },
};
const parsedWith = (name: string, value: unknown) =>
  parseReport({ acessos: [{ ...ACESSO, titulares: [], [name]: value }] });

test.each(Object.keys(ACESSO))('%s is taken up to its bounds, and no further', (name) => {
  const { taken, refused } = VALUES[name] ?? { taken: [], refused: [] };

  expect(taken.length * refused.length).toBeGreaterThan(0);
  for (const value of taken) {
    const expected = name === 'instante' ? new Date(String(value)) : value;
    expect(parsedWith(name, value)).toMatchObject([{ [name]: expected }]);
  }
  expect(refused.filter((value) => parsedWith(name, value) !== null)).toEqual([]);
});

test('a report has some requests and not too many, and nothing is taken of one that is wrong', () => {
  const one = { ...ACESSO, titulares: [] };
  const some = (count: number) => parseReport({ acessos: new Array(count).fill(one) });

  expect([
    some(0),
    some(5_001),
    parseReport(null),
    parseReport('x'),
    parseReport({ acessos: { 0: one } }),
  ]).toEqual(new Array(5).fill(null));
  expect(some(5_000)).toHaveLength(5_000);
  expect(parseReport({ acessos: [one, { ...one, usuario: '' }] })).toBe(null);
  expect(parseReport({ acessos: [{ ...one, cpf: '1' }] })).toEqual([
    { ...one, instante: new Date(one.instante) },
  ]);
});
