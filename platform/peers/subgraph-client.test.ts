import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterEach, expect, test } from 'vitest';
import { testSigner } from '../../tests/support/networks/test-subgraph.ts';
import { Deadline } from '../process/deadlines/deadline.ts';
import { SubgraphFailure } from './answers/subgraph-failure.ts';
import { SubgraphClient, type SubgraphClientOptions } from './subgraph-client.ts';

const IDENTITY = Object.freeze({ user: 'ana', scopes: Object.freeze(['query']) });
const CALLER = { identity: IDENTITY, requestId: 'pedido-1', deadline: null };
const GOOD = JSON.stringify({ data: { total: 3 } });

const opened: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of opened.splice(0).reverse()) await close();
});

async function startServer(
  handle: (request: IncomingMessage, response: ServerResponse, count: number) => void,
): Promise<{ server: Server; url: string; count: () => number }> {
  let count = 0;
  const server = createServer((request, response) => {
    count += 1;
    request.resume().on('end', () => handle(request, response, count));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  opened.push(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return {
    server,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`,
    count: () => count,
  };
}

function clientOf(url: string, options: Partial<SubgraphClientOptions> = {}): SubgraphClient {
  const signer = testSigner();
  const client = new SubgraphClient({ name: 'contas', url, signer, timeoutMs: 2_000, ...options });
  opened.push(() => client[Symbol.asyncDispose]());
  return client;
}

async function failureOf(promise: Promise<unknown>): Promise<object> {
  const failure = await promise.then(
    () => null,
    (error) => error,
  );
  if (!(failure instanceof SubgraphFailure)) throw new Error('there was no failure', { cause: failure });
  const { cause, extensions } = failure;
  return { ...extensions, cause: cause instanceof Error && 'code' in cause ? cause.code : null };
}

const query = (client: SubgraphClient) => client.post({ query: '{ total }' }, CALLER);
const mutate = (client: SubgraphClient) => client.post({ query: 'mutation { a }' }, CALLER);

test('an answer that comes byte by byte is waited for no longer than one that does not come', async () => {
  const { url } = await startServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    const timer = setInterval(() => response.write(' '), 20);
    response.on('close', () => clearInterval(timer));
  });
  const client = clientOf(url, { timeoutMs: 200 });
  const start = performance.now();

  expect(await failureOf(query(client))).toEqual({
    code: 'SUBGRAPH_UNAVAILABLE',
    retryable: true,
    cause: 'ETIMEDOUT',
  });
  expect(await failureOf(mutate(client))).toEqual({
    code: 'OUTCOME_UNKNOWN',
    retryable: false,
    cause: 'ETIMEDOUT',
  });
  expect(performance.now() - start).toBeLessThan(1_900);
});

test('a mutation of unknown outcome may be sent again when it has an idempotency key, and only then', async () => {
  const { url } = await startServer((request) => request.socket.destroy());
  const client = clientOf(url);
  const send = (entrada: object) =>
    failureOf(
      client.post(
        { query: 'mutation ($e: E!) { a(entrada: $e) { id } }', variables: { e: entrada } },
        CALLER,
      ),
    );
  const unknown = { code: 'OUTCOME_UNKNOWN', cause: expect.anything() };
  expect(await send({ chaveDeIdempotencia: 'k-1' })).toEqual({ ...unknown, retryable: true });
  expect(await send({ nome: 'Ana' })).toEqual({ ...unknown, retryable: false });
});

test('a subgraph is told how long it may take, which is what the request has left when that is less', async () => {
  const told: number[] = [];
  const { url } = await startServer((request, response) => {
    told.push(Number(request.headers['x-request-timeout-ms']));
    response.end(GOOD);
  });
  const client = clientOf(url, { timeoutMs: 10_000 });
  await query(client);
  await client.post({ query: '{ total }' }, { ...CALLER, deadline: Deadline.after(5_000) });
  expect(told[0]).toBeGreaterThan(8_000);
  expect(told[0]).toBeLessThanOrEqual(9_900);
  expect(told[1]).toBeGreaterThan(3_000);
  expect(told[1]).toBeLessThanOrEqual(4_900);
});

test('of a request whose time is over before the subgraph answers the client hears just that', async () => {
  const { url, count } = await startServer(() => {});
  const client = clientOf(url, { timeoutMs: 10_000 });
  const start = performance.now();
  const ask = (text: string, deadline: Deadline) =>
    failureOf(client.post({ query: text }, { ...CALLER, deadline }));
  const late = { code: 'DEADLINE_EXCEEDED', retryable: true };

  expect(await ask('{ total }', Deadline.after(1_000))).toEqual({ ...late, cause: 'ETIMEDOUT' });
  expect(await ask('mutation { a }', Deadline.after(1_000))).toMatchObject({
    code: 'OUTCOME_UNKNOWN',
    retryable: false,
  });
  expect(count()).toBe(2);
  expect(await ask('mutation { a }', Deadline.after(0))).toEqual({ ...late, cause: null });
  expect(count()).toBe(2);
  expect(performance.now() - start).toBeLessThan(8_000);
});

test('when the client goes its query is broken off, and a mutation that was sent is waited for', async () => {
  const closed: string[] = [];
  const waiting: ServerResponse[] = [];
  const { url } = await startServer((_request, response) => {
    waiting.push(response);
    response.on('close', () => {
      closed.push(response.writableFinished ? 'answered' : 'broken off');
    });
  });
  const client = clientOf(url, { timeoutMs: 10_000 });
  const deadline = Deadline.after(60_000);
  const asked = failureOf(client.post({ query: '{ total }' }, { ...CALLER, deadline }));
  const written = client.post({ query: 'mutation { a }' }, { ...CALLER, deadline });
  await expect.poll(() => waiting).toHaveLength(2);

  deadline.cancel();

  expect(await asked).toEqual({ code: 'DEADLINE_EXCEEDED', retryable: true, cause: 'ECANCELED' });
  await expect.poll(() => closed).toEqual(['broken off']);
  for (const response of waiting) response.end(GOOD);
  expect(await written).toEqual({ data: { total: 3 } });
});

test('requests that wait for a connection have the same deadline, and no more than a bound of them wait', async () => {
  const { url } = await startServer((_request, response, number) => {
    if (number === 1) response.end(GOOD);
  });
  const client = clientOf(url, { timeoutMs: 1_000, maxWaiting: 20 });
  // The first one's token is the others' too.
  await query(client);
  const start = performance.now();

  const failures = await Promise.all(Array.from({ length: 100 }, () => failureOf(query(client))));

  expect(performance.now() - start).toBeLessThan(2_000);
  const late = { code: 'SUBGRAPH_UNAVAILABLE', retryable: true, cause: 'ETIMEDOUT' };
  const busy = { code: 'SUBGRAPH_BUSY', retryable: true, cause: 'QUEUE_FULL' };
  expect(failures).toEqual([
    ...Array.from({ length: 84 }, () => late),
    ...Array.from({ length: 16 }, () => busy),
  ]);
});

test('a mutation that finds the queue full was not begun, and can be sent again', async () => {
  const { url } = await startServer((_request, response, number) => {
    if (number === 1) response.end(GOOD);
  });
  const client = clientOf(url, { timeoutMs: 1_000, maxWaiting: 0 });
  // The first one's token is the others' too.
  await query(client);

  const queries = Array.from({ length: 64 }, () => failureOf(query(client)));

  expect(await failureOf(mutate(client))).toEqual({
    code: 'SUBGRAPH_BUSY',
    retryable: true,
    cause: 'QUEUE_FULL',
  });
  await Promise.all(queries);
});

test('a place that becomes free is taken by the next one that waits', async () => {
  const waiting: ServerResponse[] = [];
  const { url } = await startServer((_request, response) => {
    waiting.push(response);
    if (waiting.length === 64) for (const one of waiting.splice(0)) one.end(GOOD);
  });
  const client = clientOf(url, { timeoutMs: 10_000 });

  const answers = await Promise.all(Array.from({ length: 192 }, () => query(client)));

  expect(answers).toEqual(answers.map(() => ({ data: { total: 3 } })));
});

test('nobody at the address: neither a query nor a mutation was sent', async () => {
  const { server, url } = await startServer(() => {});
  await new Promise((resolve) => server.close(resolve));
  const client = clientOf(url);

  const unavailable = { code: 'SUBGRAPH_UNAVAILABLE', retryable: true, cause: 'ECONNREFUSED' };
  expect(await failureOf(query(client))).toEqual(unavailable);
  expect(await failureOf(mutate(client))).toEqual(unavailable);
});

test('a kept connection that the other side closes as it is used: a query is sent once more, a mutation is not', async () => {
  const { url, count } = await startServer((request, response, number) => {
    if (number === 2 || number === 4) request.socket.destroy();
    else response.end(GOOD);
  });
  const client = clientOf(url);

  await query(client);
  expect(await query(client)).toEqual({ data: { total: 3 } });
  expect(count()).toBe(3);
  expect(await failureOf(mutate(client))).toMatchObject({ code: 'OUTCOME_UNKNOWN', retryable: false });
  expect(count()).toBe(4);
});

test.each([
  { what: 'as it is', encoding: 'identity', body: Buffer.from(`{"data":{"x":"${'x'.repeat(2_000)}"}}`) },
  { what: 'in gzip', encoding: 'gzip', body: gzipSync(`{"data":{"x":"${'x'.repeat(500_000)}"}}`) },
  { what: 'in br', encoding: 'br', body: brotliCompressSync(`{"data":{"x":"${'x'.repeat(500_000)}"}}`) },
])('an answer that is too large $what is refused', async ({ encoding, body }) => {
  const { url } = await startServer((_request, response) => {
    response.setHeader('content-encoding', encoding);
    response.end(body);
  });
  const client = clientOf(url, { maxAnswerBytes: 1_000 });

  expect(await failureOf(query(client))).toMatchObject({
    code: 'SUBGRAPH_ANSWER_TOO_LARGE',
    cause: expect.stringMatching(/^(TOO_LARGE|UND_ERR_RES_EXCEEDED_MAX_SIZE)$/),
  });
});

test('early hints, chunks and trailers are HTTP as any other', async () => {
  const { url } = await startServer((_request, response) => {
    response.writeEarlyHints({ link: '</style.css>; rel=preload' });
    response.writeHead(200, { 'transfer-encoding': 'chunked', trailer: 'x-sum' });
    response.write(GOOD.slice(0, 5));
    response.addTrailers({ 'x-sum': '1' });
    response.end(GOOD.slice(5));
  });

  expect(await query(clientOf(url))).toEqual({ data: { total: 3 } });
});

test('a subgraph that hangs does not answer, and is said so in time', async () => {
  const { url } = await startServer(() => {});
  const start = performance.now();

  expect(await clientOf(url, { timeoutMs: 10_000 }).probe(IDENTITY, 100)).toBe('unavailable');
  expect(performance.now() - start).toBeLessThan(1_000);
});
