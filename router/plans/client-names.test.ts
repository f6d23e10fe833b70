import { expect, test } from 'vitest';
import { type SubgraphParts, startFederatedGraph } from '../../tests/support/executions/federated-graph.ts';
import { leadsTo } from '../../tests/support/networks/explained.ts';

const PEOPLE = { 1: { id: '1', friendId: '2' }, 2: { id: '2', friendId: '1' } } as const;

const GAME: Record<string, SubgraphParts> = {
  people: {
    sdl: `type Query { me: Person  named(name: String): Person  all: [Person!] }  type Mutation { rename(to: String!): Person  count: Int! }
      type Person @key(fields: "id") { id: ID!  friendId: ID!  name(upper: Boolean): String  nothing: String  certain: Int! }`,
    resolvers: {
      Query: { me: () => PEOPLE[1], named: () => PEOPLE[1], all: () => Object.values(PEOPLE) },
      Mutation: {
        rename: (_: unknown, { to }: { to: string }) => ({ ...PEOPLE[1], friendId: to }),
        count: counter(),
      },
      Person: {
        name: ({ id }: { id: string }, { upper }: { upper?: boolean }) => (upper ? `N${id}` : `n${id}`),
        nothing: () => {
          throw new Error('no');
        },
        certain: () => null,
      },
    },
  },
  levels: {
    sdl: 'type Person @key(fields: "id") { id: ID!  level: Int  constructor: String  broken: Int }',
    resolvers: {
      Person: {
        __resolveReference: ({ id }: { id: string }) => ({ id }),
        level: ({ id }: { id: string }) => Number(id) * 10,
        constructor: ({ id }: { id: string }) => `c${id}`,
        broken: () => {
          throw new Error('broken');
        },
      },
    },
  },
};

const ROOMS: Record<string, SubgraphParts> = {
  rooms: {
    sdl: `type Query { house: House  any: [Building] }  interface Building { n: Int  room: Room }  type Room { n: Int  certain: Int! }
      type House implements Building { n: Int  room: Room }  type Shed implements Building { n: Int  room: Room }`,
    resolvers: {
      Query: { house: () => ({}), any: () => [{ __typename: 'House' }, { __typename: 'Shed' }] },
      House: { room: () => ({}), n: () => 1 },
      Shed: { room: () => ({}), n: () => 1 },
      Room: { n: () => 1, certain: () => null },
    },
  },
};

function counter(): () => number {
  let count = 0;
  return () => {
    count += 1;
    return count;
  };
}

test('what a client calls things changes no value', async () => {
  await using graph = await startFederatedGraph(GAME);
  const data = async (query: string, variables?: Record<string, unknown>) => {
    const { data, errors } = await graph.ask(query, variables);
    expect(errors).toBeUndefined();
    return data;
  };

  expect(await data('{ me { id: friendId level } }')).toEqual({ me: { id: '2', level: 10 } });
  expect(await data('{ me { __typename: friendId level t: __typename } }')).toEqual({
    me: { __typename: '2', level: 10, t: 'Person' },
  });
  expect(
    await data('{ __typename: me { constructor: level a: constructor _entities: id toString: level } }'),
  ).toEqual({
    __typename: { constructor: 10, a: 'c1', _entities: '1', toString: 10 },
  });
  expect(
    await data('{ me { a: name b: name(upper: true) name: name(upper: false) } t: __typename }'),
  ).toEqual({
    me: { a: 'n1', b: 'N1', name: 'n1' },
    t: 'Query',
  });
  expect(
    await data('query ($representations: Boolean) { me { name(upper: $representations) level } }', {
      representations: true,
    }),
  ).toEqual({ me: { name: 'N1', level: 10 } });
  expect(
    await data(
      'query ($v__vup: Boolean, $up: Boolean) { me { a: name(upper: $v__vup) b: name(upper: $up) } }',
      {
        v__vup: true,
        up: false,
      },
    ),
  ).toEqual({ me: { a: 'N1', b: 'n1' } });
  expect(Object.keys((await data('{ b: me { level id } a: me { id } me { friendId } }')) as object)).toEqual([
    'b',
    'a',
    'me',
  ]);
});

test('equal fields are asked for once, but each field of a mutation is run', async () => {
  await using graph = await startFederatedGraph(GAME);

  expect(
    (await graph.ask('{ a: me { id } b: me { x: id } ...F } fragment F on Query { me { y: id } }')).data,
  ).toEqual({
    a: { id: '1' },
    b: { x: '1' },
    me: { y: '1' },
  });
  expect(graph.sent()).toEqual(['people: {me{id}}']);
  expect(await graph.ask('mutation { a: count b: count c: rename(to: "7") { friendId } count }')).toEqual({
    data: { a: 1, b: 2, c: { friendId: '7' }, count: 3 },
  });
});

test('an error is at each place that the client has for a field', async () => {
  await using graph = await startFederatedGraph(GAME);
  const { errors } = await graph.ask('{ one: me { x: broken y: broken level } two: me { nothing } }');

  expect(errors?.map(({ message, path }) => [message, path?.join('.')])).toEqual([
    ['no', 'two.nothing'],
    ['broken', 'one.x'],
    ['broken', 'one.y'],
  ]);
});

