import { once } from 'node:events';
import { type AddressInfo, connect, createServer } from 'node:net';
import { networkInterfaces } from 'node:os';
import { expect, onTestFinished, test } from 'vitest';
import { createLog } from '../../process/logging/logging.ts';
import { answerBeforeRouting } from '../server/before-routing.ts';
import { createHttpServer } from '../server/http-server.ts';
import { closeGently } from './draining.ts';
import { listenAtFirstFree, listenOn, listenOnEach } from './listen.ts';

const hasIpv6 = Object.values(networkInterfaces()).some((all) =>
  all?.some(({ address }) => address === '::1'),
);
const OTHER = hasIpv6 ? '::1' : '127.0.0.2';
const BOTH = ['127.0.0.1', OTHER];

async function startServer(closeGraceMs = 10_000) {
  const app = await createHttpServer({
    log: createLog('test', 'silent'),
    bodyLimit: 1_000,
    headers: {},
    ready: async () => ({ ok: true, body: {} }),
    closeGraceMs,
  });
  onTestFinished(() => app.close());
  return app;
}
const urlOf = (host: string, url: string, path: string) =>
  `http://${host.includes(':') ? `[${host}]` : host}:${new URL(url).port}${path}`;

test('all addresses have one server, which refuses before anything else on each', async () => {
  const app = await startServer();
  app.get('/graphql', async ({ ip }) => ({ ip }));
  let isFull = false;
  answerBeforeRouting(app, '/graphql', (_request, response) => {
    if (isFull) response.writeHead(503).end();
    return isFull;
  });
  const url = await listenOnEach(app, BOTH, 0);

  for (const host of BOTH) {
    const answer = await fetch(urlOf(host, url, '/graphql'));
    expect(((await answer.json()) as { ip: string }).ip).toBe(host);
  }
  isFull = true;
  const refused = await Promise.all(BOTH.map((host) => fetch(urlOf(host, url, '/graphql'))));
  expect(refused.map(({ status }) => status)).toEqual([503, 503]);
});

test.each(BOTH)(
  'a port that somebody else has on %s is not taken, another one is, on all addresses',
  async (host) => {
    const somebody = createServer().listen({ host, port: 0 });
    await once(somebody, 'listening');
    onTestFinished(() => void somebody.close());
    const { port } = somebody.address() as AddressInfo;
    const app = await startServer();

    const url = await listenAtFirstFree(app, BOTH, [port, 0]);

    expect(new URL(url).port).not.toBe(`${port}`);
    const answers = await Promise.all(BOTH.map((each) => fetch(urlOf(each, url, '/health/live'))));
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    await expect(listenAtFirstFree(await startServer(), BOTH, [port])).rejects.toThrow('EADDRINUSE');
  },
);

test('a server finishes what came by either address before it is closed', async () => {
  const app = await startServer();
  let answer = () => {};
  const answered = new Promise<void>((resolve) => {
    answer = resolve;
  });
  let asked = 0;
  app.get('/slow', async () => {
    asked += 1;
    await answered;
    return { slow: true };
  });
  let isClosed = false;
  app.addHook('onClose', async () => {
    isClosed = true;
  });
  const url = await listenOnEach(app, BOTH, 0);
  const slow = fetch(urlOf(OTHER, url, '/slow'));
  await expect.poll(() => asked).toBe(1);

  const closing = closeGently(app);
  await expect.poll(() => app.life.state).toBe('closing');
  await expect(fetch(urlOf(OTHER, url, '/slow'))).rejects.toThrow();
  answer();
  const got = await slow;
  expect([got.status, got.headers.get('connection')]).toEqual([200, 'close']);
  await closing;
  expect([isClosed, app.server.listening]).toEqual([true, false]);
});

test('a client that does not read its answer does not keep either address open', async () => {
  const app = await startServer(20);
  app.get('/large', async () => 'x'.repeat(50_000_000));
  const url = await listenOnEach(app, BOTH, 0);
  const client = connect(Number(new URL(url).port), OTHER);
  onTestFinished(() => void client.destroy());
  client.on('error', () => {});
  client.write('GET /large HTTP/1.1\r\nhost: here\r\n\r\n');
  await once(client, 'readable');

  await app.close();
  expect(app.server.listening).toBe(false);
});

test('an address that this machine does not have is left out beside one that it has', async () => {
  const app = await startServer();
  const url = await listenOnEach(app, ['127.0.0.1', '192.0.2.1'], 0);
  expect((await fetch(`${url}/health/live`)).status).toBe(200);
});

test('an address that this machine does not have is left out before one that it has', async () => {
  const app = await startServer();
  const url = await listenOnEach(app, ['192.0.2.1', '127.0.0.1', OTHER], 0);
  for (const host of BOTH) expect((await fetch(urlOf(host, url, '/health/live'))).status).toBe(200);
});

test('a machine that has none of the addresses says so', async () => {
  const app = await startServer();
  await expect(listenOnEach(app, ['192.0.2.1', '198.51.100.1'], 0)).rejects.toMatchObject({
    code: 'EADDRNOTAVAIL',
  });
});

test('localhost is served', async () => {
  const app = await startServer();
  const url = await listenOn(app, { host: 'localhost', port: 0 });
  expect((await fetch(`http://localhost:${new URL(url).port}/health/live`)).status).toBe(200);
});
