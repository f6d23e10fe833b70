import { once } from 'node:events';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { HeaderMap } from '@apollo/server';
import { expect, onTestFinished, test, vi } from 'vitest';
import { createHttpServer } from '../../platform/http/server/http-server.ts';
import { declareRequestIdentity } from '../../platform/identity/requests/request-identity.ts';
import { createLog } from '../../platform/process/logging/logging.ts';
import { compressAnswers } from '../requests/compressed-answers.ts';
import type { GraphExecutor } from './export-pages.ts';
import { registerExport } from './export-routes.ts';

const SOON = { timeout: 10_000, interval: 10 };
const USER = 'ana';

/** What a graph answers for the page of a number, from 0 on. */
type Page = (page: number) => unknown | Promise<unknown>;

/** Exports of a graph whose pages are made up, and which pages it was asked for. */
async function start(
  page: Page,
  { pageTimeoutMs = 10_000 } = {},
): Promise<{ port: number; asked: number[] }> {
  const asked: number[] = [];
  const graph: GraphExecutor = {
    async executeHTTPGraphQLRequest({ httpGraphQLRequest, context }) {
      const { deadline } = await context();
      // What `askForPage` sends.
      const { variables } = httpGraphQLRequest.body as { variables: { after: string | null } };
      const number = Number(variables.after ?? 0);
      asked.push(number);
      const answer = await (deadline?.wait(Promise.resolve(page(number))) ?? null);
      return { headers: new HeaderMap(), body: { kind: 'complete', string: JSON.stringify(answer) } };
    },
  };
  const app = await createHttpServer({
    log: createLog('test', 'silent'),
    bodyLimit: 1_000,
    headers: {},
    ready: async () => ({ ok: true, body: {} }),
    closeGraceMs: 0,
  });
  declareRequestIdentity(app);
  app.addHook('onRequest', async (request) => {
    request.identity = { user: request.headers['x-user']?.toString() ?? USER, scopes: [] };
  });
  compressAnswers(app);
  registerExport(app, { graph, recorded: null, corsOrigins: [], pageTimeoutMs });
  await app.listen({ port: 0, host: '127.0.0.1' });
  onTestFinished(() => app.close());
  // What a server that listens on a port says.
  return { port: (app.server.address() as AddressInfo).port, asked };
}

function pageOf(number: number, last = Number.POSITIVE_INFINITY): unknown {
  const nodes = Array.from({ length: 100 }, (_, index) => ({
    id: `${number}-${index}`,
    campo: 'x'.repeat(200),
  }));
  return {
    data: { acessos: { nodes, pageInfo: { hasNextPage: number < last, endCursor: String(number + 1) } } },
  };
}

const refused = (code: string, extensions = {}) => ({
  errors: [{ message: `because of ${code}`, extensions: { code, ...extensions } }],
});

const get = (port: number, { user = USER, encoding = 'identity' } = {}) =>
  fetch(`http://127.0.0.1:${port}/acessos.ndjson`, {
    headers: { 'x-user': user, 'accept-encoding': encoding },
  });

/** A client that asks for an export and reads nothing but its beginning. */
async function startReading(port: number, user = USER): Promise<Socket> {
  const client = connect(port, '127.0.0.1');
  client.on('error', () => {});
  onTestFinished(() => void client.destroy());
  client.write(`GET /acessos.ndjson HTTP/1.1\r\nhost: here\r\nx-user: ${user}\r\n\r\n`);
  await once(client, 'readable');
  return client;
}

/** How many pages were asked for when it is no more than before for a while. */
async function settled(asked: readonly number[]): Promise<number> {
  let before = -1;
  await vi.waitFor(
    () => {
      const now = asked.length;
      const isSettled = now === before;
      before = now;
      expect(isSettled).toBe(true);
    },
    { timeout: 10_000, interval: 150 },
  );
  return before;
}

