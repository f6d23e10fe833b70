import { connect } from 'node:net';
import type { FastifyInstance } from 'fastify';
import pino from 'pino';
import { expect, onTestFinished, test, vi } from 'vitest';
import type { SlowClientLimits } from '../../http/connections/slow-clients.ts';
import { GRAPHQL_BATCH_PATH } from '../../http/requests/paths.ts';
import { createHttpServer } from '../../http/server/http-server.ts';
import { measureServer } from '../../http/server/metrics.ts';
import { traceRequests } from '../../http/server/trace-requests.ts';
import type { Caller } from '../../identity/callers/caller.ts';
import { declareRequestIdentity } from '../../identity/requests/request-identity.ts';
import { currentSpan, type Span, setTracer } from '../../telemetry/span.ts';
import { type GraphqlAnswer, serveBatches } from './batch-route.ts';

type Answer = (body: unknown, caller: Caller) => Promise<GraphqlAnswer>;

const item = (body: unknown, headers: Readonly<Record<string, string>> = {}) => ({
  headers: { authorization: 'ana', 'x-request-id': `pedido-${body}`, ...headers },
  body,
});

/** A server that takes the header `authorization` for the name of the user, and has nobody of name `nobody`. */
async function serve(answer: Answer, slowClients: Partial<SlowClientLimits> = {}) {
  const lines: Record<string, unknown>[] = [];
  const log = pino(
    { base: null, timestamp: false },
    { write: (line: string) => lines.push(JSON.parse(line)) },
  );
  const app: FastifyInstance = await createHttpServer({
    log,
    bodyLimit: 10_000,
    headers: {},
    internal: true,
    slowClients,
    ready: async () => ({ ok: true, body: {} }),
  });
  onTestFinished(async () => {
    app.server.closeAllConnections();
    await app.close();
  });
  declareRequestIdentity(app);
  const registry = measureServer(app, 'contas');
  traceRequests(app);
  const identityOf = (user: string) => (user === 'nobody' ? null : { user, scopes: [] });
  serveBatches(app, { answer, identityOf, maxTimeoutMs: 60_000, log });
  await app.listen({ port: 0, host: '127.0.0.1' });
  const { port } = app.server.address() as { port: number };
  const send = (batch: unknown, signal?: AbortSignal) =>
    fetch(`http://127.0.0.1:${port}${GRAPHQL_BATCH_PATH}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(batch),
      ...(signal ? { signal } : {}),
    });
  const measured = async () => {
    const found = (await registry.getMetricsAsJSON()).find(
      ({ name }) => name === 'http_request_duration_seconds',
    );
    const values = (found?.values ?? []) as {
      metricName?: string;
      labels: Record<string, unknown>;
      value: number;
    }[];
    return values
      .filter(({ metricName }) => metricName?.endsWith('_count'))
      .map(({ labels, value }) => ({ path: labels.path, status: labels.status, value }))
      .toSorted((a, b) => Number(a.status) - Number(b.status));
  };
  return { app, send, lines, measured };
}

function promised(): { promise: Promise<void>; resolve: () => void } {
  let resolve = () => {};
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}

const echo: Answer = async (body, { identity, requestId, lastWriteMs }) => ({
  status: body === 'bad' ? 400 : 200,
  text: `${JSON.stringify({ data: { body, user: identity.user, requestId, lastWriteMs } })}\n`,
});

test('each request of a batch is answered, logged and measured as one of its own', async () => {
  const { send, lines, measured } = await serve(async (body, caller) => {
    if (body === 'broken') throw new Error('it is broken');
    return await echo(body, caller);
  });

  const response = await send([
    item('first', { 'x-last-write-ms': '70' }),
    item('nobody', { authorization: 'nobody' }),
    item('bad', { authorization: 'bento' }),
    item('broken'),
    item('no-id', { 'x-request-id': 'x y' }),
  ]);

  expect(response.status).toBe(200);
  const text = await response.text();
  const id = /"requestId":"([0-9a-f-]{36})"/.exec(text)?.[1];
  const frames = text.trimEnd().split('\n').toSorted();
  expect(frames).toEqual([
    '0 200 {"data":{"body":"first","user":"ana","requestId":"pedido-first","lastWriteMs":70}}',
    expect.stringMatching(/^1 401 .*"code":"UNAUTHENTICATED"/),
    '2 400 {"data":{"body":"bad","user":"bento","requestId":"pedido-bad","lastWriteMs":null}}',
    '3 500 {"errors":[{"message":"Internal server error.","extensions":{"code":"INTERNAL_SERVER_ERROR"}}]}',
    `4 200 {"data":{"body":"no-id","user":"ana","requestId":"${id}","lastWriteMs":null}}`,
  ]);
  const line = { level: 30, method: 'POST', path: '/graphql', ms: expect.any(Number), msg: 'request' };
  const byId = (a: Record<string, unknown>, b: Record<string, unknown>) =>
    String(a.requestId).localeCompare(String(b.requestId));
  expect(lines.filter(({ msg }) => msg === 'request').toSorted(byId)).toEqual(
    [
      { ...line, requestId: 'pedido-first', status: 200 },
      { ...line, requestId: 'pedido-nobody', status: 401 },
      { ...line, requestId: 'pedido-bad', status: 400 },
      { ...line, requestId: 'pedido-broken', status: 500 },
      { ...line, requestId: id, status: 200 },
    ].toSorted(byId),
  );
  expect(lines.filter(({ msg }) => msg === 'request failed')).toMatchObject([{ requestId: 'pedido-broken' }]);
  expect(await measured()).toEqual([
    { path: '/graphql', status: 200, value: 2 },
    { path: '/graphql', status: 400, value: 1 },
    { path: '/graphql', status: 401, value: 1 },
    { path: '/graphql', status: 500, value: 1 },
  ]);
});

test('what is done is sent at once, and the rest when it is done', async () => {
  const slow = promised();
  const { send } = await serve(async (body, caller) => {
    if (body === 'slow') await slow.promise;
    return await echo(body, caller);
  });

  const response = await send([item('slow'), item('fast')]);
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  const first = await reader?.read();
  slow.resolve();
  const second = await reader?.read();

  expect(first?.value).toMatch(/^1 200 .*"fast".*\n$/);
  expect(second?.value).toMatch(/^0 200 .*"slow".*\n$/);
  expect(response.headers.get('content-type')).toBe('application/x-graphql-frames');
  expect(response.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  expect(await reader?.read()).toEqual({ done: true, value: undefined });
});

test('whoever does not take what is there is ended, and not whoever waits for what is not', async () => {
  const QUICK = { answerMs: 150, bytesPerSecond: Number.POSITIVE_INFINITY, lookEveryMs: 10 };
  const deadlines: Caller['deadline'][] = [];
  const { app, send } = await serve(async (body, caller) => {
    if (body === 'small' || body === 'large')
      return { status: 200, text: `"${'x'.repeat(body === 'large' ? 20_000_000 : 1)}"` };
    deadlines.push(caller.deadline);
    await new Promise<void>((resolve) => {
      if (body === 'slow') setTimeout(resolve, 600);
      caller.deadline?.onCancel(resolve);
    });
    return { status: 200, text: '1' };
  }, QUICK);

  const patient = await (await send([item('small'), item('slow')])).text();
  const { port } = app.server.address() as { port: number };
  const client = connect(port, '127.0.0.1');
  client.on('error', () => {});
  onTestFinished(() => void client.destroy());
  const body = JSON.stringify([item('large'), item('endless')]);
  client.write(
    `POST ${GRAPHQL_BATCH_PATH} HTTP/1.1\r\nhost: here\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
  );

  expect(patient).toBe('0 200 "x"\n1 200 1\n');
  await vi.waitFor(() => expect(deadlines.map((deadline) => deadline?.isCancelled)).toEqual([false, true]));
});

