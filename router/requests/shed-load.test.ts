import { expect, test } from 'vitest';
import { startSlowGraph } from '../../tests/support/slow-graph.ts';
import { basic, postQuery } from '../../tests/support/test-network.ts';

const CONTAS = { sdl: 'type Query { total: Int }', resolvers: { Query: { total: () => 3 } } };
const NOTAS = { sdl: 'type Query { notas: Int }', resolvers: { Query: { notas: () => 7 } } };
const PLACES = 4;

test('what exceeds places and queue is answered 503, the rest is finished, and afterwards all works again', async () => {
  await using graph = await startSlowGraph(
    { contas: CONTAS, notas: NOTAS },
    { MAX_REQUESTS_IN_FLIGHT: String(PLACES) },
  );
  const ask = (query = '{ total }') => postQuery(`${graph.url}/graphql`, query);
  expect((await ask('{ total notas }')).body).toEqual({ data: { total: 3, notas: 7 } });
  // A subgraph may have half of the places.
  const answers: ReturnType<typeof ask>[] = [];
  for (const [name, query] of [
    ['contas', '{ total }'],
    ['notas', '{ notas }'],
  ] as const) {
    const subgraph = graph.subgraph(name);
    subgraph.hold();
    const before = subgraph.asked.length;
    answers.push(ask(query), ask(query));
    await expect.poll(() => subgraph.asked.length, { timeout: 10_000 }).toBe(before + 2);
  }
  for (let n = 0; n < 2 * PLACES; n += 1) answers.push(ask());
  const shed: Awaited<ReturnType<typeof ask>>[] = [];
  // All but those that have a place: some at once, and those that wait when they have waited too long.
  await new Promise<void>((resolve, reject) => {
    for (const answer of answers) {
      answer.then((one) => {
        if (shed.push(one) === 2 * PLACES) resolve();
      }, reject);
    }
  });
  for (const { status, headers, body } of shed) {
    expect(status).toBe(503);
    expect(headers.get('retry-after')).toBe('1');
    expect(headers.get('content-type')).toContain('application/json');
    expect(body.errors).toMatchObject([{ extensions: { code: 'OVERLOADED' } }]);
  }
  const authorization = basic('admin:admin');
  const metrics = await fetch(`${graph.url}/metrics`, { headers: { authorization } });
  const text = await metrics.text();
  expect(text).toMatch(new RegExp(`^graphql_requests_in_flight\\{.*\\} ${PLACES}$`, 'm'));
  expect(text).toMatch(new RegExp(`^graphql_requests_shed_total\\{.*\\} ${2 * PLACES}$`, 'm'));
  for (const open of ['/health/live', '/graphiql']) {
    expect((await fetch(`${graph.url}${open}`, { headers: { authorization } })).status).toBe(200);
  }

  for (const name of ['contas', 'notas']) graph.subgraph(name).release();
  const finished = (await Promise.all(answers.slice(0, PLACES))).map(({ body }) => body.data);
  expect(finished).toEqual([{ total: 3 }, { total: 3 }, { notas: 7 }, { notas: 7 }]);
  const after = await Promise.all(Array.from({ length: PLACES }, () => ask()));
  expect(after.map(({ status }) => status)).toEqual(new Array(PLACES).fill(200));
});
