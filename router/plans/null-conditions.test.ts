import { type ExecutionResult, execute, parse } from 'graphql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { schemaOf } from '../../tests/differential/comparisons/plans.ts';
import {
  type FederatedGraph,
  type SubgraphParts,
  startFederatedGraph,
} from '../../tests/support/executions/federated-graph.ts';

const A = { __typename: 'A', id: '1' };
const B = { __typename: 'B', id: '2' };
const THINGS = [A, null, B];
const done: string[] = [];
function step(name: string): () => object {
  return () => {
    done.push(name);
    return A;
  };
}

/** What both subgraphs have together, as one schema. */
const WHOLE: SubgraphParts = {
  sdl: `type Query { a: A  all: [Thing]  strict: [A!]  none: A  n: Int }
    type Mutation { first: A  certain: A!  last: A! }
    union Thing = A | B
    type A { id: ID!  n: Int  next: A!  other: Int }
    type B { id: ID!  n: Int  other: Int }`,
  resolvers: {
    Query: { a: () => A, all: () => THINGS, strict: () => [A, A], none: () => null, n: () => 1 },
    Mutation: { first: step('first'), certain: step('certain'), last: step('last') },
    Thing: { __resolveType: ({ __typename }: { __typename: string }) => __typename },
    A: { next: () => A, n: () => 1, other: () => 2 },
    B: { n: () => 1, other: () => 2 },
  },
};
const entity = (of: Record<string, unknown>) => ({ __resolveReference: (given: object) => given, ...of });
const SUBGRAPHS: Record<string, SubgraphParts> = {
  first: {
    sdl: WHOLE.sdl
      .replaceAll(/type (A|B) \{/g, 'type $1 @key(fields: "id") {')
      .replaceAll(/ {2}other: Int/g, ''),
    resolvers: {
      ...WHOLE.resolvers,
      A: entity({ next: () => A, n: () => 1 }),
      B: entity({ n: () => 1 }),
    },
  },
  second: {
    sdl: `type A @key(fields: "id") { id: ID!  other: Int }  type B @key(fields: "id") { id: ID!  other: Int }`,
    resolvers: { A: entity({ other: () => 2 }), B: entity({ other: () => 2 }) },
  },
};

const QUERIES = [
  '{ a { id n @include(if: $b) } n }',
  '{ a { id other @skip(if: $b) } n }',
  '{ all { ... on A { n @include(if: $b) } ... on B { id } } }',
  '{ all { ... on A @include(if: $b) { n } } n }',
  '{ strict { ...F } n } fragment F on A { id ...G @include(if: $b) } fragment G on A { other }',
  '{ a { next { next { id @include(if: $b) } } } n }',
  '{ none { id @include(if: $b) } n }',
  // What is left out anyway may have any condition; in the other order both count.
  '{ a { id n @skip(if: true) @include(if: $b) other @include(if: false) } }',
  '{ a { id n @include(if: false) @skip(if: $b) } }',
  '{ a @include(if: $b) { id } n }',
  '{ n ... @skip(if: $b) { a { id } } }',
  '{ one: a { id } two: a { id @include(if: $b) } }',
  '{ __schema { queryType { name @include(if: $b) } } n }',
  '{ __typename @include(if: $b) n }',
  // What has been spread already has no further condition.
  '{ a { ...F ...F @skip(if: $b) } n } fragment F on A { id }',
  '{ a { ...F } a { ...F @skip(if: $b) ...F } n } fragment F on A { id }',
  '{ a { ...F @skip(if: $b) ...F } n } fragment F on A { id }',
];

const MUTATIONS = [
  '{ first { id @include(if: $b) } last { id } }',
  '{ certain { id @include(if: $b) } last { id } }',
  '{ certain { next { id @include(if: $b) } } last { id } }',
  '{ certain { ...F } certain { ...F @skip(if: $b) } last { id } } fragment F on A { id }',
  '{ first @include(if: $b) { id } last { id } }',
];

const told = ({ data, errors }: ExecutionResult | { data?: unknown; errors?: unknown[] }) => ({
  data,
  errors: JSON.parse(JSON.stringify(errors ?? [])).map(
    ({ message, path, locations }: { message: string; path?: unknown; locations?: unknown }) => ({
      message,
      path,
      locations,
    }),
  ),
});

let graph: FederatedGraph;
beforeAll(async () => {
  graph = await startFederatedGraph(SUBGRAPHS);
});
afterAll(() => graph[Symbol.asyncDispose]());

test('a condition that is null is an error of each object whose fields it decides on, and of nothing else', async () => {
  const schema = schemaOf(WHOLE);
  const variables = { b: null };
  const query = (text: string) => `query ($b: Boolean = true) ${text}`;
  const mutation = (text: string) => `mutation ($b: Boolean = true) ${text}`;
  for (const text of [...QUERIES.map(query), ...MUTATIONS.map(mutation)]) {
    const document = parse(text);
    done.length = 0;
    const expected = told(await execute({ schema, document, variableValues: variables }));
    const doneByReference = done.splice(0);
    for (const _ of ['first', 'second']) {
      const actual = told(await graph.ask(text, variables));
      expect({ text, ...actual, done: done.splice(0) }).toEqual({
        text,
        ...JSON.parse(JSON.stringify(expected)),
        done: doneByReference,
      });
    }
    // The same operation with the default.
    const byDefault = JSON.parse(JSON.stringify(await execute({ schema, document })));
    expect(await graph.ask(text)).toEqual(byDefault);
  }
});

test('a condition that only another operation of the document has is none of this one', async () => {
  const document = `query One { a { id } }  query Two($b: Boolean!) { a { ...F } }
    fragment F on A { n @include(if: $b) }`;
  expect(await graph.ask(document, {}, {}, 'One')).toEqual({ data: { a: { id: '1' } } });
  expect(await graph.ask(document, { b: true }, {}, 'Two')).toEqual({ data: { a: { n: 1 } } });
  expect(await graph.ask(document, { b: null }, {}, 'One')).toEqual({ data: { a: { id: '1' } } });
});
