import { once } from 'node:events';
import { maxHeaderSize } from 'node:http';
import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { createLog } from '../../process/logging/logging.ts';
import { startFailure } from '../../process/run/run-process.ts';
import { listenOn } from '../connections/listen.ts';
import { createHttpServer } from './http-server.ts';

test('a client that does not read its answer does not keep the server from closing', async () => {
  const app = await createHttpServer({
    log: createLog('test', 'silent'),
    bodyLimit: 1_000,
    headers: {},
    ready: async () => ({ ok: true, body: {} }),
    closeGraceMs: 20,
  });
  app.get('/large', async () => 'x'.repeat(50_000_000));
  await app.listen({ port: 0, host: '127.0.0.1' });
  const { port } = app.server.address() as { port: number };
  const client = connect(port, '127.0.0.1');
  client.on('error', () => {});
  client.write('GET /large HTTP/1.1\r\nhost: here\r\n\r\n');
  await once(client, 'readable');

  await app.close();

  expect(app.server.listening).toBe(false);
  client.destroy();
});

test('what is no HTTP request is answered, and its connection ended though the client leaves its half open', async () => {
  const app = await createHttpServer({
    log: createLog('test', 'silent'),
    bodyLimit: 1_000,
    headers: {},
    ready: async () => ({ ok: true, body: {} }),
  });
  await app.listen({ port: 0, host: '127.0.0.1' });
  const { port } = app.server.address() as { port: number };
  const ended = new Promise((resolve) => {
    app.server.once('connection', (socket) => socket.once('close', resolve));
  });
  const client = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
  client.write('no HTTP\r\n\r\n');

  expect(String(await once(client, 'data'))).toContain('This is not an HTTP request.');
  await ended;
  client.destroy();
  await app.close();
});

test.each(['192.0.2.1', 'nowhere.invalid'])(
  'an address that is not of this machine is told as such: %s',
  async (host) => {
    const app = await createHttpServer({
      log: createLog('test', 'silent'),
      bodyLimit: 1_000,
      headers: {},
      ready: async () => ({ ok: true, body: {} }),
    });

    const error: unknown = await listenOn(app, { host, port: 0 }).catch((thrown: unknown) => thrown);

    expect(startFailure(error)).toMatch(`HOST is "${host}", which is no address of this machine`);
    await app.close();
  },
);

test('health is answered while the event loop is late, and other requests are refused', async () => {
  const app = await createHttpServer({
    log: createLog('test', 'silent'),
    bodyLimit: 1_000,
    headers: {},
    ready: async () => ({ ok: true, body: {} }),
  });
  app.get('/', async () => 'answered');
  const statusOf = async (url: string) => (await app.inject(url)).statusCode;
  let refused = await app.inject('/');
  expect(refused.statusCode).toBe(200);
  // Nothing else of this process runs meanwhile.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5_000);
  await expect
    .poll(
      async () => {
        refused = await app.inject('/');
        return refused.statusCode;
      },
      { interval: 20, timeout: 10_000 },
    )
    .toBe(503);

  expect(refused.headers['retry-after']).toBe('1');
  expect(refused.json().errors).toEqual([
    { message: 'Too busy; try again in a moment.', extensions: { code: 'SERVICE_UNAVAILABLE' } },
  ]);
  expect(await statusOf('/health/live')).toBe(200);
  expect(await statusOf('/health/ready')).toBe(200);
  await app.close();
});

test('a body that is no UTF-8 is refused and not read as other characters', async () => {
  const app = await createHttpServer({
    log: createLog('test', 'silent'),
    bodyLimit: 1_000,
    headers: {},
    ready: async () => ({ ok: true, body: {} }),
  });
  app.post('/', async ({ body }) => body);
  const send = (payload: Buffer, type = 'application/json') =>
    app.inject({ method: 'POST', url: '/', headers: { 'content-type': type }, payload });

  const latin1 = await send(Buffer.from('{"nome":"João"}', 'latin1'), 'application/json; charset=iso-8859-1');

  expect(latin1.statusCode).toBe(400);
  expect(latin1.json()).toEqual({
    errors: [{ message: 'The request is not in UTF-8.', extensions: { code: 'BAD_REQUEST' } }],
  });
  expect((await send(Buffer.from('{"nome":"João"}'))).json()).toEqual({ nome: 'João' });
  expect((await send(Buffer.from('\uFEFF{"nome":"João"}'))).json()).toEqual({ nome: 'João' });
  expect((await send(Buffer.from('{"__proto__":{}}'))).statusCode).toBe(400);
  await app.close();
});

test('what is larger than it may be is told with its size and the most, and neither text nor what is compressed is a request', async () => {
  const app = await createHttpServer({
    log: createLog('test', 'silent'),
    bodyLimit: 1_000,
    headers: {},
    ready: async () => ({ ok: true, body: {} }),
  });
  app.post('/', async () => 'taken');
  const url = await listenOn(app, { host: '127.0.0.1', port: 0 });
  const headers = { 'content-type': 'application/json' };
  const messageOf = async (init: RequestInit) => {
    const answer = await fetch(url, { method: 'POST', headers, ...init });
    const { errors } = (await answer.json()) as { errors: { message: string }[] };
    return [answer.status, errors[0]?.message];
  };
  const unannounced = new ReadableStream({
    start(controller) {
      controller.enqueue(new Uint8Array(2_000));
      controller.close();
    },
  });

  expect(await messageOf({ body: ' '.repeat(1_001) })).toEqual([
    413,
    'The request body has 1001 bytes; at most 1000 are allowed.',
  ]);
  expect(await messageOf({ body: unannounced, duplex: 'half' } as RequestInit)).toEqual([
    413,
    'The request body has more than 1000 bytes; at most 1000 are allowed.',
  ]);
  expect(await messageOf({ body: '{}', headers: { 'content-type': 'text/plain' } })).toEqual([
    415,
    'Send the query as application/json.',
  ]);
  expect(await messageOf({ body: '{}', headers: { ...headers, 'content-encoding': 'gzip' } })).toEqual([
    415,
    'Send the request body as it is, without content-encoding.',
  ]);
  expect(await messageOf({ headers: { ...headers, 'x-long': 'x'.repeat(20_000) } })).toEqual([
    431,
    `The request headers have more than ${maxHeaderSize} bytes together, as they may have at most.`,
  ]);
  await app.close();
});
