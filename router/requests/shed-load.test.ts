import { expect, test } from 'vitest';
import { startSlowGraph } from '../../tests/support/slow-graph.ts';
import { basic, postQuery } from '../../tests/support/test-network.ts';

const CONTAS = { sdl: 'type Query { total: Int }', resolvers: { Query: { total: () => 3 } } };
const PLACES = 4;

test('what exceeds places and queue is answered 503, the rest is finished, and afterwards all works again', async () => {
  await using graph = await startSlowGraph({ contas: CONTAS }, { MAX_REQUESTS_IN_FLIGHT: String(PLACES) });
  const ask = () => postQuery(`${graph.url}/graphql`, '{ total }');
  expect((await ask()).body).toEqual({ data: { total: 3 } });
  graph.subgraph('contas').hold();

  const answers = Array.from({ length: 3 * PLACES }, () => ask());
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

  graph.subgraph('contas').release();
  const finished = (await Promise.all(answers)).filter(({ status }) => status === 200);
  expect(finished.map(({ body }) => body)).toEqual(new Array(PLACES).fill({ data: { total: 3 } }));
  const after = await Promise.all(Array.from({ length: 2 * PLACES }, ask));
  expect(after.map(({ status }) => status)).toEqual(new Array(2 * PLACES).fill(200));
});