test('only so much is read as the client takes, and nothing once it has gone', async () => {
  const { port, asked } = await start((number) => pageOf(number));
  const client = await startReading(port);

  const ahead = await settled(asked);
  // What sockets keep: some megabytes, of pages of 23 kB each.
  expect(ahead).toBeLessThan(500);
  client.resume();
  await vi.waitFor(() => expect(asked.length).toBeGreaterThan(ahead + 100), SOON);
  client.destroy();
  await settled(asked);
  // Its place is free again: two more are let in.
  await startReading(port);
  await startReading(port);
});

test('a client that goes while a page is under way has it given up', async () => {
  const given = vi.fn();
  const { port } = await start((number) => (number === 0 ? pageOf(0) : new Promise(() => given())));
  const client = await startReading(port);
  await vi.waitFor(() => expect(given).toHaveBeenCalledTimes(1), SOON);
  client.destroy();
  await vi.waitFor(async () => {
    const others = await Promise.all([startReading(port), startReading(port)]);
    for (const other of others) expect(String(other.read())).toMatch(/^HTTP\/1.1 200/);
  }, SOON);
});

test.each<[string, Page]>([
  ['is refused', (number) => (number < 2 ? pageOf(number) : refused('INTERNAL_SERVER_ERROR'))],
  ['does not come in time', (number) => (number < 2 ? pageOf(number) : new Promise(() => {}))],
])('where a later page %s the client sees that the file is not whole', async (_what, page) => {
  const { port } = await start(page, { pageTimeoutMs: 200 });

  for (const encoding of ['identity', 'gzip', 'br']) {
    // What is compressed may not have begun to be sent: then there is an answer that says so.
    const answer = await get(port, { encoding });
    const text = await answer.text().catch(() => null);
    if (answer.status === 200) expect(text).toBeNull();
    else
      expect([answer.headers.get('content-disposition'), JSON.parse(text ?? '')]).toMatchObject([
        null,
        { errors: [{}] },
      ]);
  }
});

test('a page that there is no answer to for the moment is asked for again', async () => {
  let times = 0;
  const { port, asked } = await start((number) => {
    times += 1;
    return times === 2 ? refused('COST_LIMITED', { retryAfter: 0.01 }) : pageOf(number, 2);
  });

  const lines = (await (await get(port)).text()).trimEnd().split('\n');
  expect(lines.length).toBe(300);
  expect(asked).toEqual([0, 1, 1, 2]);
});

test.each([
  ['BAD_USER_INPUT', 400, null],
  ['UNAUTHORIZED_FIELD_OR_TYPE', 403, null],
  ['GRAPHQL_VALIDATION_FAILED', 404, null],
  ['SUBGRAPH_UNAVAILABLE', 503, '1'],
  ['DEADLINE_EXCEEDED', 504, null],
])(
  'where the first page is refused with %s there is an answer %i and no file',
  async (code, status, retryAfter) => {
    const { port } = await start(() => refused(code));

    const answer = await get(port);
    expect({
      status: answer.status,
      retryAfter: answer.headers.get('retry-after'),
      body: await answer.json(),
    }).toEqual({
      status,
      retryAfter,
      body: { errors: [{ message: `because of ${code}`, extensions: { code } }] },
    });
  },
);

test('two exports of a user run at a time and eight of all, and those that were refused have taken no place', async () => {
  const { port } = await start((number) => pageOf(number));
  const statusOf = async (user: string) => (await get(port, { user })).status;
  const users = ['ana', 'bia', 'caio', 'davi'];
  await startReading(port, 'ana');
  await startReading(port, 'ana');

  expect(await statusOf('ana')).toBe(429);
  const running = await Promise.all(
    users.slice(1).flatMap((user) => [startReading(port, user), startReading(port, user)]),
  );
  expect(await statusOf('eva')).toBe(503);
  running[0]?.destroy();
  await vi.waitFor(async () => {
    const again = await startReading(port, 'eva');
    expect(String(again.read())).toMatch(/^HTTP\/1.1 200/);
  }, SOON);
});

test.each(['HEAD', 'POST', 'DELETE'])('a file is not asked for by %s', async (method) => {
  const { port, asked } = await start((number) => pageOf(number));

  const answer = await fetch(`http://127.0.0.1:${port}/acessos.csv`, { method });
  expect([answer.status, answer.headers.get('allow'), asked]).toEqual([405, 'GET', []]);
});
