import { expect, test } from 'vitest';
import { type SubgraphParts, startFederatedGraph } from '../../tests/support/federated-graph.ts';

const PEOPLE = { 1: { id: '1', friendId: '2' }, 2: { id: '2', friendId: '1' } } as const;

const GAME: Record<string, SubgraphParts> = {
  people: {
    sdl: `type Query { me: Person  named(name: String): Person }  type Mutation { rename(to: String!): Person  count: Int! }
      type Person @key(fields: "id") { id: ID!  friendId: ID!  name(upper: Boolean): String  nothing: String }`,
    resolvers: {
      Query: { me: () => PEOPLE[1], named: () => PEOPLE[1] },
      Mutation: {
        rename: (_: unknown, { to }: { to: string }) => ({ ...PEOPLE[1], friendId: to }),
        count: counter(),
      },
      Person: {
        name: ({ id }: { id: string }, { upper }: { upper?: boolean }) => (upper ? `N${id}` : `n${id}`),
        nothing: () => {
          throw new Error('no');
        },
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

const PRICES: Record<string, SubgraphParts> = {
  catalog: {
    sdl: `type Query { products: [Product!]! }
      type Product @key(fields: "id") { id: ID!  price(currency: String!): Int!  parts(first: Int): [Part!]! }
      type Part @key(fields: "id") { id: ID!  weight(unit: String!): Int! }`,
    resolvers: {
      Query: { products: () => [{ id: '1' }, { id: '2' }] },
      Product: {
        __resolveReference: ({ id }: { id: string }) => ({ id }),
        price: ({ id }: { id: string }, { currency }: { currency: string }) =>
          Number(id) * (currency === 'BRL' ? 100 : 10),
        parts: ({ id }: { id: string }, { first }: { first?: number }) =>
          [1, 2, 3].slice(0, first ?? 3).map((part) => ({ id: `${id}${part}` })),
      },
      Part: {
        weight: ({ id }: { id: string }, { unit }: { unit: string }) =>
          Number(id) * (unit === 'g' ? 1000 : 1),
      },
    },
  },
  shipping: {
    sdl: `type Product @key(fields: "id") {
        id: ID!  price(currency: String!): Int! @external  parts(first: Int): [Part!]! @external
        brazil: String @requires(fields: "price(currency: \\"BRL\\")")
        abroad: String @requires(fields: "price(currency: \\"USD\\")")
        heavy: String @requires(fields: "parts(first: 2) { weight(unit: \\"g\\") }")
        light: String @requires(fields: "parts { weight(unit: \\"kg\\") }")
        free: Boolean
      }
      type Part @key(fields: "id") { id: ID!  weight(unit: String!): Int! @external }`,
    resolvers: {
      Product: {
        __resolveReference: (product: Record<string, unknown>) => product,
        brazil: ({ price }: { price?: number }) => `R$ ${price}`,
        abroad: ({ price }: { price?: number }) => `US$ ${price}`,
        heavy: ({ parts }: { parts?: { weight: number }[] }) =>
          parts?.map(({ weight }) => `${weight} g`).join(),
        light: ({ parts }: { parts?: { weight: number }[] }) =>
          parts?.map(({ weight }) => `${weight} kg`).join(),
        free: () => true,
      },
    },
  },
};

test.each([
  ['{ products { brazil } }', [{ brazil: 'R$ 100' }, { brazil: 'R$ 200' }]],
  [
    '{ products { brazil abroad free } }',
    [
      { brazil: 'R$ 100', abroad: 'US$ 10', free: true },
      { brazil: 'R$ 200', abroad: 'US$ 20', free: true },
    ],
  ],
  [
    '{ products { price(currency: "EUR") x: abroad price2: price(currency: "BRL") } }',
    [
      { price: 10, x: 'US$ 10', price2: 100 },
      { price: 20, x: 'US$ 20', price2: 200 },
    ],
  ],
  [
    '{ products { heavy parts(first: 1) { id weight(unit: "kg") } light } }',
    [
      { heavy: '11000 g,12000 g', parts: [{ id: '11', weight: 11 }], light: '11 kg,12 kg,13 kg' },
      { heavy: '21000 g,22000 g', parts: [{ id: '21', weight: 21 }], light: '21 kg,22 kg,23 kg' },
    ],
  ],
])('each @requires with arguments has a value of its own: %s', async (query, products) => {
  await using graph = await startFederatedGraph(PRICES);

  expect(await graph.ask(query)).toEqual({ data: { products } });
});

test('a variable stays with the fields of a fetch that are kept apart', async () => {
  const graphs = structuredClone({ shipping: PRICES.shipping?.sdl ?? '' });
  await using graph = await startFederatedGraph({
    ...PRICES,
    shipping: {
      sdl: graphs.shipping.replace('free: Boolean', 'free(yes: Boolean!): Boolean'),
      resolvers: PRICES.shipping?.resolvers ?? {},
    },
  });

  expect(
    await graph.ask('query ($y: Boolean!) { products { brazil abroad free(yes: $y) } }', { y: true }),
  ).toEqual({
    data: {
      products: [
        { brazil: 'R$ 100', abroad: 'US$ 10', free: true },
        { brazil: 'R$ 200', abroad: 'US$ 20', free: true },
      ],
    },
  });
});

test('a required call of a field that requires a call itself has that value', async () => {
  await using graph = await startFederatedGraph({
    catalog: {
      sdl: `type Query { product: Product }
        type Product @key(fields: "id") { id: ID!  price(currency: String!): String }`,
      resolvers: {
        Query: { product: () => ({ id: '1' }) },
        Product: {
          __resolveReference: (given: unknown) => given,
          price: (_: unknown, { currency }: { currency: string }) => currency,
        },
      },
    },
    shipping: {
      sdl: `type Product @key(fields: "id") { id: ID!  price(currency: String!): String @external
        brazil: String @requires(fields: "price(currency: \\"BRL\\")")
        abroad(to: String): String @requires(fields: "price(currency: \\"USD\\")") }`,
      resolvers: {
        Product: {
          __resolveReference: (given: unknown) => given,
          brazil: ({ price }: { price?: string }) => price,
          abroad: ({ price }: { price?: string }, { to }: { to?: string }) => `${price} to ${to}`,
        },
      },
    },
    labels: {
      sdl: `type Product @key(fields: "id") { id: ID!  abroad(to: String): String @external
        label: String @requires(fields: "abroad(to: \\"UY\\")") }`,
      resolvers: {
        Product: {
          __resolveReference: (given: unknown) => given,
          label: ({ abroad }: { abroad?: string }) => abroad,
        },
      },
    },
  });

  expect(await graph.ask('{ product { brazil label abroad(to: "AR") } }')).toEqual({
    data: { product: { brazil: 'BRL', label: 'USD to UY', abroad: 'USD to AR' } },
  });
});

test('a call of a field of an interface that the requiring subgraph does not have', async () => {
  const types = ['Shirt', 'Shoe'];
  await using graph = await startFederatedGraph({
    shop: {
      sdl: `type Query { things: [Thing!]! }  interface Thing { id: ID!  size(in: String): String }
        ${types.map((type) => `type ${type} implements Thing @key(fields: "id") { id: ID!  size(in: String): String }`).join(' ')}`,
      resolvers: {
        Query: { things: () => types.map((__typename) => ({ __typename, id: '1' })) },
        ...Object.fromEntries(
          types.map((type) => [
            type,
            {
              __resolveReference: (given: unknown) => given,
              size: (_: unknown, given: { in?: string }) => `${type} ${given.in}`,
            },
          ]),
        ),
      },
    },
    labels: {
      sdl: `interface Thing { id: ID!  label: String }
        ${types.map((type, index) => `type ${type} implements Thing @key(fields: "id") { id: ID!  size(in: String): String @external  label: String @requires(fields: "size(in: \\"${index} cm\\")") }`).join(' ')}`,
      resolvers: Object.fromEntries(
        types.map((type) => [
          type,
          { __resolveReference: (given: unknown) => given, label: ({ size }: { size?: string }) => size },
        ]),
      ),
    },
  });

  expect(await graph.ask('{ things { label size } }')).toEqual({
    data: {
      things: [
        { label: 'Shirt 0 cm', size: 'Shirt undefined' },
        { label: 'Shoe 1 cm', size: 'Shoe undefined' },
      ],
    },
  });
});

test('a call of a field of an interface, by way of a field that gives the interface', async () => {
  await using graph = await startFederatedGraph({
    shop: {
      sdl: `type Query { parcel: Parcel }  type Parcel @key(fields: "id") { id: ID!  thing: Thing }
        interface Thing { id: ID!  size(in: String): String }
        type Shirt implements Thing @key(fields: "id") { id: ID!  size(in: String): String }`,
      resolvers: {
        Query: { parcel: () => ({ id: '1', thing: { __typename: 'Shirt', id: '2' } }) },
        Parcel: { __resolveReference: (given: unknown) => given },
        Shirt: {
          __resolveReference: (given: unknown) => given,
          size: ({ id }: { id: string }, given: { in?: string }) => `${id} ${given.in}`,
        },
      },
    },
    labels: {
      sdl: `type Parcel @key(fields: "id") { id: ID!  thing: Thing @external
          label: String @requires(fields: "thing { size(in: \\"cm\\") }") }
        interface Thing { id: ID!  size(in: String): String }
        type Shirt implements Thing @key(fields: "id") { id: ID!  size(in: String): String @external
          label: String @requires(fields: "size(in: \\"in\\")") }`,
      resolvers: {
        Parcel: {
          __resolveReference: (given: unknown) => given,
          label: ({ thing }: { thing?: { size: string } }) => thing?.size,
        },
        Thing: { __resolveType: () => 'Shirt' },
        Shirt: {
          __resolveReference: (given: unknown) => given,
          label: ({ size }: { size?: string }) => size,
        },
      },
    },
  });

  expect(await graph.ask('{ parcel { label thing { size ... on Shirt { label } } } }')).toEqual({
    data: { parcel: { label: '2 cm', thing: { size: '2 undefined', label: '2 in' } } },
  });
});

test('fields of one name in two types require what their own type says', async () => {
  await using graph = await startFederatedGraph({
    shop: {
      sdl: `type Query { shirt: Shirt  shoe: Shoe }
        type Shirt @key(fields: "id") { id: ID!  size(in: String): String }
        type Shoe @key(fields: "id") { id: ID!  size(in: String): String }`,
      resolvers: {
        Query: { shirt: () => ({ id: '1' }), shoe: () => ({ id: '2' }) },
        ...Object.fromEntries(
          ['Shirt', 'Shoe'].map((type) => [
            type,
            {
              __resolveReference: (given: unknown) => given,
              size: (_: unknown, given: { in?: string }) => `${type} ${given.in}`,
            },
          ]),
        ),
      },
    },
    labels: {
      sdl: `type Shirt @key(fields: "id") { id: ID!  size(in: String): String @external
          label: String @requires(fields: "size(in: \\"cm\\")")  tag: String @requires(fields: "size") }
        type Shoe @key(fields: "id") { id: ID!  size(in: String): String @external  label: String @requires(fields: "size") }`,
      resolvers: Object.fromEntries(
        ['Shirt', 'Shoe'].map((type) => [
          type,
          {
            __resolveReference: (given: unknown) => given,
            label: ({ size }: { size?: string }) => size,
            tag: ({ size }: { size?: string }) => size,
          },
        ]),
      ),
    },
  });

  for (const fields of ['label tag', 'tag label']) {
    expect(await graph.ask(`{ shirt { ${fields} } shoe { label } }`)).toEqual({
      data: { shirt: { label: 'Shirt cm', tag: 'Shirt undefined' }, shoe: { label: 'Shoe undefined' } },
    });
  }
});

test('a key that is not resolvable is never jumped by', async () => {
  const byId = ({ id }: { id: string }) => ({ __typename: 'Product', id, name: `n${id}` });
  await using graph = await startFederatedGraph({
    nodes: {
      sdl: `type Query { node: Node  product: Product }  interface Node @key(fields: "id") { id: ID! }
        type Product implements Node @key(fields: "id") { id: ID!  name: String }`,
      resolvers: {
        Query: { node: () => byId({ id: '1' }), product: () => byId({ id: '1' }) },
        Node: { __resolveType: () => 'Product', __resolveReference: byId },
        Product: { __resolveReference: byId },
      },
    },
    notes: {
      sdl: `type Query { noted: Node }
        type Node @key(fields: "id", resolvable: false) @interfaceObject { id: ID!  note: String @shareable }`,
      resolvers: { Query: { noted: () => ({ id: '7', note: 'seven' }) } },
    },
    deep: {
      sdl: 'type Node @key(fields: "id") @interfaceObject { id: ID!  note: String @shareable  depth: Int }',
      resolvers: {
        Node: { __resolveReference: ({ id }: { id: string }) => ({ id, note: `deep ${id}`, depth: 3 }) },
      },
    },
  });

  expect(await graph.ask('{ noted { id note depth ... on Product { name } } }')).toEqual({
    data: { noted: { id: '7', note: 'seven', depth: 3, name: 'n7' } },
  });
  expect(await graph.ask('{ product { i: id note } node { __typename n: note depth } }')).toEqual({
    data: { product: { i: '1', note: 'deep 1' }, node: { __typename: 'Product', n: 'deep 1', depth: 3 } },
  });
  expect(graph.sent().filter((query) => query.startsWith('notes') && query.includes('_entities'))).toEqual(
    [],
  );
});

test('what a required value comes back with is a key that the subgraph resolves', async () => {
  const box = { id: '1', room: { floor: 'f', door: 'd' } };
  await using graph = await startFederatedGraph({
    prices: {
      sdl: `type Box @key(fields: "room { floor }", resolvable: false) @key(fields: "id") { id: ID!  room: Room @shareable
        price: Int }  type Room @shareable { floor: ID!  door: ID! }`,
      resolvers: {
        Box: {
          __resolveReference: ({ id }: { id?: string }) => (id === '1' ? { ...box, price: 30 } : null),
        },
      },
    },
    shelf: {
      sdl: `type Query { box: Box }  interface Thing { taxed: Int }
        type Box implements Thing @key(fields: "room { floor }", resolvable: false)
          @key(fields: "room { door }  id") @key(fields: "id", resolvable: false) {
          id: ID!  room: Room @shareable  price: Int @external  taxed: Int @requires(fields: "price") }
        type Room @shareable { floor: ID!  door: ID! }`,
      resolvers: {
        Query: { box: () => box },
        Box: {
          __resolveReference: (key: { id?: string; room?: { door?: string } }) =>
            key.id === '1' && key.room?.door === 'd' ? key : null,
          taxed: ({ price }: { price: number }) => price + 1,
        },
      },
    },
  });

  expect(await graph.ask('{ box { price taxed } }')).toEqual({ data: { box: { price: 30, taxed: 31 } } });
});

test('a plan that asks for an entity by a key that is not resolvable is an error and no wrong value', async () => {
  const box = { id: '1', code: 'c', price: 30 };
  await using graph = await startFederatedGraph({
    prices: {
      sdl: 'type Box @key(fields: "code") @key(fields: "id") { id: ID!  code: ID! @shareable  price: Int }',
      resolvers: { Box: { __resolveReference: () => box } },
    },
    shelf: {
      sdl: `type Query { box: Box }  type Box @key(fields: "id") @key(fields: "code", resolvable: false) {
        id: ID! @external  code: ID! @shareable  price: Int @external  taxed: Int @requires(fields: "price") }`,
      resolvers: {
        Query: { box: () => ({ code: 'c' }) },
        Box: {
          __resolveReference: (key: { id?: string }) => (key.id === '1' ? key : null),
          taxed: ({ price }: { price: number }) => price + 1,
        },
      },
    },
  });

  expect(await graph.ask('{ box { price } }')).toEqual({ data: { box: { price: 30 } } });
  expect(await graph.ask('{ box { taxed } }')).toMatchObject({
    errors: [{ extensions: { code: 'PLANNING_FAILED' } }],
  });
});

test('nested @provides, and keys of several fields through several subgraphs', async () => {
  const author = { id: '1', tenant: 't', name: 'Ana', secret: 's' };
  await using graph = await startFederatedGraph({
    books: {
      sdl: `type Query { book: Book @provides(fields: "author { profile { name } }") }
        type Book @key(fields: "isbn") { isbn: ID!  author: Author }
        type Author @key(fields: "key { id tenant }") { key: Key!  profile: Profile @external }
        type Key @shareable { id: ID!  tenant: ID! }  type Profile { name: String @external }`,
      resolvers: {
        Query: {
          book: () => ({ isbn: 'i', author: { key: { id: '1', tenant: 't' }, profile: { name: 'Ana' } } }),
        },
      },
    },
    authors: {
      sdl: `type Author @key(fields: "key { id tenant }") @key(fields: "slug") { key: Key!  slug: String!  profile: Profile @shareable }
        type Key @shareable { id: ID!  tenant: ID! }  type Profile { name: String @shareable  secret: String }`,
      resolvers: {
        Author: {
          __resolveReference: ({ key, slug }: { key?: unknown; slug?: string }) => ({
            key: key ?? { id: '1', tenant: 't' },
            slug: slug ?? '1-t',
          }),
          profile: () => author,
        },
      },
    },
    prizes: {
      sdl: 'type Author @key(fields: "slug") { slug: String!  prizes: Int }',
      resolvers: {
        Author: { __resolveReference: ({ slug }: { slug: string }) => ({ slug }), prizes: () => 3 },
      },
    },
  });

  expect(await graph.ask('{ book { author { profile { name } } } }')).toEqual({
    data: { book: { author: { profile: { name: 'Ana' } } } },
  });
  expect(graph.sent()).toHaveLength(1);
  expect(
    await graph.ask(
      '{ book { slug: isbn author { key: prizes k: key { tenant } profile { name secret } } } }',
    ),
  ).toEqual({
    data: {
      book: { slug: 'i', author: { key: 3, k: { tenant: 't' }, profile: { name: 'Ana', secret: 's' } } },
    },
  });
});

test('types that differ between subgraphs and stand side by side in one', async () => {
  await using graph = await startFederatedGraph({
    a: {
      sdl: `type Query { all: [Account!]! }  union Account = User | Admin
        type User @key(fields: "id") { id: ID  name: String! @shareable }  type Admin { id: ID!  name: String  zero: Int! }`,
      resolvers: {
        Query: {
          all: () => [
            { __typename: 'User', id: '', name: 'u' },
            { __typename: 'Admin', id: '2', name: null, zero: 0 },
          ],
        },
      },
    },
    b: {
      sdl: 'type Query { users: [User!]! }  type User @key(fields: "id") { id: ID!  name: String @shareable  zero: Int }',
      resolvers: {
        Query: { users: () => [{ id: '1', name: 'x', zero: 0 }] },
        User: { __resolveReference: ({ id }: { id: string }) => ({ id, zero: 0 }) },
      },
    },
  });

  expect(
    await graph.ask('{ all { ... on User { id n: name zero } ... on Admin { i: id m: name z: zero } } }'),
  ).toEqual({
    data: {
      all: [
        { id: '', n: 'u', zero: 0 },
        { i: '2', m: null, z: 0 },
      ],
    },
  });
});

test('@override with percent(n) is decided by the user', async () => {
  const shop = (percent: string): Record<string, SubgraphParts> => ({
    old: {
      sdl: 'type Query { shop: Shop }  type Shop @key(fields: "id") { id: ID!  from: String }',
      resolvers: {
        Query: { shop: () => ({ id: '1', from: 'old' }) },
        Shop: { __resolveReference: () => ({ id: '1', from: 'old' }) },
      },
    },
    new: {
      sdl: `type Shop @key(fields: "id") { id: ID!  from: String @override(from: "old", label: "${percent}") }`,
      resolvers: { Shop: { __resolveReference: () => ({ id: '1', from: 'new' }) } },
    },
  });
  await using graph = await startFederatedGraph(shop('percent(25)'));
  const users = Array.from({ length: 200 }, (_, index) => `user${index}`);
  const answers = async () =>
    await Promise.all(
      users.map(async (user) => JSON.stringify((await graph.ask('{ shop { f: from } }', {}, { user })).data)),
    );
  const first = await answers();
  const fromNew = first.filter((answer) => answer === '{"shop":{"f":"new"}}').length;

  expect(new Set(first)).toEqual(new Set(['{"shop":{"f":"new"}}', '{"shop":{"f":"old"}}']));
  expect([fromNew > 25, fromNew < 75]).toEqual([true, true]);
  expect(await answers()).toEqual(first);
  await expect(startFederatedGraph(shop('beta'))).rejects.toThrow('Shop.from ("beta")');
});

test.each([
  ['Int!', { data: null }, ['a']],
  ['Int', { data: { first: null, second: 2 } }, ['a', 'b']],
])(
  'after a failed mutation of type %s the next one is carried out as graphql-js does',
  async (type, answer, done) => {
    const ran: string[] = [];
    await using graph = await startFederatedGraph({
      a: {
        sdl: `type Query { nothing: Int }  type Mutation { one: ${type} }`,
        resolvers: {
          Mutation: {
            one: () => {
              ran.push('a');
              throw new Error('refused');
            },
          },
        },
      },
      b: { sdl: 'type Mutation { two: Int! }', resolvers: { Mutation: { two: () => ran.push('b') } } },
    });

    const { data, errors } = await graph.ask('mutation { first: one second: two }');

    expect({ data }).toEqual(answer);
    expect(errors?.map(({ path }) => path)).toEqual([['first']]);
    expect(ran).toEqual(done);
  },
);

test('requirements that lead to another subgraph and back are met, each once', async () => {
  const byId = { __resolveReference: (given: unknown) => given };
  await using graph = await startFederatedGraph({
    shop: {
      sdl: `type Query { carts: [Cart!]!  anything: Thing }  interface Thing { id: ID! }
        type Cart implements Thing @key(fields: "id") { id: ID!  sum: Int  rebate: Int @external
          price(round: Boolean): String @requires(fields: "rebate")  points: Int @external  badge: Badge @requires(fields: "points") }
        type Badge { label: String }  type Gift implements Thing { id: ID! }`,
      resolvers: {
        Query: {
          carts: () => [{ id: '1' }, { id: '2' }],
          anything: () => ({ __typename: 'Cart', id: '1' }),
        },
        Cart: {
          ...byId,
          sum: ({ id }: { id: string }) => Number(id) * 10,
          price: ({ rebate }: { rebate?: number }, { round }: { round?: boolean }) =>
            `${round ? 'about ' : ''}price with ${rebate}`,
          badge: ({ points }: { points?: number }) => ({ label: `badge for ${points}` }),
        },
      },
    },
    club: {
      sdl: `type Cart @key(fields: "id") { id: ID!  sum: Int @external  rebate: Int @requires(fields: "sum")
        price(round: Boolean): String @external  points: Int @requires(fields: "price") }`,
      resolvers: {
        Cart: {
          ...byId,
          rebate: ({ sum }: { sum?: number }) => Number(sum) * 2,
          points: ({ price }: { price?: string }) => price?.length,
        },
      },
    },
  });
  const points = 'price with 20'.length;

  expect(await graph.ask('{ carts { points } }')).toEqual({ data: { carts: [{ points }, { points }] } });
  graph.sent();
  expect(
    await graph.ask(
      'query ($round: Boolean) { anything { id ... on Cart { own: points price(round: $round) badge { label } } } }',
      { round: true },
    ),
  ).toEqual({
    data: {
      anything: {
        id: '1',
        own: points,
        price: 'about price with 20',
        badge: { label: `badge for ${points}` },
      },
    },
  });
  expect(graph.sent().filter((query) => query.includes('points'))).toHaveLength(1);
});

test('a field is not asked for before what it requires is known, also not where it could be had earlier', async () => {
  const byId = { __resolveReference: (given: unknown) => given };
  await using graph = await startFederatedGraph({
    desk: {
      sdl: `type Query { job: Job }
        type Job @key(fields: "id") { id: ID!  days: Int @external  rate: Int @external  cost: Int @requires(fields: "days rate") }`,
      resolvers: {
        Query: { job: () => ({ id: '1' }) },
        Job: { ...byId, cost: ({ days, rate }: Record<string, number>) => Number(days) * Number(rate) },
      },
    },
    plan: {
      sdl: 'type Job @key(fields: "id") { id: ID!  days: Int }',
      resolvers: { Job: { ...byId, days: () => 3 } },
    },
    rates: {
      sdl: 'type Job @key(fields: "id") { id: ID!  rate: Int }',
      resolvers: { Job: { ...byId, rate: () => 7 } },
    },
    bills: {
      sdl: `type Job @key(fields: "id") { id: ID!  days: Int @external  rate: Int @external  cost: Int @external
        daily: String @requires(fields: "rate")  bill: String @requires(fields: "days cost")
        both: String @requires(fields: "rate days") }`,
      resolvers: {
        Job: {
          ...byId,
          daily: ({ rate }: { rate?: number }) => `${rate} a day`,
          bill: ({ days, cost }: Record<string, number>) => `${cost} for ${days}`,
          both: ({ days, rate }: Record<string, number>) => `${days} of ${rate}`,
        },
      },
    },
  });

  expect(await graph.ask('{ job { days daily bill both } }')).toEqual({
    data: { job: { days: 3, daily: '7 a day', bill: '21 for 3', both: '3 of 7' } },
  });
});

test('a plan that misses what a required field requires is an error and no wrong value', async () => {
  const byId = { __resolveReference: (given: unknown) => given };
  await using graph = await startFederatedGraph({
    a: {
      sdl: `type Query { f: F }
        type F @key(fields: "id") { id: ID!  price: Int  disc: Int @external  exp: String @requires(fields: "disc") }`,
      resolvers: { Query: { f: () => ({ id: '1' }) }, F: byId },
    },
    b: {
      sdl: `type F @key(fields: "id") { id: ID!  price: Int @external  disc: Int @requires(fields: "price")
        exp: String @external  mix: M @requires(fields: "exp") }  type M @key(fields: "id") { id: ID! }`,
      resolvers: { F: byId },
    },
    c: { sdl: 'type M @key(fields: "id") { id: ID!  name: String }', resolvers: { M: byId } },
  });

  const { data, errors } = await graph.ask('{ f { mix { name } } }');

  expect(data).toBeUndefined();
  expect(errors).toMatchObject([{ extensions: { code: 'PLANNING_FAILED' } }]);
});

test('objects that only some subgraphs give in a shared field have their fields where one gives them', async () => {
  const steps = (...list: { __typename: string }[]) => ({ tour: () => ({ steps: list }) });
  const walk = { __typename: 'Walk', km: 3 };
  await using graph = await startFederatedGraph({
    day: {
      sdl: `type Query { morning: Trip }  type Trip @key(fields: "id") { id: ID!  tour: Tour @shareable }
        type Tour @shareable { steps: [Step!]! }  union Step = Walk | Ride
        type Walk @shareable { km: Int }  type Ride { fare(in: String): String  seat: Seat }  type Seat { row: Int }`,
      resolvers: {
        Query: { morning: () => ({ id: '1' }) },
        Trip: steps(walk, { __typename: 'Ride' }),
        Ride: { fare: (_: unknown, args: { in?: string }) => `5 ${args.in}`, seat: () => ({ row: 4 }) },
      },
    },
    night: {
      sdl: `type Query { evening: Trip }  type Trip @key(fields: "id") { id: ID!  tour: Tour @shareable  note: String }
        type Tour @shareable { steps: [Step!]! }  union Step = Walk | Sleep
        type Walk @shareable { km: Int }  type Sleep { hours: Int }`,
      resolvers: {
        Query: { evening: () => ({ id: '1' }) },
        Trip: {
          __resolveReference: (given: unknown) => given,
          ...steps(walk, { __typename: 'Sleep', hours: 8 } as { __typename: string }),
          note: () => 'late',
        },
      },
    },
  });
  const selections = `tour { steps { __typename ... on Walk { km } ... on Sleep { hours }
    ... on Ride { price: fare(in: $in) seat { row } } } }`;

  expect(await graph.ask(`query ($in: String) { morning { note ${selections} } }`, { in: 'BRL' })).toEqual({
    data: {
      morning: {
        note: 'late',
        tour: { steps: [walk, { __typename: 'Ride', price: '5 BRL', seat: { row: 4 } }] },
      },
    },
  });
  expect(await graph.ask(`query ($in: String) { evening { ${selections} } }`, { in: 'BRL' })).toEqual({
    data: { evening: { tour: { steps: [walk, { __typename: 'Sleep', hours: 8 }] } } },
  });
});

test('an entity is asked only for what is selected by way of the type that leads to it', async () => {
  const asked: string[] = [];
  const field = (name: string): SubgraphParts => ({
    sdl: `type Town @key(fields: "id") { id: ID!  ${name}: String }`,
    resolvers: {
      Town: {
        __resolveReference: ({ id }: { id: string }) => {
          asked.push(`${name} of ${id}`);
          return { id, [name]: `${name} of ${id}` };
        },
      },
    },
  });
  await using graph = await startFederatedGraph({
    trips: {
      sdl: `type Query { stops: [Stop!]! }  type Town @key(fields: "id") { id: ID! }
        union Stop = Visit | Change | Pause  type Visit { towns: [Town!] }  type Change { towns: [Town!] }
        type Pause { towns: [Town!] }`,
      resolvers: {
        Query: {
          stops: () =>
            ['Visit', 'Change', 'Pause'].map((type) => ({ __typename: type, towns: [{ id: type }] })),
        },
      },
    },
    mayors: field('mayor'),
    hotels: field('hotel'),
  });

  const { data } =
    await graph.ask(`{ stops { ... on Visit { towns { mayor hotel } } ... on Change { towns { hotel } }
    ... on Pause { towns { id } } } }`);

  expect(data).toEqual({
    stops: [
      { towns: [{ mayor: 'mayor of Visit', hotel: 'hotel of Visit' }] },
      { towns: [{ hotel: 'hotel of Change' }] },
      { towns: [{ id: 'Pause' }] },
    ],
  });
  expect(asked.sort()).toEqual(['hotel of Change', 'hotel of Visit', 'mayor of Visit']);
});

test('by way of one type a field is asked for that requires nothing which another type leads to', async () => {
  await using graph = await startFederatedGraph({
    trips: {
      sdl: `type Query { stops: [Stop!]! }  union Stop = Visit | Change  type Visit { town: Town }  type Change { town: Town }
        type Town @key(fields: "id") { id: ID!  size: Int  rain: Int }`,
      resolvers: {
        Query: {
          stops: () =>
            ['Visit', 'Change'].map((type) => ({ __typename: type, town: { id: type, size: 3, rain: 5 } })),
        },
      },
    },
    facts: {
      sdl: `type Town @key(fields: "id") { id: ID!  size: Int @external  rain: Int @external  name: String
        rank: String @requires(fields: "size")  coat: String @requires(fields: "rain") }`,
      resolvers: {
        Town: {
          __resolveReference: (given: unknown) => given,
          name: ({ id }: { id: string }) => `town of ${id}`,
          rank: ({ size }: { size?: number }) => `rank ${size}`,
          coat: ({ rain }: { rain?: number }) => `coat for ${rain}`,
        },
      },
    },
  });

  expect(
    await graph.ask('{ stops { ... on Visit { town { rank } } ... on Change { town { name coat } } } }'),
  ).toEqual({
    data: {
      stops: [{ town: { rank: 'rank 3' } }, { town: { name: 'town of Change', coat: 'coat for 5' } }],
    },
  });
});

test('what one type leads to is fetched before what requires it by way of another type', async () => {
  interface Order {
    id: string;
    weight?: number;
    parcel?: string;
    fee?: string;
  }
  const given = (order: Order) => order;
  await using graph = await startFederatedGraph({
    shop: {
      sdl: `type Query { events: [Event] }  union Event = Sale | Return  type Sale { order: Order }  type Return { order: Order }
        type Order @key(fields: "id") { id: ID!  weight: Int }`,
      resolvers: {
        Query: {
          events: () => [
            { __typename: 'Sale', order: { id: '1' } },
            { __typename: 'Return', order: { id: '2' } },
          ],
        },
        Order: { __resolveReference: given, weight: ({ id }: Order) => Number(id) * 10 },
      },
    },
    post: {
      sdl: `type Order @key(fields: "id") { id: ID!  weight: Int @external  fee: String @external
        parcel: String @requires(fields: "weight")  label: String @requires(fields: "fee") }`,
      resolvers: {
        Order: {
          __resolveReference: given,
          parcel: ({ weight }: Order) => `${weight} g`,
          label: ({ fee }: Order) => `paid ${fee}`,
        },
      },
    },
    fees: {
      sdl: `type Order @key(fields: "id") { id: ID!  weight: Int @external  parcel: String @external
        fee: String @requires(fields: "parcel")  tax: String @requires(fields: "weight") }`,
      resolvers: {
        Order: {
          __resolveReference: given,
          fee: ({ parcel }: Order) => `for ${parcel}`,
          tax: ({ weight }: Order) => `on ${weight}`,
        },
      },
    },
  });

  const query = '{ events { ... on Sale { order { label } } ... on Return { order { fee tax label } } } }';
  expect(await graph.ask(query)).toEqual({
    data: {
      events: [
        { order: { label: 'paid for 10 g' } },
        { order: { fee: 'for 20 g', tax: 'on 20', label: 'paid for 20 g' } },
      ],
    },
  });
});

test('a directive of subgraphs for operations is one of clients, and subgraphs are sent it', async () => {
  const shade = `enum Shade { LIGHT DARK }  directive @shade(as: Shade! = DARK, by: Int) on FIELD | INLINE_FRAGMENT
    directive @mark(by: Int) on QUERY | FRAGMENT_SPREAD | FRAGMENT_DEFINITION`;
  const linked = `extend schema @link(url: "https://specs.example.com/shade/v1.0", import: ["@shade", "@mark"])
    @federation__composeDirective(name: "@shade") @federation__composeDirective(name: "@mark")`;
  const byId = { __resolveReference: (given: unknown) => given };
  for (const head of [shade, `${linked} ${shade}`]) {
    // Composition lets subgraphs differ in a default only where they link the directive.
    const other = head === shade ? head : head.replace(' = DARK', '');
    await using graph = await startFederatedGraph({
      lamps: {
        sdl: `${other} type Query { lamp: Lamp } type Lamp @key(fields: "id") { id: ID!  lit: Boolean }`,
        resolvers: { Query: { lamp: () => ({ id: '1', lit: true }) }, Lamp: byId },
      },
      rooms: {
        sdl: `${head} type Lamp @key(fields: "id") { id: ID!  room: String }`,
        resolvers: { Lamp: { ...byId, room: () => 'hall' } },
      },
    });

    const query = `query ($n: Int, $m: Int) @mark(by: $m) { lamp { lit @shade room @shade(as: LIGHT, by: $n)
      ... @shade(by: $m) { l: lit } ...Lit @mark(by: $m) } } fragment Lit on Lamp @mark { again: lit }`;
    expect(await graph.ask(query, { n: 1, m: 2 })).toEqual({
      data: { lamp: { lit: true, room: 'hall', l: true, again: true } },
    });
    const [first, second] = graph.sent();
    expect(first).toContain('lit@shade(as:DARK)');
    expect(first).toContain('@mark(by:$m)');
    expect(second).toMatch(/room@shade\(as:LIGHT[ ,]by:\$n\)/);
  }
});

test('an entity keeps its type where an interface object is asked for a field and its type', async () => {
  await using graph = await startFederatedGraph({
    media: {
      sdl: `type Query { all: [Media!]! }  interface Media @key(fields: "id") { id: ID! }
        type Book implements Media @key(fields: "id") { id: ID! }  type Film implements Media @key(fields: "id") { id: ID! }`,
      resolvers: {
        Query: {
          all: () => [
            { __typename: 'Book', id: '1' },
            { __typename: 'Film', id: '2' },
          ],
        },
        Media: { __resolveType: ({ __typename }: { __typename: string }) => __typename },
      },
    },
    reviews: {
      sdl: 'type Media @interfaceObject @key(fields: "id") { id: ID!  stars: Int }',
      resolvers: { Media: { __resolveReference: (given: unknown) => given, stars: () => 5 } },
    },
  });

  expect(await graph.ask('{ all { ... on Book { __typename stars } } }')).toEqual({
    data: { all: [{ __typename: 'Book', stars: 5 }, {}] },
  });
});
