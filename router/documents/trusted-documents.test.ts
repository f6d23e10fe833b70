import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { Resources } from '../../platform/process/ending/resources.ts';
import { createLog } from '../../platform/process/logging/logging.ts';
import { startBrokenSubgraph } from '../../tests/support/networks/broken-subgraph.ts';
import { basic } from '../../tests/support/networks/test-network.ts';
import { hashPassword, MIN_BCRYPT_COST } from '../auth/hashes/bcrypt-hash.ts';
import { openUserDirectory } from '../auth/users/open-users.ts';
import { readRouterConfig } from '../config/config.ts';
import { startRouter } from '../router-server.ts';

const SDL = `extend schema
  @link(url: "https://specs.apollo.dev/federation/v2.5", import: ["@requiresScopes"])
  type Query { total: Int  soma(a: Int!): Int  cpf: String @requiresScopes(scopes: [["ninguem"]]) }
  type Mutation { somar: Int }`;
const RESOLVERS = {
  Query: { total: () => 3, soma: (_: unknown, { a }: { a: number }) => a + 1, cpf: () => '1' },
  Mutation: { somar: () => 4 },
};
const TRUSTED = {
  total: 'query Total { total }',
  soma: 'query Soma($a: Int!) { soma(a: $a) }',
  cpf: 'query Cpf { cpf total }',
  somar: 'mutation Somar { somar }',
  large: `query Large { ${'total '.repeat(700)} }`,
};
const UNKNOWN = 'query Outra { __typename total }';

const opened = new Resources();
let folder = '';
let supergraph = '';
let address = '';

beforeAll(async () => {
  const subgraph = opened.use(await startBrokenSubgraph(SDL, RESOLVERS));
  const { supergraphSdl } = composeServices([{ name: 'a', url: subgraph.url, typeDefs: parse(SDL) }]);
  folder = await mkdtemp(join(tmpdir(), 'trusted-documents-'));
  opened.defer(() => rm(folder, { recursive: true }));
  supergraph = supergraphSdl ?? '';
  address = join(folder, 'supergraph.graphql');
  await writeFile(address, supergraph);
});
afterAll(() => opened[Symbol.asyncDispose]());

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const idOf = (text: string) => `sha256:${sha256(text)}`;
const persisted = (text: string) => ({ persistedQuery: { version: 1, sha256Hash: sha256(text) } });

function manifestOf(texts: readonly string[]): string {
  const operations = texts.map((body, n) => ({ id: sha256(body), name: `Op${n}`, type: 'query', body }));
  return JSON.stringify({ format: 'apollo-persisted-query-manifest', version: 1, operations });
}

async function startTrusting(
  mode: 'off' | 'log' | 'only',
  { env = {}, manifest = manifestOf(Object.values(TRUSTED)) }: { env?: object; manifest?: string } = {},
) {
  await using resources = new Resources();
  const path = join(folder, `${crypto.randomUUID()}.json`);
  await writeFile(path, manifest);
  const config = readRouterConfig({
    SUPERGRAPH_PATH: address,
    ROUTER_PORT: '0',
    TRUSTED_DOCUMENTS: mode,
    TRUSTED_DOCUMENTS_PATH: path,
    ...env,
  });
  const log = createLog('test', 'silent');
  const logged: { msg: string }[] = [];
  for (const level of ['info', 'warn', 'error'] as const) {
    Object.assign(log, { [level]: (line: object, msg: string) => logged.push({ ...line, msg }) });
  }
  const users = resources.use(await openUserDirectory({ ...config, log }));
  const { url } = resources.use(await startRouter({ config, log, users }));
  const ask = async (init: RequestInit, search = '') => {
    const response = await fetch(`${url}/graphql${search}`, {
      ...init,
      headers: { authorization: basic('admin:admin'), ...init.headers },
    });
    const { data, errors } = (await response.json()) as {
      data?: unknown;
      errors?: { message: string; extensions: { code: string } }[];
    };
    const code = errors?.[0]?.extensions.code;
    return { status: response.status, ...(data === undefined ? {} : { data }), ...(code ? { code } : {}) };
  };
  const post = (body: object, headers: Record<string, string> = {}) =>
    ask({
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json', ...headers },
    });
  const get = (parameters: Record<string, string> | string, headers: Record<string, string> = {}) =>
    ask({ headers }, `?${new URLSearchParams(parameters)}`);
  const owned = resources.move();
  return { path, post, get, logged, [Symbol.asyncDispose]: () => owned[Symbol.asyncDispose]() };
}

const TOTAL = { status: 200, data: { total: 3 } };
const NOT_TRUSTED = { status: 403, code: 'DOCUMENT_NOT_TRUSTED' };

