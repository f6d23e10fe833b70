import { readFileSync } from 'node:fs';
import { buildSchema, type GraphQLSchema, getOperationAST, parse, validate } from 'graphql';
import { expect, test } from 'vitest';
import { amountFor } from './amount.ts';
import { operationCost } from './operation-cost.ts';
import { NO_PRICES, type Prices, readPrices } from './prices.ts';

const graph = buildSchema(readFileSync('schema/api.graphql', 'utf8'));
const graphPrices = readPrices(readFileSync('schema/supergraph.graphql', 'utf8'));

/** What an operation costs, to a hundredth. */
function measure(
  source: string,
  variables: Record<string, unknown> = {},
  { schema, prices }: { schema: GraphQLSchema; prices: Prices } = { schema: graph, prices: graphPrices },
): number {
  const document = parse(source);
  expect(validate(schema, document)).toEqual([]);
  const operation = getOperationAST(document);
  if (!operation) throw new Error('no operation');
  return Math.round(amountFor(operationCost(schema, prices)(document, operation), variables) * 100) / 100;
}

const repeat = (count: number, part: (n: number) => string) =>
  Array.from({ length: count }, (_, n) => part(n)).join(' ');

test('an object costs one, a value a tenth, and a page as many as it asks for', () => {
  expect(measure('{ cliente(id: 1) { __typename nome idade } }')).toBe(1.2);
  expect(measure('{ cliente(id: 1) { __typename a: __typename b: __typename } }')).toBe(1.2);
  expect(measure('{ clientes(first: 100) { nodes { nome } } }')).toBe(111);
  expect(measure('{ clientes { nodes { nome } } }')).toBe(23);
  expect(measure('{ clientes(first: 10) { pageInfo { endCursor } edges { node { nome } } } }')).toBe(23.1);
  expect(
    measure('{ clientes(last: 10) { nodes { inventario(first: 5) { nodes { produto { nome } } } } } }'),
  ).toBe(126);
});

test('a page size in a variable counts by its value, or by its default', () => {
  const source = 'query ($n: Int = 7) { clientes(first: $n) { nodes { id } } }';

  expect(measure(source, { n: 50 })).toBe(56);
  expect(measure(source)).toBe(8.7);
  expect(measure(source, { n: 'many' })).toBe(23);
  expect(measure(source, { n: null })).toBe(23);
});

test('the one of `first` and `last` that is not null counts, and no page is smaller than one', () => {
  expect(measure('{ clientes(first: null, last: 100) { nodes { id } } }')).toBe(111);
  expect(
    measure('query ($f: Int, $l: Int) { clientes(first: $f, last: $l) { nodes { id } } }', {
      f: null,
      l: 90,
    }),
  ).toBe(100);
  expect(measure('{ clientes(first: -100) { nodes { id } } }')).toBe(2.1);
});

test('a list for ids counts as many as there are ids, and no more than are taken', () => {
  const cliente = '... on Cliente { nome }';

  expect(measure(`{ nodes(ids: ["a", "b"]) { ${cliente} } }`)).toBe(4.2);
  expect(measure('{ clientesPorIds(ids: ["1", "2", "3"]) { nome } }')).toBe(3.3);
  expect(measure('{ clientesPorIds(ids: []) { nome } }')).toBe(1.1);
  const source = 'query ($ids: [ID!]! = ["1", "2"]) { clientesPorIds(ids: $ids) { nome } }';
  expect(measure(source)).toBe(2.2);
  expect(measure(source, { ids: Array(7).fill('1') })).toBe(7.7);
  expect(measure(source, { ids: '1' })).toBe(1.1);
  expect(measure(source, { ids: Array(5_000).fill('1') })).toBe(110);
});

test('a list counts as many as its schema says', () => {
  expect(measure('{ cliente(id: 1) { enderecos { uf } } }')).toBe(56);
  expect(measure('{ cliente(id: 1) { ... on Cliente { enderecos { cliente { nome } } } } }')).toBe(106);
});

test('what stands twice counts once, and under another name twice', () => {
  const once = measure('{ cliente(id: 1) { enderecos { uf cep } } }');

  expect(
    measure(
      '{ cliente(id: 1) { enderecos { uf } enderecos { uf cep } } cliente(id: 1) { enderecos { uf } } }',
    ),
  ).toBe(once);
  expect(
    measure(
      '{ cliente(id: 1) { ...F ...G ...F } } fragment F on Cliente { enderecos { uf } ...G } fragment G on Cliente { enderecos { cep uf } }',
    ),
  ).toBe(once);
  expect(measure('{ cliente(id: 1) { enderecos { uf cep } x: enderecos { uf cep } } }')).toBe(1 + 2 * 60);
});

