import { composeServices } from '@apollo/composition';
import { Supergraph } from '@apollo/federation-internals';
import type { GraphQLDataSource } from '@apollo/gateway';
import { LocalGraphQLDataSource } from '@apollo/gateway';
import { buildSubgraphSchema } from '@apollo/subgraph';
import fc from 'fast-check';
import { buildSchema, type GraphQLSchema, Kind, parse, visit } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { anyOperation } from '../../tests/support/executions/any-operation.ts';
import {
  expectSameButForErrors,
  startTwoExecutors,
  type TwoExecutors,
} from '../../tests/support/executions/two-executors.ts';
import { expectExplained } from '../../tests/support/networks/explained.ts';
import { type Flaw, type Flaws, VALUES, withFlaws } from '../../tests/support/schemas/broken-data.ts';
import { runs } from '../../tests/support/vitest/runs.ts';
import type { RouterContext } from '../context.ts';

/**
 * What federation has and this graph does not use: interfaces and unions of several subgraphs, lists of lists, keys
 * of several fields, `@requires` with selections, `@provides`, hidden enum values, interface objects.
 */
const LINK =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", "@external", "@requires", "@provides", "@shareable", "@inaccessible", "@interfaceObject"])';
const SUBGRAPHS = {
  media: {
    sdl: `${LINK}
      type Query { media: [Media!]!  shelf: Shelf  rows: [[Book]!]  thing(id: ID!): Thing  strict: Book! }
      interface Media @key(fields: "id") { id: ID!  title: String }
      type Book implements Media @key(fields: "id") @key(fields: "isbn lang") {
        id: ID!  title: String!  isbn: String!  lang: String!  state: State!  size: Size  tags: [String!]  next: Book
        weird: Float  count: Int @shareable  ok: Boolean
      }
      type Film implements Media @key(fields: "id") { id: ID!  title: String  size: Size  state: State  minutes: Int! }
      type Size { w: Int!  h: Int }
      union Thing = Book | Film | Size
      type Shelf { things: [Thing]  books: [Book!]!  grid: [[Media!]] }
      enum State { NEW USED LOST @inaccessible }`,
    resolvers: {
      Query: {
        media: () => [BOOKS[0], FILM, BOOKS[1]],
        shelf: () => ({
          things: [BOOKS[0], FILM, BOOKS[1].size, null],
          books: BOOKS,
          grid: [[FILM, BOOKS[1]], null, []],
        }),
        rows: () => [
          [BOOKS[0], null],
          [BOOKS[1], BOOKS[0]],
        ],
        thing: (_: unknown, { id }: { id: string }) => [...BOOKS, FILM].find((one) => one.id === id) ?? null,
        strict: () => BOOKS[1],
      },
      Media: { __resolveType: typeOf, __resolveReference: byId },
      Thing: { __resolveType: typeOf },
      Book: { __resolveReference: byId },
      Film: { __resolveReference: byId },
    },
  },
  shop: {
    sdl: `${LINK}
      type Query { offers(first: Int = 2): [Offer!] }
      type Offer { book: Book @provides(fields: "count")  price: Float!  partner: Partner }
      type Book @key(fields: "isbn lang") {
        isbn: String!  lang: String!  stock: Int  count: Int @external  size: Size @external  tags: [String!] @external
        parcel: Parcel @requires(fields: "size { w h } tags")  seller: Partner!
      }
      type Size @external { w: Int!  h: Int }
      type Parcel { area: Int  label: String! }
      interface Partner { name: String }
      type Person implements Partner { name: String! }
      type Firm implements Partner { name: String  vat: ID! }`,
    resolvers: {
      Query: {
        offers: () => [
          { book: BOOKS[0], price: 9.5, partner: FIRM },
          { book: BOOKS[1], price: 1, partner: null },
        ],
      },
      Book: {
        __resolveReference: (book: Record<string, unknown>) => book,
        stock: ({ isbn }: { isbn: string }) => (isbn === 'i1' ? 3 : null),
        parcel: ({ size, tags }: { size?: { w: number; h: number | null }; tags?: string[] }) =>
          size ? { area: size.w * (size.h ?? 1), label: (tags ?? []).join() } : null,
        seller: ({ lang }: { lang: string }) =>
          lang === 'pt' ? FIRM : { __typename: 'Person', name: 'Rui' },
      },
      Partner: { __resolveType: typeOf },
    },
  },
  reviews: {
    sdl: `${LINK}
      type Media @interfaceObject @key(fields: "id") { id: ID!  stars: Int  reviews: [Review!] }
      type Review { text: String!  of: Media }`,
    resolvers: {
      Media: {
        __resolveReference: ({ id }: { id: string }) => ({ id }),
        stars: ({ id }: { id: string }) => Number(id),
        reviews: ({ id }: { id: string }) => [{ text: `about ${id}`, of: { id: '3' } }],
      },
    },
  },
};