test('a field that fails under very many names has an error under many of them, and one that leads to the others', async () => {
  await using graph = await startFederatedGraph(GAME);
  const names = Array.from({ length: 90 }, (_, index) => `n${index}`);
  const fields = names.map((name) => `${name}: nothing`).join(' ');
  const { data, errors } = await graph.ask(`{ me { ${fields} } you: me { ${fields} } }`);

  const nothing = Object.fromEntries(names.map((name) => [name, null]));
  expect(data).toEqual({ me: nothing, you: nothing });
  const unexplained = ['me', 'you'].flatMap((object) =>
    names.filter((name) => !leadsTo(errors ?? [], [object, name])),
  );
  expect(unexplained).toEqual([]);
  expect(errors).toHaveLength(128 + 1);
});

test('an object is null only under the name by which something of it is selected that may not be null', async () => {
  await using graph = await startFederatedGraph(GAME);
  const { data, errors } = await graph.ask(
    `{ one: me { x: certain y: certain } two: me { id } named { id } three: me { friendId ...F @skip(if: true) }
       four: me { ...F } all { certain } others: all { id } } fragment F on Person { certain }`,
  );

  expect(data).toEqual({
    one: null,
    two: { id: '1' },
    named: { id: '1' },
    three: { friendId: '2' },
    four: null,
    all: null,
    others: [{ id: '1' }, { id: '2' }],
  });
  expect(errors?.map(({ path }) => path?.join('.'))).toEqual([
    'one.x',
    'one.y',
    'four.certain',
    'all.0.certain',
  ]);
});

test('what differs only further inside, or in what type an object has, is kept apart too', async () => {
  await using graph = await startFederatedGraph(ROOMS);
  const { data, errors } = await graph.ask(
    `{ a: house { r: room { n } s: room { certain } } b: house { r: room { n } }
       any { ... on House { x: room { certain } } ... on Shed { x: room { n } y: room { certain } } z: n } }`,
  );

  expect(data).toEqual({
    a: { r: { n: 1 }, s: null },
    b: { r: { n: 1 } },
    any: [
      { x: null, z: 1 },
      { x: { n: 1 }, y: null, z: 1 },
    ],
  });
  expect(errors?.map(({ path }) => path?.join('.')).sort()).toEqual([
    'a.s.certain',
    'any.0.x.certain',
    'any.1.y.certain',
  ]);
});

test('an object that a subgraph takes away, by a field that clients may see as null, has an error under each name', async () => {
  await using graph = await startFederatedGraph({
    ...GAME,
    strict: {
      sdl: `type Query { strict: Loose }  type Loose @key(fields: "id") { id: ID! @shareable  n: Int! @shareable  own: Int }`,
      resolvers: { Query: { strict: () => ({ id: '1' }) }, Loose: { n: () => null } },
    },
    loose: {
      sdl: 'type Loose @key(fields: "id") { id: ID! @shareable  n: Int @shareable }',
      resolvers: { Loose: { __resolveReference: (given: object) => given } },
    },
  });
  const { data, errors } = await graph.ask('{ one: strict { n } two: strict { own } }');

  expect(data).toEqual({ one: null, two: null });
  expect(errors?.map(({ path }) => path?.join('.'))).toEqual(['one.n', 'two']);
});

test('an object is there also when a condition leaves nothing of it', async () => {
  await using graph = await startFederatedGraph(GAME);
  const query =
    'query ($b: Boolean!) { me { level @include(if: $b) } named @skip(if: $b) { ... @include(if: $b) { id } } }';

  expect(await graph.ask(query, { b: false })).toEqual({ data: { me: {}, named: {} } });
  expect(await graph.ask(query, { b: true })).toEqual({ data: { me: { level: 10 } } });
});

test('introspection beside fields', async () => {
  await using graph = await startFederatedGraph(GAME);

  expect(
    await graph.ask(
      '{ me: __type(name: "Person") { n: name } you: me { id } __schema { queryType { name } } }',
    ),
  ).toEqual({
    data: { me: { n: 'Person' }, you: { id: '1' }, __schema: { queryType: { name: 'Query' } } },
  });
});

test('one field with different arguments, and of different types, under members of a union', async () => {
  await using graph = await startFederatedGraph({
    art: {
      sdl: `type Query { all: [Thing!]! }  union Thing = A | B
        type A { art(p: Int): String  same: String  size: Int! }  type B { art(p: Int): String  same: Int  size: Int }`,
      resolvers: {
        Query: {
          all: () => [
            { __typename: 'A', same: 'a', size: 1 },
            { __typename: 'B', same: 2, size: null },
          ],
        },
        A: { art: (_: unknown, { p }: { p: number }) => `A${p}` },
        B: { art: (_: unknown, { p }: { p: number }) => `B${p}` },
      },
    },
  });

  expect(
    await graph.ask(
      '{ all { ... on A { art(p: 1) a: same s: size } ... on B { art(p: 2) b: same z: size } } }',
    ),
  ).toEqual({
    data: {
      all: [
        { art: 'A1', a: 'a', s: 1 },
        { art: 'B2', b: 2, z: null },
      ],
    },
  });
});
