import { seededRandom } from '../questions/queries.ts';

/**
 * The graph of the public benchmark of federation gateways (graphql-hive/graphql-gateways-benchmark): accounts, products,
 * inventory and reviews, which Apollo's documentation began with. Schemas and amounts are as there; texts are made up, of
 * about the same lengths, so that the answer is as large as there (some 87 kB).
 */
export interface ShopSubgraph {
  name: string;
  typeDefs: string;
  resolvers: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

interface Product {
  upc: string;
  name: string;
  price: number;
  weight: number;
  inStock: boolean;
}

interface Review {
  id: string;
  body: string;
  product: { upc: string };
}

const WORDS =
  'the table came soon and is as good as they said but one leg had a mark which nobody sees'.split(' ');

const USERS = ['Alda Moura', 'Bento Luz', 'Carla Dias', 'Davi Reis', 'Elisa Prado', 'Fabio Nunes'].map(
  (name, at) => ({
    id: String(at + 1),
    name,
    username: name.split(' ')[0]?.toLowerCase(),
    birthday: 1_234_567_890,
  }),
);

const PRODUCTS: readonly Product[] = (
  [
    ['Table', 899, 100, true],
    ['Couch', 1_299, 1_000, false],
    ['Glass', 15, 20, false],
    ['Chair', 499, 100, false],
    ['TV', 1_299, 1_000, true],
    ['Lamp', 6_999, 300, true],
    ['Grill', 3_999, 2_000, true],
    ['Fridge', 100_000, 6_000, false],
    ['Sofa', 9_999, 800, true],
  ] as const
).map(([name, price, weight, inStock], at) => ({ upc: String(at + 1), name, price, weight, inStock }));

/** Of which product each review is, and how long. */
const REVIEWS: readonly Review[] = (
  [
    ['1', 445],
    ['1', 294],
    ['1', 275],
    ['1', 143],
    ['2', 445],
    ['2', 294],
    ['2', 275],
    ['2', 143],
    ['3', 143],
    ['4', 143],
    ['4', 871],
  ] as const
).map(([upc, length], at) => ({ id: String(at + 1), body: textOf(length, at), product: { upc } }));

/** Each user wrote the same two. */
const OF_EACH_USER = REVIEWS.slice(0, 2);

interface ProductReference {
  upc: string;
  price?: number | null;
  weight?: number | null;
}

const LINK =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", "@external", "@requires", "@provides", "@shareable"])';

export const SHOP: readonly ShopSubgraph[] = [
  {
    name: 'accounts',
    typeDefs: `${LINK}
type Query { me: User user(id: ID!): User users: [User] }
type User @key(fields: "id") { id: ID! name: String username: String @shareable birthday: Int }`,
    resolvers: {
      Query: {
        me: () => USERS[0],
        user: (_: unknown, { id }: { id: string }) => userOf(id),
        users: () => USERS,
      },
      User: { __resolveReference: ({ id }: { id: string }) => userOf(id) },
    },
  },
  {
    name: 'inventory',
    typeDefs: `${LINK}
type Product @key(fields: "upc") {
  upc: String!
  weight: Int @external
  price: Int @external
  inStock: Boolean
  shippingEstimate: Int @requires(fields: "price weight")
}`,
    resolvers: {
      Product: {
        __resolveReference: (reference: ProductReference) => ({
          ...reference,
          inStock: PRODUCTS.find(({ upc }) => upc === reference.upc)?.inStock,
        }),
        shippingEstimate: ({ price, weight }: ProductReference) =>
          (price ?? 0) > 1_000 ? 0 : Math.floor((weight ?? 0) / 2),
      },
    },
  },
  {
    name: 'products',
    typeDefs: `${LINK}
type Query { topProducts(first: Int = 5): [Product] }
type Product @key(fields: "upc") { upc: String! name: String price: Int weight: Int }`,
    resolvers: {
      Query: { topProducts: (_: unknown, { first }: { first: number }) => PRODUCTS.slice(0, first) },
      Product: {
        __resolveReference: (reference: ProductReference) =>
          PRODUCTS.find(({ upc }) => upc === reference.upc),
      },
    },
  },
  {
    name: 'reviews',
    typeDefs: `${LINK}
type Review @key(fields: "id") { id: ID! body: String product: Product author: User @provides(fields: "username") }
type User @key(fields: "id") { id: ID! username: String @external reviews: [Review] }
type Product @key(fields: "upc") { upc: String! reviews: [Review] }`,
    resolvers: {
      Review: {
        __resolveReference: ({ id }: { id: string }) => REVIEWS.find((review) => review.id === id),
        author: () => ({ id: '1', username: USERS[0]?.username }),
      },
      User: { reviews: () => OF_EACH_USER },
      Product: {
        reviews: ({ upc }: ProductReference) => REVIEWS.filter(({ product }) => product.upc === upc),
      },
    },
  },
];

function userOf(id: string) {
  return USERS.find((user) => user.id === id);
}

/** Words, this many characters in all. */
function textOf(length: number, seed: number): string {
  const random = seededRandom(seed + 1);
  let text = '';
  while (text.length < length) text += `${WORDS[Math.floor(random() * WORDS.length)]} `;
  return text.slice(0, length);
}