test('each has the time that its header says, and none when the client of the batch has gone', async () => {
  const callers: Caller[] = [];
  const { send, lines } = await serve(async (_body, caller) => {
    callers.push(caller);
    await new Promise<void>((resolve) => caller.deadline?.onCancel(resolve));
    return { status: 200, text: '{}' };
  });
  const client = new AbortController();

  const sent = send([item(1, { 'x-request-timeout-ms': '500' }), item(2)], client.signal);
  await vi.waitFor(() => expect(callers).toHaveLength(2));
  const [short, long] = callers.map(({ deadline }) => deadline?.timeLeft ?? 0);
  client.abort();

  await expect(sent).rejects.toThrow();
  expect(short).toBeLessThanOrEqual(500);
  expect(long).toBeGreaterThan(50_000);
  await vi.waitFor(() => expect(lines.filter(({ msg }) => msg === 'request')).toHaveLength(2));
  expect(callers.map(({ deadline }) => deadline?.isCancelled)).toEqual([true, true]);
});

test.each([
  { what: 'an object', batch: {} },
  { what: 'nothing', batch: [] },
  { what: 'more than a batch has', batch: Array.from({ length: 33 }, () => item(1)) },
  { what: 'something without headers', batch: [item(1), { body: 1 }] },
  { what: 'headers that are no strings', batch: [{ headers: { authorization: 1 }, body: 1 }] },
])('what is no batch is refused as a whole: $what', async ({ batch }) => {
  const { send, lines } = await serve(echo);

  const response = await send(batch);

  expect({ status: response.status, body: await response.json() }).toEqual({
    status: 400,
    body: {
      errors: [{ message: 'Send a list of 1 to 32 requests.', extensions: { code: 'BAD_REQUEST' } }],
    },
  });
  await vi.waitFor(() => expect(lines).toMatchObject([{ path: GRAPHQL_BATCH_PATH, status: 400 }]));
});

