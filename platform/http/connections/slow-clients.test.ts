import { once } from 'node:events';
import { connect as connectHttp2, constants } from 'node:http2';
import { type AddressInfo, connect } from 'node:net';
import { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { FastifyReply } from 'fastify';
import { expect, onTestFinished, test } from 'vitest';
import { createLog } from '../../process/logging/logging.ts';
import { createHttpServer } from '../server/http-server.ts';
import type { SlowClientLimits } from './slow-clients.ts';

const LARGE = 'x'.repeat(20_000_000);
const PATIENT: SlowClientLimits = {
  requestMs: 60_000,
  answerMs: 60_000,
  bytesPerSecond: Number.POSITIVE_INFINITY,
  maxWaitingBytes: Number.POSITIVE_INFINITY,
  lookEveryMs: 10,
};
const file = (kind: string) =>
  fileURLToPath(new URL(`../../../tests/support/certificates/first.${kind}.pem`, import.meta.url));
const TLS = { certPath: file('cert'), keyPath: file('key') };

async function start(limits: Partial<SlowClientLimits>, tls: typeof TLS | null = null): Promise<number> {
  const app = await createHttpServer({
    log: createLog('test', 'silent'),
    bodyLimit: 1_000,
    headers: {},
    ready: async () => ({ ok: true, body: {} }),
    closeGraceMs: 0,
    slowClients: { ...PATIENT, ...limits },
    tls,
  });
  app.get('/large', async () => LARGE);
  app.get('/long', async (_request, reply) => Readable.from(parts(reply)));
  app.post('/', async () => 'read');
  await app.listen({ port: 0, host: '127.0.0.1' });
  onTestFinished(() => app.close());
  return (app.server.address() as AddressInfo).port;
}

/** Together more than a client has time for, one by one far less. */
async function* parts(reply: FastifyReply): AsyncGenerator<string> {
  for (let part = 0; part < 8; part += 1) {
    await pause(100);
    reply.takenAt = performance.now();
    yield 'x';
  }
}

/** A client that asks for a large answer and takes nothing of it; resolves when its connection is ended. */
async function endOfTaking(port: number): Promise<void> {
  const client = connect(port, '127.0.0.1');
  onTestFinished(() => void client.destroy());
  client.write('GET /large HTTP/1.1\r\nhost: here\r\n\r\n');
  // What was on its way is still there to be read: the end is seen by what is sent next.
  const ended = new Promise<void>((resolve) => client.once('error', () => resolve()));
  const sending = setInterval(() => client.write('x'), 10);
  onTestFinished(() => clearInterval(sending));
  await ended;
}

function openSession(port: number, settings = {}) {
  // The certificate is one of tests, which nobody has signed.
  const session = connectHttp2(`https://127.0.0.1:${port}`, { rejectUnauthorized: false, settings });
  session.on('error', () => {});
  onTestFinished(() => session.destroy());
  return session;
}

test('a client that does not take its answer in time loses its connection', async () => {
  await endOfTaking(await start({ answerMs: 50 }));
});

test('who has waited longest goes when too much waits to be taken', async () => {
  await endOfTaking(await start({ maxWaitingBytes: LARGE.length - 1 }));
});

test('a client that takes its answer gets all of it, and keeps its connection', async () => {
  const port = await start({ answerMs: 50, maxWaitingBytes: 0 });
  const client = connect(port, '127.0.0.1');
  onTestFinished(() => void client.destroy());
  const answers = new Set<string>();
  for (const enough = Date.now() + 150; Date.now() < enough; ) {
    client.write('GET /health/live HTTP/1.1\r\nhost: here\r\n\r\n');
    answers.add(String(await once(client, 'data')).slice(0, 15));
  }

  expect([...answers]).toEqual(['HTTP/1.1 200 OK']);
});

test('over HTTP/2 the answer that nobody takes is ended, and nothing else of the connection', async () => {
  const session = openSession(await start({ answerMs: 50 }, TLS), { initialWindowSize: 0 });
  const stream = session.request({ ':path': '/health/live' }).on('error', () => {});
  stream.end();

  await once(stream, 'close');

  expect(stream.rstCode).toBe(constants.NGHTTP2_CANCEL);
  const next = session.request({ ':path': '/health/live' }).on('error', () => {});
  expect((await once(next, 'response'))[0][':status']).toBe(200);
});

test('a request of HTTP/2 that does not come to its end is ended', async () => {
  const session = openSession(await start({ requestMs: 50 }, TLS));
  const stream = session.request({ ':method': 'POST', ':path': '/', 'content-type': 'application/json' });
  stream.on('error', () => {}).write('{');

  await once(stream, 'close');

  expect(stream.rstCode).toBe(constants.NGHTTP2_CANCEL);
});

test('a stream takes as long as it is taken', async () => {
  const port = await start({ answerMs: 500 });

  expect(await (await fetch(`http://127.0.0.1:${port}/long`)).text()).toBe('xxxxxxxx');
});
