import fastify from 'fastify';
import { pino } from 'pino';
import { expect, onTestFinished, test, vi } from 'vitest';
import { SharedStore } from '../../platform/sharing/shared-store.ts';
import { startSlowGraph } from '../../tests/support/networks/slow-graph.ts';
import { basic, postQuery } from '../../tests/support/networks/test-network.ts';
import { redisPrograms, startRedis } from '../../tests/support/servers/redis-server.ts';
import { limitRate } from './rate-limit.ts';

const CONTAS = { sdl: 'type Query { total: Int }', resolvers: { Query: { total: () => 3 } } };
const LIMIT = 3;
const programs = await redisPrograms();
if (typeof programs === 'string') console.log(`skipped: Redis cannot be had: ${programs}`);

async function startLimitedGraph(env: Record<string, string> = {}) {
  const graph = await startSlowGraph({ contas: CONTAS }, { RATE_LIMIT_PER_MINUTE: String(LIMIT), ...env });
  const ask = (credentials: string | null, query = '{ total }') =>
    postQuery(`${graph.url}/graphql`, query, { credentials });
  return { graph, ask };
}

test('a user who has sent too much is answered 429 with when to come again, and nobody else is', async () => {
  const { graph, ask } = await startLimitedGraph();
  await using _ = graph;
  for (let n = 0; n < LIMIT; n += 1) expect((await ask('admin:admin')).status).toBe(200);
  const asked = graph.subgraph('contas').asked.length;

  const { status, headers, body } = await ask('admin:admin');

  expect(status).toBe(429);
  expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
  expect(Number(headers.get('retry-after'))).toBeLessThanOrEqual(60);
  expect(body.errors).toEqual([
    {
      message: expect.stringMatching(/^Too many requests of this user: at most 3 in a minute; try again in /),
      extensions: { code: 'TOO_MANY_REQUESTS' },
    },
  ]);
  expect(graph.subgraph('contas').asked).toHaveLength(asked);
  expect((await ask('leitor:leitor')).body).toEqual({ data: { total: 3 } });
});

test('of requests that come at the very same moment as many are let in as may be', async () => {
  const app = fastify();
  let login: () => void = () => {};
  const loggedIn = new Promise<void>((resolve) => {
    login = resolve;
  });
  // As requests wait for one check of the credentials that they share.
  app.addHook('onRequest', () => loggedIn);
  await limitRate(app, LIMIT);
  app.get('/', () => 'here');
  const answers = Array.from({ length: 20 }, () => app.inject('/'));
  setImmediate(login);

  const statuses = (await Promise.all(answers)).map(({ statusCode }) => statusCode);
  expect(statuses.filter((status) => status === 200)).toHaveLength(LIMIT);
  expect(statuses.filter((status) => status === 429)).toHaveLength(20 - LIMIT);
});

test('requests with wrong credentials, or none, use up nothing of the user that they name', async () => {
  const { graph, ask } = await startLimitedGraph();
  await using _ = graph;
  for (let n = 0; n < 3 * LIMIT; n += 1) {
    expect((await ask('leitor:wrong')).status).toBe(401);
    expect((await ask(null)).status).toBe(401);
  }

  for (let n = 0; n < LIMIT; n += 1) expect((await ask('leitor:leitor')).status).toBe(200);

  expect((await ask('leitor:leitor')).status).toBe(429);
  // Whoever does not know the password is not told what its user has sent.
  expect((await ask('leitor:wrong')).status).toBe(401);
});

test('health and metrics are answered to a user who has sent too much', async () => {
  const { graph, ask } = await startLimitedGraph();
  await using _ = graph;
  for (let n = 0; n < LIMIT; n += 1) await ask('admin:admin');
  expect((await ask('admin:admin')).status).toBe(429);

  for (const path of ['/health/live', '/health/ready', '/metrics']) {
    for (let n = 0; n < 2 * LIMIT; n += 1) {
      const answer = await fetch(`${graph.url}${path}`, { headers: { authorization: basic('admin:admin') } });
      expect(answer.status).toBe(200);
      // A router cannot close while an answer waits to be read.
      await answer.text();
    }
  }
});

test('requests beyond the limit take no place from others', async () => {
  const { graph, ask } = await startLimitedGraph({ MAX_REQUESTS_IN_FLIGHT: String(4 * LIMIT) });
  await using _ = graph;
  // Logging in takes long, so it is done before.
  expect((await ask('leitor:leitor')).status).toBe(200);
  const asked = graph.subgraph('contas').asked.length;
  graph.subgraph('contas').hold();
  // Each another text: those that ask the same at the same moment are answered together.
  const unlike = (n: number) => `{ total } # ${n}`;
  const early = Array.from({ length: LIMIT }, (_, n) => ask('admin:admin', unlike(n)));

  const late = await Promise.all(Array.from({ length: 20 }, () => ask('admin:admin')));
  expect(late.map(({ status }) => status)).toEqual(new Array(20).fill(429));
  const others = Array.from({ length: LIMIT - 1 }, (_, n) => ask('leitor:leitor', unlike(n)));
  await expect
    .poll(() => graph.subgraph('contas').asked.length - asked, { timeout: 20_000 })
    .toBe(2 * LIMIT - 1);
  graph.subgraph('contas').release();

  for (const { body } of await Promise.all([...early, ...others]))
    expect(body).toEqual({ data: { total: 3 } });
});

test.skipIf(typeof programs === 'string')(
  'what was let in before counts when Redis has come back empty',
  async () => {
    if (typeof programs === 'string') throw new Error(programs);
    const redis = await startRedis(programs);
    onTestFinished(() => redis[Symbol.asyncDispose]());
    const shared = { url: redis.url, ca: null, timeoutMs: 500, secret: 's'.repeat(32) };
    await using store = await SharedStore.open({ ...shared, log: pino({ level: 'silent' }) });
    await using app = fastify();
    await limitRate(app, LIMIT, store);
    app.get('/', () => 'here');
    const statuses = async () => {
      const sent = Array.from({ length: LIMIT }, () => app.inject('/'));
      return (await Promise.all(sent)).map(({ statusCode }) => statusCode);
    };
    expect(await statuses()).toEqual(new Array(LIMIT).fill(200));

    await redis.crash();
    await vi.waitFor(() => expect(store.isUp).toBe(false), 10_000);
    await redis.start();
    await vi.waitFor(() => expect(store.isUp).toBe(true), 10_000);

    expect(await statuses()).toEqual(new Array(LIMIT).fill(429));
  },
);