test('a server on its way to its end answers what is under way, and ends the connection with it', async () => {
  const slow = promised();
  const begun = promised();
  const { app, send } = await serve(async (body, caller) => {
    begun.resolve();
    if (body === 'slow') await slow.promise;
    return await echo(body, caller);
  });
  const sent = send([item('slow'), item('slow')]);
  await begun.promise;
  const closed = app.close();
  await vi.waitFor(() => expect(app.life.state).toBe('closing'));
  slow.resolve();

  const response = await sent;

  expect(response.headers.get('connection')).toBe('close');
  expect((await response.text()).split('\n')).toHaveLength(3);
  await closed;
});

test('each request has a span of its own, in the trace of its sender', async () => {
  const spans: { name: string; parent: unknown; attributes: Record<string, unknown>; ended: boolean }[] = [];
  using _tracer = setTracer({
    totals: { ended: 0, exported: 0, failed: 0 },
    start(name, { attributes = {} }, parent) {
      const one = { name, parent, attributes: { ...attributes } as Record<string, unknown>, ended: false };
      spans.push(one);
      const span: Span = {
        traceId: 't',
        spanId: String(spans.length),
        headers: { traceparent: 'p' },
        isRecorded: true,
        set: (more) => void Object.assign(one.attributes, more),
        fail: () => {},
        end: () => {
          one.ended = true;
        },
      };
      return span;
    },
  });
  const seen: (string | undefined)[] = [];
  const { send, lines } = await serve(async (body, caller) => {
    seen.push(currentSpan()?.spanId);
    return await echo(body, caller);
  });
  const traceparent = (digit: string) => `00-${digit.repeat(32)}-${digit.repeat(16)}-01`;

  await send([
    item('a', { traceparent: traceparent('a') }),
    item('b', { traceparent: traceparent('b') }),
    item('nobody', { authorization: 'nobody', traceparent: traceparent('c') }),
  ]);

  const of = (letter: string, status: number) => ({
    name: 'POST /graphql',
    parent: { traceparent: traceparent(letter) },
    attributes: {
      'http.request.method': 'POST',
      'http.route': '/graphql',
      'url.path': '/graphql',
      'url.scheme': 'http',
      'network.protocol.version': '1.1',
      'graph.request.id': `pedido-${letter}`,
      'http.response.status_code': status,
    },
    ended: true,
  });
  expect(spans).toEqual([of('a', 200), of('b', 200)]);
  expect(seen).toEqual(['1', '2']);
  await vi.waitFor(() => expect(lines).toHaveLength(3));
  expect(lines.map(({ span_id }) => span_id).toSorted()).toEqual(['1', '2', undefined]);
});
