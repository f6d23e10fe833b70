import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ROUTER } from '../../../platform/identity/callers/issuers.ts';
import { addKey, ownKeyFile } from '../../../platform/identity/keys/keys-folder.ts';
import { createLog } from '../../../platform/process/logging/logging.ts';
import { hashPassword, MIN_BCRYPT_COST } from '../../../router/auth/hashes/bcrypt-hash.ts';
import { openUserDirectory } from '../../../router/auth/users/open-users.ts';
import { readRouterConfig } from '../../../router/config/config.ts';
import { type RunningRouter, startRouter } from '../../../router/router-server.ts';
import { basic } from '../../support/networks/test-network.ts';
import { TEST_SECRET } from '../../support/networks/test-subgraph.ts';

let graph: RunningRouter;
let production: RunningRouter;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cors-'));
  await writeFile(join(folder, 'users'), `ana:${await hashPassword('uma senha longa', MIN_BCRYPT_COST)}\n`);
  await writeFile(join(folder, 'groups.yaml'), 'leitura: { scopes: [query], users: [ana] }\n');
  await addKey(folder, ROUTER);
  // No subgraph is asked.
  [graph, production] = await Promise.all([
    startOneRouter({ CORS_ORIGINS: 'https://app.example.com' }),
    startOneRouter({
      NODE_ENV: 'production',
      USERS_PATH: join(folder, 'users'),
      GROUPS_PATH: join(folder, 'groups.yaml'),
      IDENTITY_KEY_PATH: ownKeyFile(folder, ROUTER),
      CORS_ORIGINS: 'https://app.example.com',
    }),
  ]);
});

async function startOneRouter(env: Record<string, string>): Promise<RunningRouter> {
  const config = readRouterConfig({ ROUTER_PORT: '0', IDENTITY_SECRET: TEST_SECRET, ...env });
  const log = createLog('test', 'silent');
  return await startRouter({ config, log, users: await openUserDirectory({ ...config, log }) });
}
afterAll(async () => {
  await Promise.all([graph?.[Symbol.asyncDispose](), production?.[Symbol.asyncDispose]()]);
  await rm(folder, { recursive: true });
});

const HEADERS =
  'apollo-require-preflight,apollographql-client-name,apollographql-client-version,authorization,content-type,x-apollo-operation-name';

function preflight({ url }: RunningRouter, origin: string): Promise<Response> {
  return fetch(`${url}/graphql`, {
    method: 'OPTIONS',
    headers: {
      origin,
      'access-control-request-method': 'POST',
      'access-control-request-headers': HEADERS,
    },
  });
}

function post({ url }: RunningRouter, origin: string, authorization: string | null): Promise<Response> {
  return fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { origin, 'content-type': 'application/json', ...(authorization ? { authorization } : {}) },
    body: '{"query":"{ __typename }"}',
  });
}

function all(headers: Headers): Record<string, string> {
  const found: Record<string, string> = {};
  headers.forEach((value, name) => {
    found[name] = value;
  });
  return found;
}

test.each([
  'https://studio.apollographql.com',
  'http://localhost:3000',
  'https://localhost:5173',
  'http://localhost',
  'http://127.0.0.1:8080',
  'http://[::1]:4200',
  'https://app.example.com',
])('in development a page of %s may send every header that a GraphQL client sends', async (origin) => {
  const answer = await preflight(graph, origin);

  expect(answer.ok).toBe(true);
  expect(all(answer.headers)).toMatchObject({
    'access-control-allow-origin': origin,
    'access-control-allow-credentials': 'true',
    'access-control-allow-methods': 'GET, POST',
    'access-control-allow-headers': HEADERS,
    'access-control-max-age': '600',
    vary: expect.stringContaining('Origin'),
  });
});

test.each([
  'null',
  'https://evil.example',
  'http://localhost.evil.example',
  'http://evil.example?http://localhost:3000',
  'http://localhost:3000.evil.example',
  'http://127.0.0.1.evil.example:80',
  'http://127.0.0.2:3000',
  'http://192.168.0.7:3000',
  'file://localhost',
  'https://studio.apollographql.com:444',
  'http://app.example.com',
])('a page of %s may not', async (origin) => {
  const answers = [await preflight(graph, origin), await post(graph, origin, basic('leitor:leitor'))];

  for (const { headers } of answers) expect(headers.get('access-control-allow-origin')).toBeNull();
});

test('production allows what is listed and nothing else', async () => {
  const allowed = async (origin: string) =>
    (await preflight(production, origin)).headers.get('access-control-allow-origin');

  expect(await allowed('https://app.example.com')).toBe('https://app.example.com');
  expect(await allowed('http://localhost:3000')).toBeNull();
  expect(await allowed('https://studio.apollographql.com')).toBeNull();
});

test('a page can read an answer, also a refusal, its request id and when to come again', async () => {
  const answers = [
    await post(graph, 'http://localhost:3000', basic('leitor:leitor')),
    await post(graph, 'http://localhost:3000', null),
  ];

  expect(answers.map(({ status }) => status)).toEqual([200, 401]);
  for (const { headers } of answers) {
    expect(all(headers)).toMatchObject({
      'access-control-allow-origin': 'http://localhost:3000',
      'access-control-allow-credentials': 'true',
      'access-control-expose-headers': 'x-request-id, retry-after',
      'x-request-id': expect.stringMatching(/./),
    });
  }
});