test.each(['off', 'log', 'only'] as const)(
  'a trusted document is answered by every name of it (%s)',
  async (mode) => {
    await using router = await startTrusting(mode);
    const { total, soma } = TRUSTED;

    expect(await router.post({ documentId: idOf(total) })).toEqual(TOTAL);
    expect(await router.post({ documentId: idOf(total), query: total })).toEqual(TOTAL);
    expect(await router.post({ extensions: persisted(total) })).toEqual(TOTAL);
    expect(await router.post({ query: total, extensions: persisted(total) })).toEqual(TOTAL);
    expect(await router.post({ query: total })).toEqual(TOTAL);
    expect(await router.get({ documentId: idOf(total) })).toEqual(TOTAL);
    expect(await router.get({ extensions: JSON.stringify(persisted(total)) })).toEqual(TOTAL);
    expect(await router.get({ query: total })).toEqual(TOTAL);
    expect(await router.post({ documentId: idOf(soma), variables: { a: 1 } })).toEqual({
      status: 200,
      data: { soma: 2 },
    });
    expect(await router.get({ documentId: idOf(soma), variables: '{"a":2}' })).toEqual({
      status: 200,
      data: { soma: 3 },
    });
  },
);

test.each(['off', 'only'] as const)('a request without any document is no request (%s)', async (mode) => {
  await using router = await startTrusting(mode);
  const none = { status: 400, code: 'BAD_REQUEST' };

  for (const body of [{}, { query: null }, { query: '' }, { variables: {} }]) {
    expect(await router.post(body)).toEqual(none);
  }
  expect(await router.get({ operationName: 'Total' })).toEqual(none);
});

test('only trusted documents are answered, and none can be registered', async () => {
  await using router = await startTrusting('only');

  expect(await router.post({ query: UNKNOWN })).toEqual(NOT_TRUSTED);
  expect(await router.post({ query: `${TRUSTED.total} ` })).toEqual(NOT_TRUSTED);
  expect(await router.post({ query: UNKNOWN, extensions: persisted(UNKNOWN) })).toEqual(NOT_TRUSTED);
  expect(await router.post({ extensions: persisted(UNKNOWN) })).toEqual(NOT_TRUSTED);
  expect(await router.post({ documentId: idOf(UNKNOWN) })).toEqual(NOT_TRUSTED);
  expect(await router.post({ query: [TRUSTED.total] })).toEqual(NOT_TRUSTED);
  expect(await router.post([{ query: UNKNOWN }])).toEqual(NOT_TRUSTED);
  expect(await router.get({ query: UNKNOWN })).toEqual(NOT_TRUSTED);
  expect(await router.get({ extensions: JSON.stringify(persisted(UNKNOWN)) })).toEqual(NOT_TRUSTED);
  const twice = `${new URLSearchParams({ query: TRUSTED.total })}&${new URLSearchParams({ query: UNKNOWN })}`;
  expect(await router.get(twice)).toEqual(NOT_TRUSTED);
});

test('without trust a document is answered, and registered as Apollo clients do', async () => {
  await using router = await startTrusting('off');
  const data = { __typename: 'Query', total: 3 };

  expect(await router.post({ extensions: persisted(UNKNOWN) })).toMatchObject({
    code: 'PERSISTED_QUERY_NOT_FOUND',
  });
  expect(await router.post({ documentId: idOf(UNKNOWN) })).toEqual({
    status: 400,
    code: 'DOCUMENT_NOT_FOUND',
  });
  expect(await router.post({ query: UNKNOWN, documentId: idOf(UNKNOWN) })).toEqual({ status: 200, data });
  expect(await router.post({ query: UNKNOWN, extensions: persisted(UNKNOWN) })).toEqual({
    status: 200,
    data,
  });
  expect(await router.post({ extensions: persisted(UNKNOWN) })).toEqual({ status: 200, data });
  expect(router.logged.filter(({ msg }) => msg.includes('trusted'))).toEqual([]);
});

test.each([
  ['of another form', { documentId: sha256(TRUSTED.total) }],
  ['in capitals', { documentId: `sha256:${sha256(TRUSTED.total).toUpperCase()}` }],
  ['that is no text', { documentId: 7 }],
  ['of another text', { documentId: idOf(TRUSTED.total), query: UNKNOWN }],
  ['of another trusted text', { documentId: idOf(TRUSTED.total), query: TRUSTED.soma }],
  ['beside the hash of another', { documentId: idOf(TRUSTED.total), extensions: persisted(TRUSTED.soma) }],
])('a documentId %s is a bad request', async (_what, body) => {
  await using router = await startTrusting('only');

  expect(await router.post(body)).toEqual({ status: 400, code: 'BAD_REQUEST' });
});

