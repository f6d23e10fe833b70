import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { brotliCompressSync, brotliDecompressSync } from 'node:zlib';
import Fastify, { type FastifyInstance } from 'fastify';
import { expect, onTestFinished, test } from 'vitest';
import { createLog } from '../../platform/process/logging/logging.ts';
import { builtConsole, type ConsoleFiles } from './console-files.ts';
import { registerConsole } from './console-routes.ts';

const SCRIPT = 'console.log("olá")\n'.repeat(50);

test('the page is the same at every address, under a policy that takes nothing from elsewhere', async () => {
  const app = await serving(await builtFolder());

  const answers = await Promise.all(
    ['/painel', '/painel/', '/painel/clientes/123?busca=a'].map((url) => app.inject({ url })),
  );
  expect(answers.map(({ statusCode, body }) => ({ statusCode, body }))).toEqual(
    Array(3).fill({ statusCode: 200, body: '<!doctype html>' }),
  );
  expect(answers[0]?.headers).toMatchObject({
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'content-security-policy':
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  });
});

test('scripts are kept for good, and sent as they were compressed where that is taken', async () => {
  const app = await serving(await builtFolder());
  const ask = (encoding: string) =>
    app.inject({ url: '/painel/assets/main-AB12.js', headers: { 'accept-encoding': encoding } });

  const compressed = await ask('gzip, deflate, br');
  expect(compressed.headers).toMatchObject({
    'content-type': 'text/javascript; charset=utf-8',
    'cache-control': 'private, max-age=31536000, immutable',
    'content-encoding': 'br',
    vary: 'Accept-Encoding',
  });
  expect(brotliDecompressSync(compressed.rawPayload).toString()).toBe(SCRIPT);
  for (const encoding of ['gzip', 'br;q=0, gzip', 'identity']) {
    const plain = await ask(encoding);
    expect({ body: plain.body, encoded: plain.headers['content-encoding'] }).toEqual({
      body: SCRIPT,
      encoded: undefined,
    });
  }
});

test('the one script whose name stays the same is asked for each time', async () => {
  const app = await serving(await builtFolder());

  const { headers, body } = await app.inject({ url: '/painel/assets/first-load.js' });
  expect({ cached: headers['cache-control'], body }).toEqual({ cached: 'no-cache', body: 'watch()' });
});

test.each([
  '/painel/assets/main-CD34.js',
  '/painel/assets/..%2Findex.html',
  '/painel/assets/main-AB12.js.br',
])('%s is not there', async (url) => {
  const app = await serving(await builtFolder());
  expect((await app.inject({ url })).statusCode).toBe(404);
});

test('a console that has not been built says so, and is served once it is', async () => {
  const folder = await emptyFolder();
  const app = await serving(folder);

  const before = await app.inject({ url: '/painel' });
  expect({ status: before.statusCode, message: before.json().errors[0].message }).toEqual({
    status: 503,
    message: 'The console has not been built: `npm run build` does, CONSOLE=off serves none.',
  });
  await write(folder);
  expect((await app.inject({ url: '/painel' })).statusCode).toBe(200);
});

test('files that cannot be read are nothing that is told to clients', async () => {
  const app = await servingFiles(() => Promise.reject(new Error('EACCES: /secret/place')));

  const answer = await app.inject({ url: '/painel' });
  expect(answer.statusCode).toBe(503);
  expect(answer.body).not.toContain('secret');
});

test.each(['POST', 'PUT', 'PATCH', 'DELETE'] as const)(
  'a page of the console is not written to: %s',
  async (method) => {
    const app = await serving(await builtFolder());

    const answer = await app.inject({
      method,
      url: '/painel/clientes/1',
      headers: { 'content-type': 'text/csv' },
    });
    expect({ status: answer.statusCode, allow: answer.headers.allow, body: answer.json() }).toEqual({
      status: 405,
      allow: 'GET, HEAD',
      body: {
        errors: [
          {
            message: 'This is a page of the console, which is only read, by GET.',
            extensions: { code: 'METHOD_NOT_ALLOWED' },
          },
        ],
      },
    });
  },
);

async function emptyFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'console-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  return folder;
}

async function builtFolder(): Promise<string> {
  const folder = await emptyFolder();
  await write(folder);
  return folder;
}

async function write(folder: string): Promise<void> {
  await mkdir(join(folder, 'assets'));
  await writeFile(join(folder, 'assets/main-AB12.js'), SCRIPT);
  await writeFile(join(folder, 'assets/main-AB12.js.br'), brotliCompressSync(SCRIPT));
  await writeFile(join(folder, 'assets/first-load.js'), 'watch()');
  await writeFile(join(folder, 'index.html'), '<!doctype html>');
}

function serving(folder: string): Promise<FastifyInstance> {
  return servingFiles(() => builtConsole(pathToFileURL(`${folder}/`)));
}

async function servingFiles(load: () => Promise<ConsoleFiles>): Promise<FastifyInstance> {
  const app = Fastify();
  onTestFinished(() => app.close());
  registerConsole(app, load, createLog('router', 'silent'));
  await app.ready();
  return app;
}
