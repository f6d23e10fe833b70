import { request } from 'node:http';
import zlib, { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createLog } from '../../../platform/process/logging/logging.ts';
import { openUserDirectory } from '../../../router/auth/users/open-users.ts';
import { readRouterConfig } from '../../../router/config/config.ts';
import { type RunningRouter, startRouter } from '../../../router/router-server.ts';
import { basic } from '../../support/networks/test-network.ts';

let router: RunningRouter;
beforeAll(async () => {
  const log = createLog('test', 'silent');
  const config = readRouterConfig({ ROUTER_PORT: '0' });
  router = await startRouter({ config, log, users: await openUserDirectory({ ...config, log }) });
});
afterAll(() => router?.[Symbol.asyncDispose]());

interface Sent {
  path?: string;
  headers?: Record<string, string>;
  /** Null sends none. */
  credentials?: string | null;
  query?: string;
}

/** A request without what `fetch` adds to it, and an answer as it came. */
function send({ path = '/graphql', headers = {}, credentials = 'admin:admin', query }: Sent) {
  return new Promise<{ status: number; headers: Record<string, unknown>; body: Buffer }>(
    (resolve, reject) => {
      request(
        `${router.url}${path}`,
        {
          method: query === undefined ? 'GET' : 'POST',
          headers: {
            ...(credentials === null ? {} : { authorization: basic(credentials) }),
            ...(query === undefined ? {} : { 'content-type': 'application/json' }),
            ...headers,
          },
        },
        (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('end', () =>
            resolve({
              status: response.statusCode ?? 0,
              headers: response.headers,
              body: Buffer.concat(chunks),
            }),
          );
        },
      )
        .on('error', reject)
        .end(query === undefined ? undefined : JSON.stringify({ query }));
    },
  );
}

const LONG = '{ __schema { types { name description fields { name description } } } }';
const FROM_BROWSER = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';

test.each([
  ['br', brotliDecompressSync],
  ['gzip', gunzipSync],
])('a long answer is compressed by %s for a client that takes it', async (encoding, decompress) => {
  const plain = await send({ query: LONG });
  const { headers, body } = await send({ query: LONG, headers: { 'accept-encoding': encoding } });

  expect(plain.headers).not.toHaveProperty('content-encoding');
  expect(headers).toMatchObject({
    'content-encoding': encoding,
    vary: expect.stringContaining('accept-encoding'),
  });
  expect(decompress(body).toString()).toBe(plain.body.toString());
  expect(body.length).toBeLessThan(plain.body.length / 4);
});

/** Node has it since 22.15, its types later. */
const { zstdDecompressSync } = zlib as { zstdDecompressSync?: (body: Buffer) => Buffer };

test('a long answer is compressed by zstd where the client takes it and this Node has it, else by what both have', async () => {
  const plain = (await send({ query: LONG })).body.toString();
  const only = await send({ query: LONG, headers: { 'accept-encoding': 'zstd' } });
  const all = await send({ query: LONG, headers: { 'accept-encoding': 'gzip, br, zstd' } });

  if (zstdDecompressSync) {
    for (const { headers, body } of [only, all]) {
      expect(headers).toMatchObject({
        'content-encoding': 'zstd',
        vary: expect.stringContaining('accept-encoding'),
      });
      expect(zstdDecompressSync(body).toString()).toBe(plain);
    }
  } else {
    expect(only.headers).not.toHaveProperty('content-encoding');
    expect(only.body.toString()).toBe(plain);
    expect(all.headers).toMatchObject({ 'content-encoding': 'br' });
    expect(brotliDecompressSync(all.body).toString()).toBe(plain);
  }
});

test('a short answer is not compressed', async () => {
  const { headers } = await send({ query: '{ __typename }', headers: { 'accept-encoding': 'gzip, br' } });

  expect(headers).not.toHaveProperty('content-encoding');
});

test('no cache keeps an answer, and none takes one for another', async () => {
  const { headers } = await send({ query: '{ __typename }', headers: { origin: 'http://localhost:3000' } });

  expect(headers).toMatchObject({ 'cache-control': 'no-store' });
  expect(String(headers.vary).toLowerCase().split(/, */)).toEqual(
    expect.arrayContaining(['accept', 'origin']),
  );
});

test.each([
  { path: '/nada', credentials: 'admin:admin', status: 404, title: 'Nothing here' },
  { path: '/', credentials: null, status: 401, title: 'Log in first' },
  { path: '/graphql', credentials: 'admin:admin', status: 400, title: 'This does not work' },
  { path: '/painel/clientes/1', credentials: null, status: 401, title: 'Entre primeiro' },
  {
    path: `/painel/assets/${'x'.repeat(300)}.txt`,
    credentials: 'admin:admin',
    status: 404,
    title: 'Não há nada aqui',
  },
])('a person who opens $path ($status) reads a page', async ({ path, credentials, status, title }) => {
  const person = await send({
    path,
    credentials,
    headers: { accept: FROM_BROWSER, 'sec-fetch-site': 'none' },
  });

  expect(person).toMatchObject({ status, headers: { 'content-type': 'text/html; charset=utf-8' } });
  expect(person.body.toString()).toContain(`<h1>${title}</h1>`);
  expect(person.headers['content-security-policy']).toContain("default-src 'none'");
  for (const accept of ['*/*', 'application/json', 'application/graphql-response+json, text/html;q=0.5']) {
    const program = await send({ path, credentials, headers: { accept, 'sec-fetch-site': 'none' } });
    expect(program.status).toBe(status);
    expect(JSON.parse(program.body.toString())).toMatchObject({ errors: [{ message: expect.any(String) }] });
  }
});

test('a page quotes nothing as markup', async () => {
  const { body } = await send({
    path: `/graphql?query=${encodeURIComponent('{ <script>alert(1)</script> }')}`,
    headers: { accept: FROM_BROWSER, 'sec-fetch-site': 'none' },
  });

  expect(body.toString()).not.toContain('<script');
});
