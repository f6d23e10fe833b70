import { expect, test } from 'vitest';
import { SubgraphFailure } from '../../platform/peers/subgraph-failure.ts';
import { type EntityFetch, gatherFetches } from '../plans/gathered-fetch.ts';
import { failureErrors } from './failure-errors.ts';

const QUERY = `query ($representations: [_Any!]!) {
  _entities(representations: $representations) { __typename ... on Produto { nome preco sku ativo } }
}`;
const FAILURE = new SubgraphFailure('catalogo', new Error('away'));
const identity = Object.freeze({ user: 'ana', scopes: Object.freeze([]) });

function fetchOf(ids: readonly number[]): EntityFetch {
  return {
    context: { identity, requestId: 'pedido-1' },
    variables: {},
    representations: ids.map((id) => ({ __typename: 'Produto', id: String(id) })),
  };
}

const away = () =>
  gatherFetches(
    async ({ representations }) => ({ errors: failureErrors(FAILURE, QUERY, { representations }) }),
    { flat: true },
  );
const numbers = (from: number, count: number) => Array.from({ length: count }, (_, index) => from + index);

test('each request that shares a fetch without an answer has an error for each field of each of its entities', async () => {
  const send = away();
  const requests = numbers(0, 16).map((number) => fetchOf(numbers(number * 16, 16)));

  const answers = await Promise.all(requests.map(send));

  const expected = numbers(0, 16).flatMap((index) =>
    ['nome', 'preco', 'sku', 'ativo'].map((field) => ['_entities', index, field]),
  );
  for (const { errors } of answers) expect(errors?.map(({ path }) => path)).toEqual(expected);
});

test.each([
  ['of many entities', numbers(0, 1_000)],
  ['of one entity at many places', numbers(0, 1_000).map(() => 1)],
])('the errors %s are not without bounds', async (_what, ids) => {
  const { errors } = await away()(fetchOf(ids));

  expect(errors?.map(({ path }) => path).at(-1)).toEqual(['_entities', 255, 'ativo']);
  expect(errors).toHaveLength(256 * 4);
});