test('scopes, limits, methods and forged requests are judged as for any other document', async () => {
  await using router = await startTrusting('only', { env: { MAX_SELECTIONS: '500' } });

  expect(await router.post({ documentId: idOf(TRUSTED.cpf) })).toEqual({
    status: 200,
    data: { cpf: null, total: 3 },
    code: 'UNAUTHORIZED_FIELD_OR_TYPE',
  });
  for (const body of [{ documentId: idOf(TRUSTED.large) }, { extensions: persisted(TRUSTED.large) }]) {
    expect(await router.post(body)).toEqual({ status: 400, code: 'BAD_USER_INPUT' });
  }
  expect(await router.get({ documentId: idOf(TRUSTED.large) })).toEqual({
    status: 400,
    code: 'BAD_USER_INPUT',
  });
  expect(await router.get({ documentId: idOf(TRUSTED.somar) })).toMatchObject({ status: 405 });
  expect(await router.get({ documentId: idOf(TRUSTED.total) }, { origin: 'https://evil.example' })).toEqual({
    status: 403,
    code: 'CROSS_SITE_REQUEST',
  });
  const anonymous = await router.post({ documentId: idOf(TRUSTED.total) }, { authorization: '' });
  expect(anonymous.status).toBe(401);
});

test('each document that is not trusted is logged once, without variables', async () => {
  await using router = await startTrusting('log');
  const unknown = 'query Dobro($a: Int!) { soma(a: $a) }';
  for (const a of [41, 42]) {
    await router.post({ query: unknown, variables: { a } }, { 'apollographql-client-name': 'loja' });
  }
  await router.post({ query: TRUSTED.total });
  await router.post({ query: '{ total }' }, { 'apollographql-client-name': 'é\u0080' });

  expect(router.logged.filter(({ msg }) => msg === 'a document is not trusted')).toEqual([
    {
      msg: 'a document is not trusted',
      requestId: expect.any(String),
      document: idOf(unknown),
      operation: 'Dobro',
      client: 'loja',
    },
    {
      msg: 'a document is not trusted',
      requestId: expect.any(String),
      document: idOf('{ total }'),
      operation: null,
      client: null,
    },
  ]);
});

test('a changed manifest is followed, and one that is broken changes nothing and is told once', async () => {
  await using router = await startTrusting('only');
  const kept = () => router.logged.filter(({ msg }) => msg.includes('stay as they were'));
  await writeFile(router.path, '{"format": ');
  await vi.waitFor(() => expect(kept()).toHaveLength(1), { timeout: 10_000, interval: 50 });
  expect(await router.post({ documentId: idOf(TRUSTED.total) })).toEqual(TOTAL);

  await writeFile(router.path, manifestOf([UNKNOWN]));
  await vi.waitFor(
    async () => expect(await router.post({ documentId: idOf(UNKNOWN) })).toMatchObject({ status: 200 }),
    { timeout: 10_000, interval: 50 },
  );
  expect(await router.post({ documentId: idOf(TRUSTED.total) })).toEqual(NOT_TRUSTED);
  expect(await router.post({ query: TRUSTED.total })).toEqual(NOT_TRUSTED);
  expect(kept()).toHaveLength(1);
}, 30_000);

test('a group is held to trusted documents, and its users also when they are in another group', async () => {
  const usersPath = join(folder, 'users.htpasswd');
  const hash = await hashPassword('segredo', MIN_BCRYPT_COST);
  await writeFile(usersPath, ['ana', 'bia', 'caio'].map((name) => `${name}:${hash}\n`).join(''));
  await writeFile(
    join(folder, 'groups.yaml'),
    `loja: { scopes: [query], users: [ana, bia], trustedDocuments: only }
leitura: { scopes: [query], users: [bia, caio] }`,
  );
  await using router = await startTrusting('off', { env: { USERS_PATH: usersPath } });
  const as = (name: string) => ({ authorization: basic(`${name}:segredo`) });

  await router.post({ query: UNKNOWN, extensions: persisted(UNKNOWN) }, as('caio'));
  for (const name of ['ana', 'bia']) {
    expect(await router.post({ query: UNKNOWN }, as(name))).toEqual(NOT_TRUSTED);
    expect(await router.post({ extensions: persisted(UNKNOWN) }, as(name))).toEqual(NOT_TRUSTED);
    expect(await router.post({ documentId: idOf(TRUSTED.total) }, as(name))).toEqual(TOTAL);
  }
  expect(await router.post({ query: UNKNOWN }, as('caio'))).toMatchObject({ status: 200 });
});

test.each([
  ['no JSON', '{', 'is no JSON'],
  ['another format', '{"format":"x","version":1,"operations":[]}', '(format)'],
  ['an id of another text', manifestOf(['{ a }']).replace('{ a }', '{ b }'), 'not the SHA-256 of its body'],
])('a manifest with %s keeps the router from starting', async (_what, manifest, problem) => {
  await expect(startTrusting('off', { manifest })).rejects.toThrow(problem);
});
