import { expect, test } from 'vitest';
import { NO_PRICES, readPrices } from './prices.ts';

const SDL = `
  type Query { lista(primeiros: Int @cost(weight: 3)): Pagina @listSize(slicingArguments: ["primeiros"], sizedFields: ["nos"], assumedSize: 10) caro: Int @cost(weight: 7) }
  type Pagina @cost(weight: 2) { nos: [Int] @listSize(assumedSize: 5) }
  input Filtro { texto: String @cost(weight: 9) }
`;
const linked = (arguments_: string) =>
  `schema @link(url: "https://specs.apollo.dev/link/v1.0") @link(url: "https://specs.apollo.dev/cost/v0.1"${arguments_}) { query: Query }`;
const EXPECTED = {
  weights: new Map([
    ['Query.lista(primeiros:)', 3],
    ['Query.caro', 7],
    ['Pagina', 2],
    ['Filtro.texto', 9],
  ]),
  listSizes: new Map([
    ['Query.lista', { assumedSize: 10, slicingArguments: ['primeiros'], sizedFields: ['nos'] }],
    ['Pagina.nos', { assumedSize: 5, slicingArguments: [], sizedFields: [] }],
  ]),
};

test('prices are read where the supergraph links them', () => {
  expect(readPrices(`${linked(', import: ["@listSize"]')} ${SDL}`)).toEqual(EXPECTED);
  expect(readPrices(`schema { query: Query } ${SDL}`)).toEqual(NO_PRICES);
});

test('the supergraph may have other names for them', () => {
  const renamed = SDL.replaceAll('@listSize', '@tamanho').replaceAll('@cost', '@custo');

  expect(
    readPrices(
      `${linked(', import: [{ name: "@cost", as: "@custo" }, { name: "@listSize", as: "@tamanho" }]')} ${renamed}`,
    ),
  ).toEqual(EXPECTED);
  expect(readPrices(`${linked('')} ${SDL.replaceAll('@listSize', '@cost__listSize')}`)).toEqual(EXPECTED);
});
