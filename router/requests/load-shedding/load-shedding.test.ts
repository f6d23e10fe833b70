import { Agent, request } from 'node:http';
import { ApolloServer, HeaderMap } from '@apollo/server';
import { GraphQLError } from 'graphql';
import { expect, test } from 'vitest';
import { Admission } from '../../../platform/http/admission/admission.ts';
import { type SlowGraph, startSlowGraph } from '../../../tests/support/networks/slow-graph.ts';
import { basic, postQuery } from '../../../tests/support/networks/test-network.ts';
import type { RouterContext } from '../../context.ts';
import { LoadShedding } from './load-shedding.ts';

const CONTAS = { sdl: 'type Query { total: Int }', resolvers: { Query: { total: () => 3 } } };
const NOTAS = { sdl: 'type Query { notas: Int }', resolvers: { Query: { notas: () => 7 } } };
const PLACES = 4;
const QUERIES = { contas: '{ total }', notas: '{ notas }' } as const;
const MESSAGE = 'Too many requests at once; nothing was done. Try again in a moment.';
const REFUSAL = { errors: [{ message: MESSAGE, extensions: { code: 'OVERLOADED' } }] };

type Answer = Awaited<ReturnType<typeof postQuery>>;

interface FullGraph extends AsyncDisposable {
  readonly graph: SlowGraph;
  /** Of requests that have a place. */
  readonly held: Promise<Answer>[];
  ask(query?: string, options?: Parameters<typeof postQuery>[2]): Promise<Answer>;
  /** One figure of the metrics. */
  metric(name: string): Promise<number>;
  release(): void;
}

/** A router all of whose places are taken; a subgraph may have half of them. */
async function startFullGraph(env: Record<string, string>): Promise<FullGraph> {
  const graph = await startSlowGraph(
    { contas: CONTAS, notas: NOTAS },
    { MAX_REQUESTS_IN_FLIGHT: String(PLACES), ...env },
  );
  const asked: Promise<Answer>[] = [];
  const ask: FullGraph['ask'] = (query = '{ total }', options = {}) => {
    const answer = postQuery(`${graph.url}/graphql`, query, options);
    asked.push(answer);
    return answer;
  };
  const release = () => {
    for (const name of ['contas', 'notas']) graph.subgraph(name).release();
  };
  for (const credentials of ['admin:admin', 'leitor:leitor'])
    expect((await ask('{ total notas }', { credentials })).body).toEqual({ data: { total: 3, notas: 7 } });
  const held: Promise<Answer>[] = [];
  for (const name of ['contas', 'notas'] as const) {
    const subgraph = graph.subgraph(name);
    subgraph.hold();
    const before = subgraph.asked.length;
    // One user alone does not get all of them where there are others.
    held.push(ask(QUERIES[name]), ask(QUERIES[name], { credentials: 'leitor:leitor' }));
    await expect.poll(() => subgraph.asked.length, { timeout: 20_000 }).toBe(before + 2);
  }
  return {
    graph,
    held,
    ask,
    async metric(name) {
      const answer = await fetch(`${graph.url}/metrics`, {
        headers: { authorization: basic('admin:admin') },
      });
      const [, value] = new RegExp(`^${name}\\{.*\\} (\\S+)$`, 'm').exec(await answer.text()) ?? [];
      return Number(value);
    },
    release,
    async [Symbol.asyncDispose]() {
      release();
      await Promise.allSettled(asked);
      await graph[Symbol.asyncDispose]();
    },
  };
}

/** A router whose queue is full too, so that nobody else is let in. */
async function startOverloadedGraph() {
  const full = await startFullGraph({ MAX_WAIT_MS: '60000' });
  const waiting = Array.from({ length: PLACES }, () => full.ask());
  await expect.poll(() => full.metric('graphql_requests_waiting'), { timeout: 20_000 }).toBe(PLACES);
  return { ...full, waiting };
}

