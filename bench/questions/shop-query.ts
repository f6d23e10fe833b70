import type { BenchQuery } from './queries.ts';

/** The query of the public benchmark of gateways: the same question from everybody, an answer of some 87 kB. */
export const SHOP_QUERY: BenchQuery = {
  name: 'shop',
  title: 'users and products with reviews of reviews, over four subgraphs',
  document: `query TestQuery {
  users { ...User reviews { ...Review product { ...Product reviews { ...Review author { ...WithReviews } } } } }
  topProducts { ...Product reviews { ...Review author { ...WithReviews } } }
}
fragment WithReviews on User { ...User reviews { ...Review product { ...Product } } }
fragment User on User { id username name }
fragment Review on Review { id body }
fragment Product on Product { inStock name price shippingEstimate upc weight }`,
  variables: () => ({}),
  mark: '"shippingEstimate":',
  writes: false,
};