test('many names of one value cost what the rows that they stand in are worth', () => {
  const aliases = repeat(300, (n) => `a${n}: id`);

  expect(
    measure(`{ clientes(first: 100) { nodes { inventario(first: 100) { nodes { ${aliases} } } } } }`),
  ).toBe(1 + 100 * (2 + 100 * 31));
});

test('of the types that an object may have the dearest counts', () => {
  const schema = buildSchema(`
    type Query { any: Any node: Node }
    union Any = A | B | C
    interface Node { id: ID children: [Node] }
    type A implements Node { id: ID children: [Node] list: [A] x: Int }
    type B implements Node { id: ID children: [Node] list: [B] y: Int }
    type C { z: Int }
  `);
  const cost = (source: string) => measure(source, {}, { schema, prices: NO_PRICES });

  expect(cost('{ any { ... on A { list { x } } ... on B { y } ... on C { z } } }')).toBe(9.8);
  expect(cost('{ any { ... on A { list { x } } ... on B { list { y } } } }')).toBe(9.8);
  expect(cost('{ any { ... on A { x } ... on Node { id children { id } } } }')).toBe(10);
  expect(cost('{ node { id ... on A { id x } ... on B { id list { y } } } }')).toBe(9.9);
  expect(cost('{ node { children { id } ... on A { children { id } } ... on Node { id } } }')).toBe(
    1 + 8 * 1.1 + 0.1,
  );
});

test('through an interface a field costs what it does in the type in which it is dearest: only objects have prices', () => {
  const schema = buildSchema(`
    type Query { node: Node }
    interface Node { x: Int y: Int one(filtro: Int): Node many: [Int] page(first: Int): Page }
    type A implements Node { x: Int y: Int one(filtro: Int): Node many: [Int] page(first: Int): Page }
    type B implements Node { x: Int y: Int one(filtro: Int): Node many: [Int] page(first: Int): Page }
    type Page { nodes: [Int] }
  `);
  const assumed = (assumedSize: number, sizedFields: string[] = []) => ({
    assumedSize,
    slicingArguments: [],
    sizedFields,
  });
  const prices: Prices = {
    weights: new Map([
      ['B.x', 100],
      ['A.y', 0],
      ['B.y', 0],
      ['A.one', 7],
      ['B.one', 5],
      ['B.one(filtro:)', 50],
    ]),
    listSizes: new Map([
      ['A.many', assumed(2)],
      ['B.many', assumed(500)],
      ['B.page', assumed(40, ['nodes'])],
    ]),
  };
  const cost = (source: string) => measure(source, {}, { schema, prices });

  expect(cost('{ node { x } }')).toBe(101);
  expect(cost('{ node { ... on Node { x } } }')).toBe(101);
  expect(cost('{ node { ... on A { x } } }')).toBe(1.1);
  expect(cost('{ node { y } }')).toBe(1);
  expect(cost('{ node { one { y } } }')).toBe(8);
  expect(cost('{ node { one(filtro: 1) { y } } }')).toBe(58);
  expect(cost('{ node { many } }')).toBe(51);
  expect(cost('{ node { page { nodes } } }')).toBe(6);
});

test('a graph without `@cost` and `@listSize` has lengths by convention', () => {
  const schema = buildSchema(`
    type Query { list: [T] limited(limit: Int = 3): [T] nested: [[T]] page(first: Int): Page }
    type T { list: [T] x: Int }
    type Page { edges: [Edge] total: Int }
    type Edge { node: T }
  `);
  const cost = (source: string) => measure(source, {}, { schema, prices: NO_PRICES });

  expect(cost('{ list { x } }')).toBe(8.8);
  expect(cost('{ limited { x } }')).toBe(3.3);
  expect(cost('{ limited(limit: 100) { x } }')).toBe(110);
  expect(cost('{ nested { x } }')).toBe(70.4);
  expect(cost('{ page { total edges { node { x } } } }')).toBe(17.9);
  expect(cost('{ page(first: 50) { edges { node { x } } } }')).toBe(106);
  expect(cost('{ list { list { list { list { list { x } } } } } }')).toBeLessThan(50_000);
});

test('a search costs what the schema says, in a literal and in a variable', () => {
  const search = 2_000;

  expect(measure('{ clientes(filtro: { texto: "ana" }) { nodes { id } } }')).toBe(search + 23);
  expect(measure('{ clientes(filtro: { texto: null }) { nodes { id } } }')).toBe(23);
  const source = 'query ($f: ClienteFiltro = { texto: "a" }) { clientes(filtro: $f) { nodes { id } } }';
  expect(measure(source)).toBe(search + 23);
  expect(measure(source, { f: { criadoDe: '2026-01-01T00:00:00Z' } })).toBe(23);
  expect(measure(source, { f: { texto: 'ana' } })).toBe(search + 23);
  expect(measure('query ($t: String) { clientes(filtro: { texto: $t }) { nodes { id } } }')).toBe(
    search + 23,
  );
});
