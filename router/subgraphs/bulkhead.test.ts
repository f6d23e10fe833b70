import { expect, test } from 'vitest';
import { startSlowGraph } from '../../tests/support/slow-graph.ts';
import { postQuery } from '../../tests/support/test-network.ts';

const PLACES = 8;
const CONTAS = {
  sdl: 'type Query { total: Int contas: [Conta!]! } type Conta @key(fields: "id") { id: ID! }',
  resolvers: { Query: { total: () => 3, contas: () => [{ id: '1' }, { id: '2' }] } },
};
const NOTAS = {
  sdl: 'type Query { notas: Int } type Conta @key(fields: "id") { id: ID! saldo: Int }',
  resolvers: {
    Query: { notas: () => 7 },
    Conta: { __resolveReference: (conta: object) => ({ ...conta, saldo: 5 }) },
  },
};

test('a subgraph that hangs is busy for those who come later, and requests that do not need it go on', async () => {
  await using graph = await startSlowGraph(
    { contas: CONTAS, notas: NOTAS },
    { MAX_REQUESTS_IN_FLIGHT: String(PLACES), MAX_WAIT_MS: '100' },
  );
  const ask = (query: string) => postQuery(`${graph.url}/graphql`, query);
  expect((await ask('{ total notas }')).body).toEqual({ data: { total: 3, notas: 7 } });
  const notas = graph.subgraph('notas');
  notas.hold();
  const before = notas.asked.length;
  // As many as the subgraph may have in flight, half of the places.
  const held = Array.from({ length: PLACES / 2 }, () => ask('{ notas }'));
  await expect.poll(() => notas.asked.length, { timeout: 10_000 }).toBe(before + PLACES / 2);

  const partial = await ask('{ total contas { id saldo } notas }');

  const busy = { code: 'SUBGRAPH_BUSY', retryable: true, serviceName: 'notas' };
  expect(partial.status).toBe(200);
  expect(partial.body.data).toEqual({
    total: 3,
    contas: [
      { id: '1', saldo: null },
      { id: '2', saldo: null },
    ],
    notas: null,
  });
  expect(
    partial.body.errors.map(({ path, extensions }: { path: unknown; extensions: unknown }) => ({
      path,
      extensions,
    })),
  ).toEqual(
    expect.arrayContaining([
      { path: ['notas'], extensions: expect.objectContaining(busy) },
      { path: ['contas', 0, 'saldo'], extensions: expect.objectContaining(busy) },
      { path: ['contas', 1, 'saldo'], extensions: expect.objectContaining(busy) },
    ]),
  );
  expect(notas.asked).toHaveLength(before + PLACES / 2);
  for (let n = 0; n < 2 * PLACES; n += 1) {
    expect((await ask('{ total }')).body).toEqual({ data: { total: 3 } });
  }

  notas.release();
  for (const { body } of await Promise.all(held)) expect(body).toEqual({ data: { notas: 7 } });
  expect((await ask('{ notas }')).body).toEqual({ data: { notas: 7 } });
});