const BOOKS = [
  {
    __typename: 'Book',
    id: '1',
    title: 'A',
    isbn: 'i1',
    lang: 'pt',
    state: 'NEW',
    size: { __typename: 'Size', w: 2, h: 3 },
    tags: ['x', 'y'],
    weird: 1e21,
    count: 7,
    ok: true,
  },
  {
    __typename: 'Book',
    id: '2',
    title: 'B',
    isbn: 'i2',
    lang: 'en',
    state: 'LOST',
    size: { __typename: 'Size', w: 4, h: null },
    tags: null,
    weird: null,
    count: null,
    ok: false,
  },
] as const;
const FILM = { __typename: 'Film', id: '3', title: null, size: null, state: 'USED', minutes: 90 } as const;
const FIRM = { __typename: 'Firm', name: null, vat: 12 } as const;

function typeOf({ __typename }: { __typename: string }): string {
  return __typename;
}

function byId(reference: { id?: string; isbn?: string }): unknown {
  return (
    [...BOOKS, FILM].find(
      (one) => one.id === reference.id || ('isbn' in one && one.isbn === reference.isbn),
    ) ?? null
  );
}

/** On a busy machine there are fewer operations. */
const TIME_LIMIT_MS = 15_000;

type Fault = Flaws | 'errors' | 'throws' | null;

/** A subgraph in this process whose answers can be made wrong. */
class FaultySubgraph implements GraphQLDataSource<RouterContext> {
  readonly #local: LocalGraphQLDataSource;
  constructor(schema: GraphQLSchema) {
    this.#local = new LocalGraphQLDataSource(schema);
  }

  async process(options: Parameters<GraphQLDataSource<RouterContext>['process']>[0]) {
    misleads ||= asksForInterfacesName(options.request.query ?? '');
    if (fault === 'throws') throw new TypeError('broken');
    if (fault === 'errors') {
      const many = options.request.variables?.representations;
      const paths = Array.isArray(many)
        ? many.map((_, index) => ['_entities', index, 'field'])
        : [['field'], undefined];
      return { errors: paths.map((path) => ({ message: 'no', ...(path ? { path } : {}) })) } as never;
    }
    const { data, errors } = await this.#local.process(options);
    const plain = JSON.parse(JSON.stringify({ data, errors }));
    return fault ? { ...plain, data: withFlaws(plain.data, fault) } : plain;
  }
}

/**
 * Whether an entity is asked for its type where it is an interface object: the planner moves a client's `__typename` there,
 * and the gateway takes the interface's name for that of the entity. federation.test.ts has what is right.
 */
let misleads = false;

function asksForInterfacesName(query: string): boolean {
  let found = false;
  visit(parse(query), {
    InlineFragment({ typeCondition, selectionSet }) {
      found ||=
        typeCondition?.name.value === 'Media' &&
        selectionSet.selections.some((one) => one.kind === Kind.FIELD && one.name.value === '__typename');
    },
  });
  return found && query.includes('_entities');
}

let fault: Fault = null;
let executors: TwoExecutors;
let api: GraphQLSchema;
beforeAll(async () => {
  const composed = composeServices(
    Object.entries(SUBGRAPHS).map(([name, { sdl }]) => ({
      name,
      url: `http://${name}.test`,
      typeDefs: parse(sdl),
    })),
  );
  if (composed.errors) throw new AggregateError(composed.errors, composed.errors.join('; '));
  const schemas = new Map(
    Object.entries(SUBGRAPHS).map(([name, { sdl, resolvers }]) => [
      name,
      buildSubgraphSchema({ typeDefs: parse(sdl), resolvers }),
    ]),
  );
  api = Supergraph.build(composed.supergraphSdl).apiSchema().toGraphQLJSSchema();
  executors = await startTwoExecutors(
    composed.supergraphSdl,
    (name) => new FaultySubgraph(schemas.get(name) ?? buildSchema('')),
  );
});
afterAll(() => executors[Symbol.asyncDispose]());

const operations = () =>
  anyOperation(api, (_type, { name }) => {
    if (name === 'thing') return ['(id: "1")', '(id: "3")', '(id: "9")'];
    return name === 'offers' ? ['', '(first: 1)'] : [''];
  });