test('what exceeds places and queue is answered 503, the rest is finished, and afterwards all works again', async () => {
  await using full = await startFullGraph({});
  const { ask } = full;
  // Nobody gets a place in time: some are refused at once, and those that wait when they have waited too long.
  const shed = await Promise.all(Array.from({ length: 2 * PLACES }, () => ask()));

  for (const { status, headers, body } of shed) {
    expect(status).toBe(503);
    expect(headers.get('retry-after')).toBe('1');
    expect(headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(body).toEqual(REFUSAL);
  }
  expect(await full.metric('graphql_requests_in_flight')).toBe(PLACES);
  expect(await full.metric('graphql_requests_shed_total')).toBe(2 * PLACES);

  full.release();
  const finished = (await Promise.all(full.held)).map(({ body }) => body.data);
  expect(finished).toEqual([{ total: 3 }, { total: 3 }, { notas: 7 }, { notas: 7 }]);
  const after = await Promise.all(Array.from({ length: PLACES }, () => ask()));
  expect(after.map(({ status }) => status)).toEqual(new Array(PLACES).fill(200));
});

test('a stranger and a user get the same refusal, before credentials, body and query are looked at', async () => {
  await using full = await startOverloadedGraph();
  const askedBefore = full.graph.subgraph('contas').asked.length;

  const answers = await Promise.all([
    full.ask(),
    full.ask('{ total }', { credentials: null }),
    full.ask('{ total }', { credentials: 'admin:wrong' }),
    full.ask('{ this is no query'),
  ]);

  for (const { status, headers, body } of answers) {
    expect({ status, body }).toEqual({ status: 503, body: REFUSAL });
    expect(headers.get('www-authenticate')).toBeNull();
    expect(headers.get('retry-after')).toBe('1');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  }
  expect(full.graph.subgraph('contas').asked).toHaveLength(askedBefore);
  full.release();
  for (const { body } of await Promise.all(full.waiting)) expect(body).toEqual({ data: { total: 3 } });
});

test('who has logged in takes a turn, and a name alone, of whomever, tells nothing', async () => {
  await using full = await startOverloadedGraph();
  const claims = ['leitor:wrong', 'atendente:wrong', 'ninguem:wrong', 'ninguem:'];
  const strange = await Promise.all(claims.map((credentials) => full.ask('{ total }', { credentials })));
  for (const { status, headers, body } of strange) {
    expect({ status, body }).toEqual({ status: 503, body: REFUSAL });
    expect(headers.get('www-authenticate')).toBeNull();
  }

  const known = full.ask('{ total }', { credentials: 'leitor:leitor' });
  // One of who has most waiting has given way.
  expect(await Promise.race(full.waiting)).toMatchObject({ status: 503 });
  full.release();
  expect((await known).body).toEqual({ data: { total: 3 } });
});

test('a refusal has the type that is asked for, the id of its request, and is readable for allowed pages', async () => {
  await using full = await startOverloadedGraph();

  const modern = await full.ask('{ total }', {
    headers: {
      accept: 'application/graphql-response+json, application/json;q=0.5',
      'x-request-id': 'asked-before',
      origin: 'http://localhost:5173',
    },
  });
  const strange = await full.ask('{ total }', { headers: { origin: 'https://evil.example' } });
  const page = await fetch(`${full.graph.url}/graphql?query=%7Btotal%7D`, {
    headers: { accept: 'text/html,*/*;q=0.5' },
  });

  expect(modern.body).toEqual(REFUSAL);
  expect(modern.headers.get('content-type')).toBe('application/graphql-response+json; charset=utf-8');
  expect(modern.headers.get('x-request-id')).toBe('asked-before');
  expect(modern.headers.get('access-control-allow-origin')).toBe('http://localhost:5173');
  expect(modern.headers.get('access-control-allow-credentials')).toBe('true');
  expect(modern.headers.get('access-control-expose-headers')).toBe('x-request-id, retry-after');
  expect(modern.headers.get('vary')).toBe('Accept, Origin');
  expect(strange.status).toBe(503);
  expect(strange.headers.get('access-control-allow-origin')).toBeNull();
  expect(page.status).toBe(503);
  expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(await page.text()).toContain(MESSAGE);
});

test('the connection of a refused request stays open, and ends where a long body is left unread', async () => {
  await using full = await startOverloadedGraph();
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const send = (body: string) =>
    new Promise<{ status: number | undefined; reused: boolean; connection: string | undefined }>(
      (resolve, reject) => {
        const sent = request(`${full.graph.url}/graphql`, { method: 'POST', agent }, (answer) => {
          const { statusCode: status, headers } = answer;
          answer.resume().on('end', () => {
            // After the agent has taken the connection back.
            setImmediate(() =>
              resolve({ status, reused: sent.reusedSocket, connection: headers.connection }),
            );
          });
        });
        sent.on('error', reject).end(body);
      },
    );
  try {
    const short = JSON.stringify({ query: '{ total }' });
    expect(await send(short)).toEqual({ status: 503, reused: false, connection: 'keep-alive' });
    expect(await send(' '.repeat(10_000))).toEqual({ status: 503, reused: true, connection: 'keep-alive' });
    expect(await send(short)).toEqual({ status: 503, reused: true, connection: 'keep-alive' });
    expect(await send(' '.repeat(70_000))).toMatchObject({ status: 503, connection: 'close' });
  } finally {
    agent.destroy();
  }
});

test('health, readiness, metrics, pages and preflights are answered while requests are refused', async () => {
  await using full = await startOverloadedGraph();
  const { url } = full.graph;
  const authorization = basic('admin:admin');
  expect((await full.ask()).status).toBe(503);

  for (const path of ['/health/live', '/health/ready', '/metrics', '/graphiql']) {
    const answer = await fetch(url + path, { headers: { authorization } });
    expect(answer.status).toBe(200);
    // A router cannot close while an answer waits to be read.
    await answer.text();
  }
  const preflight = await fetch(`${url}/graphql`, {
    method: 'OPTIONS',
    headers: { origin: 'http://localhost:5173', 'access-control-request-method': 'POST' },
  });
  expect(preflight.status).toBeLessThan(300);
  expect(preflight.headers.get('access-control-allow-origin')).toBe('http://localhost:5173');
});

test('whoever goes while waiting leaves the queue at once', async () => {
  await using full = await startFullGraph({ MAX_WAIT_MS: '60000' });
  const client = new AbortController();
  const gone = Array.from({ length: PLACES }, () => full.ask('{ total }', { signal: client.signal }));
  const ends = Promise.allSettled(gone);
  await expect.poll(() => full.metric('graphql_requests_waiting'), { timeout: 20_000 }).toBe(PLACES);
  expect((await full.ask()).status).toBe(503);

  client.abort();
  await ends;

  await expect.poll(() => full.metric('graphql_requests_waiting'), { timeout: 20_000 }).toBe(0);
  const next = full.ask();
  await expect.poll(() => full.metric('graphql_requests_waiting'), { timeout: 20_000 }).toBe(1);
  const asked = full.graph.subgraph('contas').asked.length;
  full.release();
  expect((await next).body).toEqual({ data: { total: 3 } });
  expect(full.graph.subgraph('contas').asked).toHaveLength(asked + 1);
});

test('a fresh router answers all of many requests that come at once', async () => {
  await using graph = await startSlowGraph({ contas: CONTAS });

  const answers = await Promise.all(
    Array.from({ length: 100 }, () => postQuery(`${graph.url}/graphql`, '{ total }')),
  );

  expect(answers.map(({ body }) => body)).toEqual(new Array(100).fill({ data: { total: 3 } }));
});

test('a request that a subgraph did not work for is no measure of how long requests take', async () => {
  const measures: boolean[] = [];
  const limit = {
    current: 1,
    began() {},
    ended: (_at: number, _inFlight: number, isMeasure: boolean) => measures.push(isMeasure),
    look() {},
  };
  const shedding = new LoadShedding(new Admission({ maxInFlight: 1, maxWaitMs: 0, limit }));
  const failWith = (code: string) => () => {
    throw new GraphQLError('no', { extensions: { code } });
  };
  const apollo = new ApolloServer<RouterContext>({
    typeDefs: 'type Query { right: Int busy: Int gone: Int late: Int }',
    resolvers: {
      Query: {
        right: () => 3,
        busy: failWith('SUBGRAPH_BUSY'),
        gone: failWith('SUBGRAPH_UNAVAILABLE'),
        late: failWith('DEADLINE_EXCEEDED'),
      },
    },
    plugins: [shedding.plugin()],
  });
  await apollo.start();
  const identity = { user: 'admin', scopes: [] };

  for (const query of ['{ right }', '{ right busy }', '{ gone }', '{ late }', '{ wrong }', '{ right }']) {
    await shedding.shield(apollo).executeHTTPGraphQLRequest({
      httpGraphQLRequest: {
        method: 'POST',
        headers: new HeaderMap([['content-type', 'application/json']]),
        search: '',
        body: { query },
      },
      context: async () => ({ identity, requestId: 'test', deadline: null }),
    });
  }

  expect(measures).toEqual([true, false, false, true, true, true]);
  await apollo.stop();
});
