import { mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { createLog } from '../../platform/process/logging/logging.ts';
import { openUserDirectory } from '../auth/users/open-users.ts';
import { readRouterConfig } from '../config/config.ts';
import { startRouter } from '../router-server.ts';

/** Each supergraph has a planner built, which takes seconds on a busy machine. */
const TIMEOUT_MS = 90_000;

/** A subgraph of another domain altogether, which this router has never heard of. */
let stars: Server;
let folder: string;
let path: string;
beforeAll(async () => {
  stars = createServer((request, response) => {
    request.resume().on('end', () => {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ data: { stars: 400_000_000_000, name: 'Via Láctea' } }));
    });
  });
  await new Promise<void>((resolve) => stars.listen(0, '127.0.0.1', resolve));
  folder = await mkdtemp(join(tmpdir(), 'supergraph-'));
  path = join(folder, 'supergraph.graphql');
});
afterAll(async () => {
  stars.close();
  await rm(folder, { recursive: true });
});

function supergraph(fields: string, name = 'galaxy-9'): string {
  const url = `http://127.0.0.1:${(stars.address() as AddressInfo).port}/graphql`;
  const { supergraphSdl, errors } = composeServices([
    {
      name,
      url,
      typeDefs: parse(
        `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9") type Query { ${fields} }`,
      ),
    },
  ]);
  if (!supergraphSdl) throw new AggregateError(errors ?? []);
  return supergraphSdl;
}

async function start(env: Record<string, string> = {}) {
  const log = createLog('test', 'silent');
  const config = readRouterConfig({ SUPERGRAPH_PATH: path, ROUTER_PORT: '0', ...env });
  const users = await openUserDirectory({ ...config, log });
  return await startRouter({ config, log, users });
}

async function ask(url: string, query: string) {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Basic ${btoa('leitor:leitor')}` },
    body: JSON.stringify({ query }),
  });
  return await response.json();
}

test(
  'any supergraph is served, and followed when its file changes; an invalid one changes nothing',
  async () => {
    await writeFile(path, supergraph('stars: Float!'));
    const usage = join(folder, 'usage.jsonl');
    await using router = await start({ USAGE_PATH: usage });
    expect(await ask(router.url, '{ stars }')).toEqual({ data: { stars: 400_000_000_000 } });

    await writeFile(path, 'type Query { this is not a supergraph');
    await expectStill(router.url);
    await writeFile(path, '');
    await expectStill(router.url);

    await writeFile(`${path}.new`, supergraph('stars: Float! name: String'));
    await rename(`${path}.new`, path);
    await vi.waitFor(
      async () => expect(await ask(router.url, '{ name }')).toEqual({ data: { name: 'Via Láctea' } }),
      { timeout: 40_000, interval: 50 },
    );
    await router[Symbol.asyncDispose]();
    const lines = (await readFile(usage, 'utf8')).trim().split('\n');
    expect(lines.map((line) => JSON.parse(line).fields)).toEqual([['Query.stars'], ['Query.name']]);
  },
  TIMEOUT_MS,
);

test(
  'readiness is about the subgraphs of the supergraph in use only',
  async () => {
    await writeFile(path, supergraph('stars: Float!'));
    await using router = await start();
    const subgraphs = async () => (await (await fetch(`${router.url}/health/ready`)).json()).subgraphs;
    expect(await subgraphs()).toEqual({ 'galaxy-9': 'ready' });

    await writeFile(path, supergraph('name: String', 'galaxy-10'));
    await vi.waitFor(async () => expect(await subgraphs()).toEqual({ 'galaxy-10': 'ready' }), {
      timeout: 40_000,
      interval: 50,
    });
  },
  TIMEOUT_MS,
);

/** Long enough for the file to have been looked at again, which is every 500 ms. */
async function expectStill(url: string): Promise<void> {
  const before = await readFile(path, 'utf8');
  const deadline = Date.now() + 700;
  await vi.waitUntil(() => Date.now() > deadline, { timeout: 2_000 });
  expect(await readFile(path, 'utf8')).toBe(before);
  expect(await ask(url, '{ stars }')).toEqual({ data: { stars: 400_000_000_000 } });
}

test.each([
  ['missing', null, 'cannot be read (ENOENT)'],
  ['empty', ' ', 'is empty'],
  ['not a supergraph', 'type Query { a: Int }', 'is no valid supergraph: '],
])('a router does not start on a supergraph that is %s', async (_what, text, message) => {
  await rm(path, { force: true });
  if (text !== null) await writeFile(path, text);

  await expect(start()).rejects.toThrow(message);
});