async function expectSame(query: string, variables: Record<string, unknown>): Promise<void> {
  misleads = false;
  const interpreted = await executors.interpreted(query, variables);
  if (misleads) return;
  expectSameButForErrors(await executors.compiled(query, variables), interpreted);
  // And again from what has been compiled.
  expectSameButForErrors(await executors.compiled(query, variables), interpreted);
}

/** The same of several requests at the same moment, which share fetches. */
async function expectSameTogether(query: string, variables: Record<string, unknown>): Promise<void> {
  misleads = false;
  const interpreted = await executors.interpreted(query, variables);
  if (misleads) return;
  const together = await Promise.all([1, 2, 3].map(() => executors.compiled(query, variables)));
  for (const answer of together) expectSameButForErrors(answer, interpreted);
}

const flaws = (...kinds: Flaw[]) =>
  fc.record({
    flaw: fc.constantFrom(...kinds),
    seed: fc.nat(65_520),
    every: fc.integer({ min: 2, max: 12 }),
  });

/** By these subgraphs find entities and compute; with others they answer about something else. */
const KEYS_AND_REQUIREMENTS = new Set(['id', 'isbn', 'lang', 'size', 'tags']);

/** No test is interrupted: what then still ran would change, or count, the flaws of the next one. */
const endOfTest = () => performance.now() + TIME_LIMIT_MS;

describe('compiled plans answer as the gateway does', () => {
  test('any operation', async () => {
    fault = null;
    const end = endOfTest();
    await fc.assert(
      fc.asyncProperty(operations(), async ({ query, variables }) => {
        if (performance.now() > end) return;
        await expectSame(query, variables);
        await expectSameTogether(query, variables);
      }),
      { numRuns: runs(10) },
    );
  });

  test('any operation on data with flaws', async () => {
    const any = flaws('null', 'missing', 'number', 'text', 'object', 'list', 'typename');
    const end = endOfTest();
    await fc.assert(
      fc.asyncProperty(operations(), any, async ({ query, variables }, flaw) => {
        if (performance.now() > end) return;
        fault = flaw;
        await expectSame(query, variables);
      }),
      { numRuns: runs(20) },
    );
  });

  test('any operation: a wrong value costs its place, and an error leads there', async () => {
    const any = flaws('missing', 'number', 'text', 'object', 'list', 'typename');
    const end = endOfTest();
    await fc.assert(
      fc.asyncProperty(operations(), any, async ({ query, variables }, flaw) => {
        if (performance.now() > end) return;
        fault = null;
        const right = await executors.compiled(query, variables);
        // A value of an enum that clients must not see is an error to begin with.
        if (right.errors.length > 0) return;
        fault = { ...flaw, spared: KEYS_AND_REQUIREMENTS };
        const answers = [await executors.compiled(query, variables)];
        answers.push(...(await Promise.all([1, 2].map(() => executors.compiled(query, variables)))));
        const value = flaw.flaw === 'number' || flaw.flaw === 'text' ? VALUES[flaw.flaw] : undefined;
        for (const answer of answers)
          expectExplained(
            answer,
            right.data,
            [value],
            flaw.flaw === 'object' ? Object.keys(api.getTypeMap()) : [],
          );
      }),
      { numRuns: runs(35) },
    );
  });

  test('but for the place of an entity, which is right also when others of its list cannot be asked for', async () => {
    // The book of the first offer is none; the second one's area cannot be told.
    fault = { flaw: 'object', seed: 2, every: 12 };
    const { errors } = await executors.compiled('{ offers { book { parcel { area } id } } }');

    expect(errors.map(({ path }) => path)).toEqual([
      ['offers', 1, 'book', 'parcel', 'area'],
      ['offers', 0, 'book', 'parcel'],
      ['offers', 0, 'book', 'id'],
    ]);
  });

  test('but that a null takes its object before a selection further on is walked that is no list', async () => {
    // The first book has no id, which takes the shelf, and `books0` is an object. The gateway walks `books` twice.
    fault = { flaw: 'object', seed: 15, every: 3 };
    const { data } = await executors.compiled(
      'query ($no: Boolean!) { shelf { books { next { id } } books0: books { id } books @skip(if: $no) { id } } }',
      { no: false },
    );

    expect(data).toEqual({ shelf: null });
  });

  test.each(['errors', 'throws'] as const)('when a subgraph %s', async (kind) => {
    fault = kind;
    await fc.assert(
      fc.asyncProperty(operations(), async ({ query, variables }) => {
        await expectSame(query, variables);
        await expectSameTogether(query, variables);
      }),
      { numRuns: runs(6), interruptAfterTimeLimit: TIME_LIMIT_MS },
    );
  });
});
