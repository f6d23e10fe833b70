import { afterAll, beforeAll, expect, test } from 'vitest';
import { basic, startTestNetwork, type TestNetwork } from '../../support/networks/test-network.ts';

let graph: TestNetwork;
beforeAll(async () => {
  graph = await startTestNetwork({ transport: 'direct', env: { COST_PER_MINUTE: '100', EXPLORER: 'false' } });
});
afterAll(() => graph[Symbol.asyncDispose]());

async function ask(user: string, query: string, extensions?: unknown) {
  const response = await fetch(`${graph.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: basic(`${user}:${user}`) },
    body: JSON.stringify({ query, extensions }),
  });
  // biome-ignore lint/suspicious/noExplicitAny: an answer has whatever shape the test's own query asks for.
  const body: any = await response.json();
  return { status: response.status, retryAfter: response.headers.get('retry-after'), body };
}

test('who has spent the budget of a minute is told how much, how long to wait, and nobody else is held up', async () => {
  const seventyEight = '{ clientes(first: 70) { nodes { id } } }';
  expect((await ask('leitor', seventyEight)).body).toEqual({ data: { clientes: { nodes: [] } } });

  const refused = await ask('leitor', seventyEight);

  expect(refused.status).toBe(429);
  expect(refused.body.data).toBeUndefined();
  const [error] = refused.body.errors;
  expect(error.extensions).toMatchObject({
    code: 'COST_LIMITED',
    cost: { estimated: 78, perMinute: 100 },
    retryAfter: Number(refused.retryAfter),
    retryable: true,
  });
  expect(error.extensions.http).toBeUndefined();
  expect(error.message).toMatch(/ cost of 78; of the 100 .* Send it again in \d+ s\.$/);
  expect(Number(refused.retryAfter)).toBeGreaterThan(20);
  expect((await ask('admin', seventyEight)).status).toBe(200);
});

test('an operation that no budget would ever pay is refused as too costly, and told its cost', async () => {
  const { status, retryAfter, body } = await ask('admin', '{ clientes(first: 100) { nodes { id } } }', {
    cost: true,
  });

  expect([status, retryAfter]).toEqual([400, null]);
  expect(body.errors).toMatchObject([
    { message: expect.stringContaining('cost of 111; at most 100'), extensions: { code: 'BAD_USER_INPUT' } },
  ]);
  expect(body.extensions).toEqual({ cost: { estimated: 111, limit: 100, perMinute: 100, left: null } });
});

test('the estimate is told to who asks for it, and to nobody else', async () => {
  const query = '{ cliente(id: 1) { nome } }';

  expect((await ask('admin', query)).body).toEqual({ data: { cliente: null } });
  expect((await ask('admin', query, { cost: 'true' })).body).toEqual({ data: { cliente: null } });
  expect((await ask('admin', query, { cost: true })).body).toEqual({
    data: { cliente: null },
    extensions: { cost: { estimated: 1.1, limit: 100, perMinute: 100, left: expect.any(Number) } },
  });
});
