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
