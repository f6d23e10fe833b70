import { expect, test } from 'vitest';
import { type SubgraphParts, startFederatedGraph } from '../../tests/support/executions/federated-graph.ts';

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
  ['percent(0)', 'old'],
  ['percent(100)', 'new'],
])('@override with %s is decided for what is asked of an interface too', async (label, from) => {
  const part = (name: string, override: string, own: string): SubgraphParts => {
    const stores = () => ['Shop', 'Stall'].map((type) => ({ __typename: type, id: '1' }));
    const store = {
      __resolveReference: (given: unknown) => given,
      from: (_: unknown, { n }: { n: number }) => ({ name: `${name} ${n}` }),
    };
    return {
      sdl: `type Query { ${name}: [Store!]! }  interface Store { id: ID!  from(n: Int): Named }  interface Named { name: String }
        type Shop implements Store @key(fields: "id") { id: ID!  from(n: Int): Named ${override} }
        type Stall implements Store @key(fields: "id") { id: ID!  from(n: Int): Given ${own} }
        type Given implements Named @shareable { name: String }`,
      resolvers: {
        Query: { [name]: stores },
        Shop: store,
        Stall: store,
        Named: { __resolveType: () => 'Given' },
      },
    };
  };
  await using graph = await startFederatedGraph({
    old: part('old', '', '@shareable'),
    new: part('new', `@override(from: "old", label: "${label}")`, '@shareable'),
  });
  const query =
    '{ old { a: from(n: 1) { ... on Given { name } } b: from(n: 2) { name } } new { id from(n: 3) { name } } }';

  const named = (of: string, n: number) => ({ name: `${of} ${n}` });
  expect(await graph.ask(query)).toEqual({
    data: {
      old: [from, 'old'].map((of) => ({ a: named(of, 1), b: named(of, 2) })),
      new: [from, 'new'].map((of) => ({ id: '1', from: named(of, 3) })),
    },
  });
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

test('an error that takes away what else was asked of its subgraph is not said of that too', async () => {
  let ran = 0;
  const fail = () => {
    throw new Error('refused');
  };
  await using graph = await startFederatedGraph({
    a: {
      sdl: `type Query { box: Box  boxes: [Box] }  type Mutation { one: Int  sure: Int!  perhaps: Int }
        type Box @key(fields: "id") { id: ID! }`,
      resolvers: {
        Query: { box: () => ({ id: '1' }), boxes: () => [{ id: '1' }, { id: '2' }] },
        Mutation: { one: () => ++ran, sure: fail, perhaps: fail },
      },
    },
    b: {
      sdl: 'type Box @key(fields: "id") { id: ID!  size: Int  weight: Int! }',
      resolvers: { Box: { __resolveReference: (given: unknown) => given, size: () => 1, weight: fail } },
    },
    // Its error has the path `_entities`, and no entity.
    c: {
      sdl: 'type Box @key(fields: "id") { id: ID!  pages: Int  chapters: Int! }',
      resolvers: { Box: { __resolveReference: fail } },
    },
  });
  const asked = async (query: string) => {
    const { data, errors } = await graph.ask(query);
    return { data, paths: errors?.map(({ path }) => path?.join('.')) };
  };

  expect(await asked('mutation { one two: sure three: one }')).toEqual({ data: null, paths: ['two'] });
  expect(await asked('mutation { one two: perhaps three: one }')).toEqual({
    data: { one: 2, two: null, three: 3 },
    paths: ['two'],
  });
  expect(await asked('{ box { size weight } boxes { w: size weight } }')).toEqual({
    data: { box: null, boxes: [null, null] },
    paths: ['box.weight', 'boxes.0.weight', 'boxes.1.weight'],
  });
  // Without a place of its own it is about each of them.
  expect(await asked('{ box { pages chapters } }')).toEqual({
    data: { box: null },
    paths: ['box.pages', 'box.chapters'],
  });
  expect(ran).toBe(3);
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

test('a fragment that is left out asks for no type of what an interface object gives', async () => {
  await using graph = await startFederatedGraph({
    media: {
      sdl: `type Query { all: [Media!]! }  interface Media @key(fields: "id") { id: ID! }
        type Book implements Media @key(fields: "id") { id: ID! }`,
      resolvers: {
        Query: { all: () => [{ __typename: 'Book', id: '1' }] },
        Media: { __resolveType: () => 'Book', __resolveReference: ({ id }: { id: string }) => ({ id }) },
      },
    },
    reviews: {
      sdl: 'type Media @interfaceObject @key(fields: "id") { id: ID!  next: Media }',
      resolvers: {
        Media: { __resolveReference: (given: unknown) => given, next: () => ({ id: '2' }) },
      },
    },
  });
  const query = 'query ($no: Boolean!) { all { next { ... on Book @skip(if: $no) { __typename } id } } }';
  const inside = 'query ($no: Boolean!) { all { next { ... on Book { __typename @skip(if: $no) } id } } }';

  for (const text of [query, inside])
    expect(await graph.ask(text, { no: true })).toEqual({ data: { all: [{ next: { id: '2' } }] } });
  expect(await graph.ask(query, { no: false })).toEqual({
    data: { all: [{ next: { __typename: 'Book', id: '2' } }] },
  });
});

test('what is selected of a type that an object cannot have needs nothing', async () => {
  const byId = { __resolveReference: (given: unknown) => given };
  await using graph = await startFederatedGraph({
    labels: {
      sdl: `interface Item { id: ID! }  type Shoe implements Item @key(fields: "id") { id: ID!  laces: Int }
        type Shirt implements Item @key(fields: "id") { id: ID!  like: [Item] @external
          label: String @requires(fields: "like { id }") }`,
      resolvers: { Shirt: byId, Shoe: { ...byId, laces: () => 2 } },
    },
    shop: {
      sdl: `type Query { shoe: Shoe }  interface Item { id: ID! }
        type Shoe implements Item @key(fields: "id") { id: ID! }
        type Shirt implements Item @key(fields: "id") { id: ID!  like: [Item] }`,
      resolvers: { Query: { shoe: () => ({ id: '1' }) } },
    },
  });

  const ofShirt = '... on Item { ... on Shirt { label } }';
  expect(await graph.ask(`{ shoe { ${ofShirt} } }`)).toEqual({ data: { shoe: {} } });
  expect(await graph.ask(`{ shoe { ${ofShirt} ... on Item { ... on Shoe { laces } } } }`)).toEqual({
    data: { shoe: { laces: 2 } },
  });
});

test('a default of a custom scalar may be an object or a list', async () => {
  const given = (_: unknown, args: object) => args;
  await using graph = await startFederatedGraph({
    shop: {
      sdl: `scalar JSON  input Sort { by: JSON = { name: 1 }  more: [JSON!] = [[1], { on: true }] }
        type Query { list(where: JSON = { open: true, of: [1.5, null, "x"] }, sort: Sort = { by: ["id"] }): JSON }`,
      resolvers: { Query: { list: given } },
    },
  });
  const more = [[1], { on: true }];

  expect(await graph.ask('{ list  other: list(where: 1, sort: {}) }')).toEqual({
    data: {
      list: { where: { open: true, of: [1.5, null, 'x'] }, sort: { by: ['id'], more } },
      other: { where: 1, sort: { by: { name: 1 }, more } },
    },
  });
  expect(await graph.ask('{ __type(name: "Sort") { inputFields { defaultValue } } }')).toEqual({
    data: { __type: { inputFields: [{ defaultValue: '{name: 1}' }, { defaultValue: '[[1], {on: true}]' }] } },
  });
});

test('lists of lists of a shared field have what each of the subgraphs gives', async () => {
  const shelves = [[], [{ __typename: 'Book', id: '1' }, { __typename: 'Film', id: '2' }, null], null];
  const part = (book: string, film: string): SubgraphParts => ({
    sdl: `type Query { store: Store @shareable }  type Store @shareable { shelves: [[Item]]  boxes: [[[Book]!]!] }
      union Item = Book | Film  type Book @key(fields: "id") { id: ID!  ${book}: Int }
      type Film @key(fields: "id") { id: ID!  ${film}: Int }`,
    resolvers: {
      Query: { store: () => ({ shelves, boxes: [[[{ id: '3' }, null]], []] }) },
      Book: { __resolveReference: (given: unknown) => given, [book]: () => book.length },
      Film: { __resolveReference: (given: unknown) => given, [film]: () => film.length },
    },
  });
  await using graph = await startFederatedGraph({
    left: part('pages', 'length'),
    right: part('weight', 'rating'),
    prices: {
      sdl: 'type Book @key(fields: "id") { id: ID!  price: Int }',
      resolvers: {
        Book: { __resolveReference: (given: unknown) => given, price: ({ id }: { id: string }) => +id },
      },
    },
  });
  const book = { pages: 5, weight: 6 };

  expect(
    await graph.ask(`{ store { boxes { pages weight price }
      shelves { ... on Book { pages weight price } ... on Film { length rating } } } }`),
  ).toEqual({
    data: {
      store: {
        boxes: [[[{ ...book, price: 3 }, null]], []],
        shelves: [[], [{ ...book, price: 1 }, { length: 6, rating: 6 }, null], null],
      },
    },
  });
});

test('a fragment on an interface leaves an object the type that it has', async () => {
  await using graph = await startFederatedGraph({
    shop: {
      sdl: `type Query { shoe: Shoe! }  interface Thing { id: ID! }  interface Item implements Thing { id: ID!  size: Int! }
        type Shoe implements Item & Thing @key(fields: "id") { id: ID!  size: Int!  laces: Int  like: [[Shoe!]] }
        union Any = Shoe`,
      resolvers: {
        Query: { shoe: () => ({ id: '1', size: 42, laces: 2, like: [[{ id: '2', size: 43 }]] }) },
      },
    },
  });

  expect(
    await graph.ask(`{ shoe { ... on Thing { id ...Laces ... on Item { __typename size ... on Thing { ...Laces } } }
      like { ... on Any { ... on Item { ... on Shoe { size } ... on Any { ... on Shoe { id } } } } } } }
      fragment Laces on Shoe { laces }`),
  ).toEqual({
    data: {
      shoe: { id: '1', laces: 2, __typename: 'Shoe', size: 42, like: [[{ size: 43, id: '2' }]] },
    },
  });
});

test('a field of an interface has the type that the object says, which may be narrower', async () => {
  const byId = { __resolveReference: (given: unknown) => given };
  const part = (name: string, stall: string): SubgraphParts => ({
    sdl: `type Query { ${name}: [Store]! }  interface Store { id: ID!  from: Named  size: Int }  interface Named { name: String }
      type Shop implements Store @key(fields: "id") { id: ID!  from: Named @shareable  size: Int @shareable }
      type Stall implements Store @key(fields: "id") { id: ID!  from: Given ${stall}  size: Int! ${stall} }
      type Given implements Named @shareable { name: String  since: Int }
      type Other implements Named @shareable { name: String }`,
    resolvers: {
      Query: { [name]: () => ['Shop', 'Stall'].map((type) => ({ __typename: type, id: '1' })) },
      Named: { __resolveType: () => 'Given' },
      Shop: { ...byId, from: () => ({ name, since: 1 }) },
      Stall: {
        ...byId,
        from: () => ({ name: 'stall', since: 2 }),
        size: () => {
          throw new Error('unknown');
        },
      },
    },
  });
  await using graph = await startFederatedGraph({
    whole: part('whole', '@shareable'),
    partly: part('partly', '@external'),
  });

  expect(await graph.ask('{ partly { from { ... on Given { since } } } }')).toEqual({
    data: { partly: [{ from: { since: 1 } }, { from: { since: 2 } }] },
  });
  // No stall has another one.
  expect(await graph.ask('{ partly { from { ... on Other { name } } } }')).toEqual({
    data: { partly: [{ from: {} }, { from: {} }] },
  });
  for (const name of ['partly', 'whole']) {
    const { data, errors } = await graph.ask(`{ ${name} { from { name } size } }`);
    expect(data).toEqual({ [name]: [{ from: { name }, size: null }, null] });
    expect(errors).toMatchObject([{ message: 'unknown', path: [name, 1, 'size'] }]);
  }
});

test('a field of an interface that is a narrower interface in an object is planned object by object', async () => {
  const byId = { __resolveReference: (given: unknown) => given };
  const next = (type: string) => ({ __typename: type, id: '2' });
  await using graph = await startFederatedGraph({
    lists: {
      sdl: `type Query { all: [Item!]! }  interface Base { id: ID! }  interface Item implements Base { id: ID! }
        type Shoe implements Item & Base @key(fields: "id") { id: ID! }
        type Shirt implements Item & Base @key(fields: "id") { id: ID! }`,
      resolvers: { Query: { all: () => [next('Shoe'), next('Shirt')] } },
    },
    links: {
      sdl: `interface Base { id: ID! }  interface Item implements Base { id: ID!  next: Base }
        type Shoe implements Item & Base @key(fields: "id") { id: ID!  next: Base }
        type Shirt implements Item & Base @key(fields: "id") { id: ID!  next: Item }`,
      resolvers: {
        Shoe: { ...byId, next: () => next('Shirt') },
        Shirt: { ...byId, next: () => next('Shoe') },
      },
    },
  });
  const nested = (levels: number): string =>
    levels === 0 ? 'id' : `next { id ... on Item { ${nested(levels - 1)} } }`;

  expect(await graph.ask('{ all { next { id ... on Shirt { next { id } } } } }')).toEqual({
    data: { all: [{ next: { id: '2', next: { id: '2' } } }, { next: { id: '2' } }] },
  });
  expect(await graph.ask(`{ all { ${nested(20)} } }`)).toMatchObject({
    errors: [{ extensions: { code: 'PLANNING_FAILED' } }],
  });
});
