import { Readable } from 'node:stream';
import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib';
import Fastify, { type FastifyInstance } from 'fastify';
import { beforeAll, expect, test } from 'vitest';
import { compressAnswers } from './compressed-answers.ts';

const DECOMPRESS = new Map([
  ['br', brotliDecompressSync],
  ['gzip', gunzipSync],
  ['deflate', inflateSync],
]);
const text = (characters: number) => JSON.stringify({ nome: 'João '.repeat(characters / 5) });
/** What is compressed at once, and what is in another thread. */
const [LONG, VERY_LONG] = [text(2_000), text(100_000)];
const seen: unknown[] = [];

let app: FastifyInstance;
beforeAll(async () => {
  app = Fastify();
  compressAnswers(app);
  const json = 'application/json; charset=utf-8';
  app.get('/long', (_, reply) => reply.type(json).send(LONG));
  app.get('/very-long', (_, reply) => reply.type(json).send(Buffer.from(VERY_LONG)));
  app.get('/short', (_, reply) => reply.type(json).send(text(1_000)));
  app.get('/stream', (_, reply) =>
    reply.type('application/x-ndjson').send(Readable.from(['{}\n', `${LONG}\n`])),
  );
  app.get('/events', (_, reply) => reply.type('text/event-stream').send(LONG));
  app.get('/picture', (_, reply) => reply.type('image/png').send(Buffer.alloc(2_000)));
  app.get('/part', (_, reply) => reply.type(json).code(206).send(LONG));
  app.get('/varying', (_, reply) => reply.type(json).header('vary', 'Origin').send(LONG));
  app.get('/made', (_, reply) => reply.type(json).header('content-encoding', 'br').send(LONG));
  app.get('/nothing', (_, reply) => reply.code(204).send());
  app.get('/seen', {
    onSend: async (_request, _reply, payload) => {
      seen.push(payload);
      return payload;
    },
    handler: (_, reply) => reply.type(json).send(LONG),
  });
  await app.ready();
  return () => app.close();
});

const ask = (url: string, encoding?: string, headers = {}) =>
  app.inject({
    url,
    headers: { ...(encoding === undefined ? {} : { 'accept-encoding': encoding }), ...headers },
  });

test.each([...DECOMPRESS])(
  '%s gives the same text, at once, in a thread and as a stream',
  async (encoding, decompress) => {
    for (const [url, expected] of [
      ['/long', LONG],
      ['/very-long', VERY_LONG],
      ['/stream', `{}\n${LONG}\n`],
    ] as const) {
      const { headers, rawPayload } = await ask(url, encoding);
      expect(headers).toMatchObject({ 'content-encoding': encoding, vary: 'accept-encoding' });
      expect(headers['content-length']).toBe(url === '/stream' ? undefined : String(rawPayload.length));
      expect(decompress(rawPayload).toString()).toBe(expected);
    }
  },
);

test.each([
  ['gzip, deflate, br', 'br'],
  ['deflate, gzip', 'gzip'],
  ['br;q=0.5, gzip', 'gzip'],
  ['br;q=0, gzip', 'gzip'],
  ['*', 'gzip'],
  ['X-GZIP', 'gzip'],
  ['gzip;q=0.5', 'gzip'],
  ['identity', undefined],
  ['identity, gzip;q=0.5', undefined],
  ['gzip;q=0', undefined],
  ['snappy', undefined],
  ['', undefined],
  [undefined, undefined],
])('of %s the answer has %s', async (accepted, encoding) => {
  const { headers } = await ask('/long', accepted);
  expect(headers['content-encoding']).toBe(encoding);
});

test.each(['/short', '/events', '/picture', '/part', '/nothing'])('%s is sent as it is', async (url) => {
  const [plain, asked] = [await ask(url), await ask(url, 'gzip, br')];
  expect(asked.headers).not.toHaveProperty('content-encoding');
  expect(asked.rawPayload).toEqual(plain.rawPayload);
});

test('so is what has an encoding already, and whatever a client wants as it is', async () => {
  expect((await ask('/made', 'gzip')).body).toBe(LONG);
  expect((await ask('/long', 'gzip', { 'x-no-compression': '1' })).body).toBe(LONG);
});

test('what else an answer varies by stays, and a route sees its own answer as it is', async () => {
  expect((await ask('/varying', 'gzip')).headers.vary).toBe('Origin, accept-encoding');
  await ask('/seen', 'gzip');
  expect(seen).toEqual([LONG]);
});
