import { expect, test } from 'vitest';
import { readExportFilter } from './export-filter.ts';

const read = (search: string) => readExportFilter(new URLSearchParams(search));

test('every parameter is read as what the filter of the query has', () => {
  const search =
    'de=2026-01-01T00:00:00Z&ate=2026-02-01T00:00:00Z&usuario=ana&aplicacao=app&operacao=Agenda&hashDaOperacao=ab&requisicao=r&tipo=QUERY&comErro=false&duracaoMinimaMs=250';
  expect(read(search)).toEqual({
    kind: 'valid',
    filter: {
      de: '2026-01-01T00:00:00Z',
      ate: '2026-02-01T00:00:00Z',
      usuario: 'ana',
      aplicacao: 'app',
      operacao: 'Agenda',
      hashDaOperacao: 'ab',
      requisicao: 'r',
      tipo: 'QUERY',
      comErro: false,
      duracaoMinimaMs: 250,
    },
  });
  expect(read('')).toEqual({ kind: 'valid', filter: {} });
});

test('lengths are counted in characters, as the query counts them', () => {
  const filter = { usuario: '😀'.repeat(255) };
  expect(read(`usuario=${filter.usuario}`)).toEqual({ kind: 'valid', filter });
  expect(read(`usuario=${filter.usuario}😀`)).toMatchObject({ kind: 'invalid' });
});

test.each([
  ['quem=ana', /^There is no parameter "quem"; there are de, ate, usuario,/],
  ['__proto__=1', /^There is no parameter "__proto__"/],
  ['usuario=ana&usuario=bia', /^`usuario` is there more than once/],
  ['usuario=', /^`usuario` must be 1 to 255 characters/],
  ['de=ontem', /^`de` must be an instant such as/],
  ['ate=2026-13-01T00:00:00Z', /^`ate` must be an instant such as/],
  ['comErro=sim', /^`comErro` must be true or false/],
  ['tipo=query', /^`tipo` must be QUERY or MUTATION/],
  ['duracaoMinimaMs=-1', /^`duracaoMinimaMs` must be a whole number/],
])('%s is refused, and said why', (search, problem) => {
  expect(read(search)).toEqual({ kind: 'invalid', problem: expect.stringMatching(problem) });
});
