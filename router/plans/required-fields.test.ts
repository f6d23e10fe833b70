import { expect, test } from 'vitest';
import { type SubgraphParts, startFederatedGraph } from '../../tests/support/executions/federated-graph.ts';

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
