import { expect, test } from 'vitest';
import { startSlowGraph } from '../../../tests/support/networks/slow-graph.ts';
import { basic, postQuery } from '../../../tests/support/networks/test-network.ts';

const PLACES = 8;
/** Makes each text another one: requests that ask the same at the same moment are answered together. */
let asked = 0;
const unlike = (query: string) => {
  asked += 1;
  return `${query} # ${asked}`;
};
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
  const ask = (query: string) => postQuery(`${graph.url}/graphql`, unlike(query));
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

/** A router with a place for one fetch of `notas`, which is taken, and for one that waits. */
async function startFullGraph(env: Record<string, string> = {}) {
  const graph = await startSlowGraph(
    { contas: CONTAS, notas: NOTAS },
    { MAX_REQUESTS_IN_FLIGHT: '3', MAX_WAIT_MS: '60000', ...env },
  );
  const ask = (query: string, signal?: AbortSignal) =>
    postQuery(`${graph.url}/graphql`, unlike(query), signal ? { signal } : {});
  expect((await ask('{ total notas }')).body).toEqual({ data: { total: 3, notas: 7 } });
  const notas = graph.subgraph('notas');
  notas.hold();
  const before = notas.asked.length;
  const held = ask('{ notas }');
  await expect.poll(() => notas.asked.length, { timeout: 20_000 }).toBe(before + 1);
  return {
    graph,
    ask,
    notas,
    held,
    async inFlight() {
      const headers = { authorization: basic('admin:admin') };
      const text = await (await fetch(`${graph.url}/metrics`, { headers })).text();
      return Number(/^graphql_requests_in_flight\{.*\} (\d+)$/m.exec(text)?.[1]);
    },
  };
}

test('where as many fetches wait as may, the next one is answered at once', async () => {
  const { graph, ask, notas, held } = await startFullGraph();
  await using _ = graph;
  const asked = notas.asked.length;
  const answers = [ask('{ total notas }'), ask('{ total notas }')];

  const { body } = await Promise.race(answers);

  expect(body.data).toEqual({ total: 3, notas: null });
  expect(body.errors).toMatchObject([
    { path: ['notas'], extensions: { code: 'SUBGRAPH_BUSY', retryable: true, serviceName: 'notas' } },
  ]);
  expect(notas.asked).toHaveLength(asked);
  notas.release();
  expect((await held).body).toEqual({ data: { notas: 7 } });
  expect((await Promise.all(answers)).map((one) => one.body.data.notas).sort()).toEqual([7, null]);
});

test('a fetch that waits ends when the time of its request is over', async () => {
  const { graph, ask, held } = await startFullGraph({ REQUEST_TIMEOUT_MS: '2000' });
  await using _ = graph;

  const { body } = await ask('{ total notas }');

  expect(body.data).toEqual({ total: 3, notas: null });
  expect(body.errors).toMatchObject([
    { path: ['notas'], extensions: { code: 'DEADLINE_EXCEEDED', retryable: true, serviceName: 'notas' } },
  ]);
  expect((await held).body.errors).toMatchObject([{ extensions: { code: 'DEADLINE_EXCEEDED' } }]);
});

test('a fetch that waits ends at once when its client goes, and is not sent', async () => {
  const { graph, ask, notas, held, inFlight } = await startFullGraph();
  await using _ = graph;
  const asked = notas.asked.length;
  const client = new AbortController();
  const gone = Promise.allSettled([ask('{ notas }', client.signal)]);
  await expect.poll(inFlight, { timeout: 20_000 }).toBe(2);

  client.abort();
  await gone;

  await expect.poll(inFlight, { timeout: 20_000 }).toBe(1);
  const next = ask('{ notas }');
  await expect.poll(inFlight, { timeout: 20_000 }).toBe(2);
  expect(notas.asked).toHaveLength(asked);
  notas.release();
  for (const one of [await held, await next]) expect(one.body).toEqual({ data: { notas: 7 } });
  expect(notas.asked).toHaveLength(asked + 1);
});
