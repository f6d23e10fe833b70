import { parse } from 'graphql';
import { expect, test } from 'vitest';
import { type ComposedGraph, compose } from '../compose/compose.ts';
import { operationErrors } from '../documents/operation-errors.ts';
import { offlinePlannerOf } from './plan-metrics.ts';
import { UnlikeParts } from './unlike-parts.ts';

const LINK =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@external", "@requires", "@provides", "@shareable", "@override", "@interfaceObject", "@context", "@fromContext"])\n';
const GRAPH: Readonly<Record<string, string>> = {
  shop: `type Query { product(id: ID!): Product things: [Thing!] media: [Media!] shop: Shop }
    type Product @key(fields: "id") { id: ID! name: String price: Int maker: Maker @provides(fields: "land") }
    type Maker @key(fields: "id") { id: ID! land: String @external }
    interface Media @key(fields: "id") { id: ID! title: String }
    type Book implements Media @key(fields: "id") { id: ID! title: String pages: Int }
    type Film implements Media @key(fields: "id") { id: ID! title: String }
    union Thing = Product | Maker
    type Shop @key(fields: "owner { id }") { owner: Owner stars: Int }
    type Owner @key(fields: "id") { id: ID! }`,
  makers: `type Maker @key(fields: "id") { id: ID! land: String @shareable city: String @shareable }
    type Owner @key(fields: "id") { id: ID! mail: String }`,
  cities: `type Query { lands: [String] }
    type Maker @key(fields: "id") { id: ID! size: Int }`,
  weights: `type Product @key(fields: "id") { id: ID! price: Int @external grams: Int @shareable heavy: Boolean @requires(fields: "price") }
    type Shop @key(fields: "owner { id }") { owner: Owner visits: Int }
    type Owner @key(fields: "id", resolvable: false) { id: ID! }`,
  ratings: `type Media @interfaceObject @key(fields: "id") { id: ID! rating: Int }`,
};
const OPERATIONS = [
  '{ product(id: 1) { name } }',
  '{ product(id: 1) { heavy } }',
  '{ product(id: 1) { grams maker { land } } }',
  '{ product(id: 1) { maker { city } } }',
  '{ things { ... on Maker { size } ... on Product { grams } } }',
  '{ media { title rating } }',
  '{ media { ...B } } fragment B on Book { pages rating }',
  '{ shop { stars visits } }',
  '{ shop { owner { mail } } }',
  '{ lands }',
].map((text) => parse(text));

/** Changes, each a text of a subgraph and what takes its place. */
const CHANGES: [what: string, subgraph: string, text: string, instead: string][] = [
  ['another root field', 'cities', 'lands: [String]', 'lands: [String] seas: [String]'],
  ['a field nobody selects', 'shop', 'stars: Int', 'stars: Int open: Boolean'],
  ['a field that moves', 'cities', 'size: Int', 'size: Int city: String @override(from: "makers")'],
  ['a field that more subgraphs have', 'cities', 'size: Int', 'size: Int city: String @shareable'],
  [
    'what is required',
    'weights',
    '@requires(fields: "price")',
    '@requires(fields: "price name") name: String @external',
  ],
  ['what is required of another one', 'shop', 'price: Int', ''],
  [
    'what is provided',
    'shop',
    '@provides(fields: "land") }\n    type Maker @key(fields: "id") { id: ID! land: String @external }',
    '}\n    type Maker @key(fields: "id") { id: ID! }',
  ],
  [
    'another key',
    'shop',
    'type Maker @key(fields: "id")',
    'type Maker @key(fields: "id") @key(fields: "land")',
  ],
  [
    'another type with the interface',
    'shop',
    'union',
    'type Song implements Media @key(fields: "id") { id: ID! title: String } union',
  ],
  ['a member less', 'shop', 'Thing = Product | Maker', 'Thing = Product'],
  [
    'what the key leads to',
    'makers',
    'type Owner @key(fields: "id") { id: ID!',
    'type Owner @key(fields: "id") { id: ID! @shareable',
  ],
  [
    'a subgraph that answers it all',
    'makers',
    'city: String @shareable',
    'city: String @shareable size: Int @override(from: "cities")',
  ],
];

const before = graph(GRAPH);

test.each(CHANGES)(
  '%s: whatever has another plan is told, and what has nothing to do with it is not',
  (_what, name, text, instead) => {
    const changed = (GRAPH[name] ?? '').replace(text, instead);
    expect(changed).not.toBe(GRAPH[name]);
    // What a field required must be somewhere.
    const others: Record<string, string> =
      text === 'price: Int'
        ? { makers: `${GRAPH.makers} extend type Product @key(fields: "id") { id: ID! price: Int }` }
        : {};
    const after = graph({ ...GRAPH, ...others, [name]: changed });
    const parts = new UnlikeParts(before.supergraph, after.supergraph);
    const told = OPERATIONS.filter((document) => parts.mayPlanDifferently(document));
    const valid = OPERATIONS.filter((document) => operationErrors(after.apiSchema, document).length === 0);
    const different = valid.filter((document) => planOf(before, document) !== planOf(after, document));

    expect(different.filter((document) => !told.includes(document))).toEqual([]);
    expect(told.length).toBeLessThan(OPERATIONS.length);
  },
);

test('of what takes arguments from a context everything may matter', () => {
  const context = (sdl: string) =>
    graph({
      a: 'type Query { p: P } type P @key(fields: "id") { id: ID! }',
      b: `type P @key(fields: "id") @context(name: "c") { id: ID! x: Int q: Q }
        type Q @key(fields: "id") { id: ID! y(x: Int @fromContext(field: "$c { x }")): Int } ${sdl}`,
    });
  const parts = new UnlikeParts(context('').supergraph, context('type Query { other: Int }').supergraph);

  expect(parts.mayPlanDifferently(parse('{ p { q { y } } }'))).toBe(true);
  expect(parts.mayPlanDifferently(parse('{ p { x } }'))).toBe(false);
});

function planOf(one: ComposedGraph, document: (typeof OPERATIONS)[number]): string {
  return JSON.stringify(offlinePlannerOf(one).plan(document));
}

function graph(texts: Readonly<Record<string, string>>): ComposedGraph {
  const composed = compose(
    Object.entries(texts).map(([name, text]) => {
      const sdl = `${LINK}${text}`;
      return { name, url: `http://${name}/`, file: `${name}.graphql`, sdl, document: parse(sdl) };
    }),
  );
  if (composed.kind === 'failed') throw new Error(composed.errors.map(({ message }) => message).join('\n'));
  return composed;
}
