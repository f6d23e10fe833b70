import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { composeServices } from '@apollo/composition';
import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import { parse } from 'graphql';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { Resources } from '../platform/process/ending/resources.ts';
import { createLog } from '../platform/process/logging/logging.ts';
import {
  asJson,
  type BrokenSubgraph,
  startBrokenSubgraph,
} from '../tests/support/networks/broken-subgraph.ts';
import { basic } from '../tests/support/networks/test-network.ts';
import { hashPassword, MIN_BCRYPT_COST } from './auth/hashes/bcrypt-hash.ts';
import { openUserDirectory } from './auth/users/open-users.ts';
import { readRouterConfig } from './config/config.ts';
import type { RouterContext } from './context.ts';
import { startRouter } from './router-server.ts';

const SDL = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.5", import: ["@requiresScopes"])
  type Query { total: Int  soma(a: Int!): Int  nomes(n: Int = 2): [String!]!  cpf: String @requiresScopes(scopes: [["ninguem"]])
    falha: Int  grande: String }
  type Mutation { somar: Int }`;
const RESOLVERS = {
  Query: {
    total: () => 3,
    soma: (_: unknown, { a }: { a: number }) => a + 1,
    nomes: (_: unknown, { n }: { n: number }) => Array.from({ length: n }, (_, at) => `nome ${at}`),
    cpf: () => '1',
    falha: () => Promise.reject(new Error('senha=1')),
    grande: () => 'x'.repeat(3_000),
  },
  Mutation: { somar: () => 4 },
};
const TRUSTED = 'query Total { total }';
const TWICE = 'query A($a: Int!) { soma(a: $a) } query B { total nomes }';

const opened = new Resources();
let subgraph: BrokenSubgraph;
let folder = '';

beforeAll(async () => {
  subgraph = opened.use(await startBrokenSubgraph(SDL, RESOLVERS));
  const { supergraphSdl } = composeServices([{ name: 'a', url: subgraph.url, typeDefs: parse(SDL) }]);
  folder = await mkdtemp(join(tmpdir(), 'known-operations-'));
  opened.defer(() => rm(folder, { recursive: true }));
  await writeFile(join(folder, 'supergraph.graphql'), supergraphSdl ?? '');
  const operations = [{ id: sha256(TRUSTED), name: 'Total', type: 'query', body: TRUSTED }];
  await writeFile(
    join(folder, 'documents.json'),
    JSON.stringify({ format: 'apollo-persisted-query-manifest', version: 1, operations }),
  );
});
afterAll(() => opened[Symbol.asyncDispose]());

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

async function startOne(
  env: Readonly<Record<string, string>> = {},
  plugins: readonly ApolloServerPlugin<RouterContext>[] = [],
) {
  await using resources = new Resources();
  const config = readRouterConfig({
    SUPERGRAPH_PATH: join(folder, 'supergraph.graphql'),
    TRUSTED_DOCUMENTS: 'off',
    TRUSTED_DOCUMENTS_PATH: join(folder, 'documents.json'),
    ROUTER_PORT: '0',
    COST_PER_MINUTE: '100000',
    ...env,
  });
  const log = createLog('test', 'silent');
  const logged: object[] = [];
  for (const level of ['warn', 'error'] as const) {
    Object.assign(log, {
      [level]: ({ requestId: _, ...line }: { requestId?: string }, msg: string) =>
        logged.push({ level, ...line, msg }),
    });
  }
  const users = resources.use(await openUserDirectory({ ...config, log }));
  const { url } = resources.use(await startRouter({ config, log, users, plugins }));
  const owned = resources.move();
  return { url, logged, [Symbol.asyncDispose]: () => owned[Symbol.asyncDispose]() };
}

/** A request as it goes over the wire. */
interface Sent {
  method?: string;
  search?: string;
  body?: string;
  headers?: Record<string, string>;
  user?: string;
}

const json = (value: unknown) => JSON.stringify(value);
const FORMS: Readonly<Record<string, Sent>> = {
  plain: { body: json({ query: '{ total nomes }' }) },
  'with variables': { body: json({ query: 'query ($a: Int!) { soma(a: $a) }', variables: { a: 2 } }) },
  'with variables that are null': {
    body: json({ query: '{ nomes }', variables: null, operationName: null }),
  },
  'with a variable of the wrong type': {
    body: json({ query: 'query ($a: Int!) { soma(a: $a) }', variables: { a: 'x' } }),
  },
  'with a variable missing': { body: json({ query: 'query ($a: Int!) { soma(a: $a) }' }) },
  'with variables as a text': { body: json({ query: '{ total }', variables: '{}' }) },
  'with variables as a list': { body: json({ query: '{ total }', variables: [] }) },
  'with a number that loses digits': {
    body: '{"query":"query ($a: Int!) { soma(a: $a) }","variables":{"a":9007199254740993}}',
  },
  'with an operation name': { body: json({ query: TWICE, operationName: 'B' }) },
  'with another operation name': { body: json({ query: TWICE, operationName: 'A', variables: { a: 1 } }) },
  'with an operation name that is none': { body: json({ query: TWICE, operationName: 'C' }) },
  'with an empty operation name': { body: json({ query: '{ total }', operationName: '' }) },
  'without the operation name it needs': { body: json({ query: TWICE }) },
  'with an operation name that is a number': { body: json({ query: '{ total }', operationName: 1 }) },
  'with its cost': { body: json({ query: '{ total }', extensions: { cost: true } }) },
  'with extensions': { body: json({ query: '{ total }', extensions: {} }) },
  'with fields of others': { body: json({ query: '{ total }', id: 7 }) },
  'with a document id': { body: json({ documentId: `sha256:${sha256(TRUSTED)}` }) },
  'with a document id and its text': {
    body: json({ query: TRUSTED, documentId: `sha256:${sha256(TRUSTED)}` }),
  },
  'with a persisted query': {
    body: json({ extensions: { persistedQuery: { version: 1, sha256Hash: sha256(TRUSTED) } } }),
  },
  'with what is no text as a query': { body: json({ query: { kind: 'Document' } }) },
  'with a query that is null': { body: json({ query: null }) },
  'with an empty query': { body: json({ query: '' }) },
  'with a syntax error': { body: json({ query: '{ total' }) },
  'with an unknown field': { body: json({ query: '{ nada }' }) },
  'several at once': { body: json([{ query: '{ total }' }]) },
  'malformed JSON': { body: '{"query":"{ total }"' },
  'no object': { body: '7' },
  'an empty object': { body: '{}' },
  'of another type': { body: '{ total }', headers: { 'content-type': 'application/graphql' } },
  'with a charset': {
    body: json({ query: '{ total }' }),
    headers: { 'content-type': 'application/json; charset=utf-8' },
  },
  'without an accept header': { body: json({ query: '{ total }' }), headers: { accept: '' } },
  'that accepts anything': { body: json({ query: '{ total }' }), headers: { accept: '*/*' } },
  'that accepts the type of GraphQL': {
    body: json({ query: '{ total }' }),
    headers: { accept: 'application/graphql-response+json, application/json;q=0.9' },
  },
  'that accepts parts': {
    body: json({ query: '{ total }' }),
    headers: { accept: 'multipart/mixed;deferSpec=20220824, application/json' },
  },
  'that accepts parts alone': { body: json({ query: '{ total }' }), headers: { accept: 'multipart/mixed' } },
  'that accepts pictures': { body: json({ query: '{ total }' }), headers: { accept: 'image/png' } },
  compressed: { body: json({ query: '{ grande }' }), headers: { 'accept-encoding': 'gzip' } },
  'by GET': { method: 'GET', search: '?query={total}' },
  'by HEAD': { method: 'HEAD', search: '?query={total}' },
  'a mutation': { body: json({ query: 'mutation { somar }' }) },
  'a mutation by GET': { method: 'GET', search: '?query=mutation{somar}' },
  'with a field that nobody may see': { body: json({ query: '{ total cpf }' }) },
  'with a field that fails': { body: json({ query: '{ total falha }' }) },
  'about the schema': { body: json({ query: '{ __schema { queryType { name } } }' }) },
  'about the type': { body: json({ query: '{ __typename total }' }) },
  'with an alias': { body: json({ query: '{ a: total b: total }' }) },
  'with a condition': {
    body: json({ query: 'query ($c: Boolean!) { total @skip(if: $c) nomes }', variables: { c: true } }),
  },
  'with a condition that is null': {
    body: json({ query: 'query ($c: Boolean = true) { total @skip(if: $c) nomes }', variables: { c: null } }),
  },
  'of nobody': { body: json({ query: '{ total }' }), user: 'nada:nada' },
};

/** Header fields that are others in each answer. */
const OF_ONE_ANSWER = new Set([
  'date',
  'x-request-id',
  'x-ratelimit-remaining',
  'x-ratelimit-reset',
  'set-cookie',
]);

/** Sends it as it is, which `fetch` would not. */
function send(url: string, { method = 'POST', search = '', body, headers, user = 'admin:admin' }: Sent) {
  return new Promise<{ status: number | undefined; headers: object; text: string }>((resolve, reject) => {
    const given: Record<string, string> = {
      authorization: basic(user),
      accept: 'application/json',
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    };
    if (given.accept === '') delete given.accept;
    const sent = httpRequest(`${url}/graphql${search}`, { method, headers: given }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        const told = Object.entries(response.headers).filter(([name]) => !OF_ONE_ANSWER.has(name));
        resolve({
          status: response.statusCode,
          headers: Object.fromEntries(told),
          text: Buffer.concat(chunks).toString('base64'),
        });
      });
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

const measured = async (url: string) => {
  const response = await fetch(`${url}/metrics`, { headers: { authorization: basic('admin:admin') } });
  const lines = (await response.text()).split('\n');
  return lines.filter((line) => /^graphql_operation(s_total|_duration_seconds_count)/.test(line));
};

describe('with and without Apollo Server', () => {
  let fast: Awaited<ReturnType<typeof startOne>>;
  let plain: Awaited<ReturnType<typeof startOne>>;
  beforeAll(async () => {
    fast = opened.use(await startOne());
    plain = opened.use(await startOne({ OPTIMIZATIONS_OFF: 'known-operations' }));
  });

  test.each(Object.entries(FORMS))(
    'a request %s is answered alike when it is new and when it is known',
    async (_name, sent) => {
      for (let time = 0; time < 3; time += 1)
        expect(await send(fast.url, sent)).toEqual(await send(plain.url, sent));
      expect(fast.logged.splice(0)).toEqual(plain.logged.splice(0));
    },
  );

  test('what was asked above is counted alike', async () => {
    expect(await measured(fast.url)).toEqual(await measured(plain.url));
  });

  test('of a query that came to an error nothing is done twice', async () => {
    const sent = { body: json({ query: 'query Duas { total nomes(n: 3) }' }) };
    expect(await send(fast.url, sent)).toEqual(await send(plain.url, sent));
    subgraph.respond = (_answer, response) => response.writeHead(500).end();
    const before = subgraph.asked.length;
    const failed = await send(fast.url, sent);
    const asked = subgraph.asked.length - before;
    const failedPlain = await send(plain.url, sent);
    const askedPlain = subgraph.asked.length - before - asked;
    subgraph.respond = asJson;

    expect(failed).toEqual(failedPlain);
    expect(asked).toBe(askedPlain);
  });

  test('a query whose client goes is ended and counted alike', async () => {
    const query = '{ esperada: total }';
    const leave = async (url: string) => {
      await send(url, { body: json({ query }) });
      const client = new AbortController();
      const held = new Promise<void>((resolve) => {
        subgraph.respond = () => resolve();
      });
      const answer = fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: basic('admin:admin') },
        body: json({ query }),
        signal: client.signal,
      });
      answer.catch(() => {});
      await held;
      client.abort();
      await expect(answer).rejects.toThrow();
      subgraph.respond = asJson;
    };
    await leave(plain.url);
    await leave(fast.url);

    await vi.waitFor(async () => expect(await measured(fast.url)).toEqual(await measured(plain.url)));
    expect(await send(fast.url, { body: json({ query }) })).toEqual(
      await send(plain.url, { body: json({ query }) }),
    );
  });

  test('Apollo Server is asked for a query once, and for a mutation each time', async () => {
    const asked = vi.spyOn(ApolloServer.prototype, 'executeHTTPGraphQLRequest');
    const times = async (url: string, query: string) => {
      asked.mockClear();
      for (let time = 0; time < 3; time += 1) await send(url, { body: json({ query }) });
      return asked.mock.calls.length;
    };

    expect(await times(fast.url, '{ nova: total }')).toBe(1);
    expect(await times(plain.url, '{ nova: total }')).toBe(3);
    expect(await times(fast.url, 'mutation { nova: somar }')).toBe(3);
    asked.mockRestore();
  });
});

test('a query that others have asked is refused to a user who may not run queries', async () => {
  const usersPath = join(folder, 'users.htpasswd');
  const hash = await hashPassword('segredo', MIN_BCRYPT_COST);
  await writeFile(usersPath, `ana:${hash}\nbia:${hash}\n`);
  await writeFile(
    join(folder, 'groups.yaml'),
    'leitura: { scopes: [query], users: [ana] }\noperacao: { scopes: [operacao], users: [bia] }',
  );
  await using router = await startOne({ USERS_PATH: usersPath });
  const as = async (user: string) =>
    (await send(router.url, { body: json({ query: '{ total }' }), user: `${user}:segredo` })).status;

  expect([await as('ana'), await as('ana'), await as('bia'), await as('ana')]).toEqual([200, 200, 403, 200]);
});

test('a query that was answered is validated anew when there is another supergraph', async () => {
  const path = join(folder, 'changed.graphql');
  const sdl = await readFile(join(folder, 'supergraph.graphql'), 'utf8');
  await writeFile(path, sdl);
  await using router = await startOne({ SUPERGRAPH_PATH: path });
  const ask = async () => {
    const { text } = await send(router.url, { body: json({ query: '{ total }' }) });
    return JSON.parse(Buffer.from(text, 'base64').toString());
  };
  for (let time = 0; time < 3; time += 1) expect(await ask()).toEqual({ data: { total: 3 } });
  await writeFile(path, sdl.replace(/\n {2}total: Int/, '\n  todos: Int'));

  await vi.waitFor(
    async () => {
      const { errors } = await ask();
      expect(errors?.[0].extensions.code).toBe('GRAPHQL_VALIDATION_FAILED');
    },
    { timeout: 15_000 },
  );
});

test('a plugin of whoever starts the router sees each request', async () => {
  const seen: (string | undefined)[] = [];
  await using router = await startOne({}, [
    {
      async requestDidStart({ request }) {
        seen.push(request.query);
      },
    },
  ]);
  for (let time = 0; time < 3; time += 1) await send(router.url, { body: json({ query: '{ total }' }) });

  expect(seen).toEqual(['{ total }', '{ total }', '{ total }']);
});

test('what a user may spend in a minute is taken for each request, and refused alike when it is spent', async () => {
  const query = `{ ${Array.from({ length: 40 }, (_, at) => `n${at}: nomes`).join(' ')} }`;
  const ask = (url: string, more: object = {}) => send(url, { body: json({ query, ...more }) });
  const cost = async () => {
    await using router = await startOne();
    const { text } = await ask(router.url, { extensions: { cost: true } });
    return JSON.parse(Buffer.from(text, 'base64').toString()).extensions.cost.estimated;
  };
  // What fills up again while this is asked is far less than a request.
  const costPerMinute = String(Math.floor(3.5 * (await cost())));
  const statuses = async (off: string, failsFrom: number) => {
    await using router = await startOne({ COST_PER_MINUTE: costPerMinute, OPTIMIZATIONS_OFF: off });
    const answers: (number | undefined)[] = [];
    for (let time = 0; time < 5; time += 1) {
      if (time === failsFrom) subgraph.respond = (_answer, response) => response.writeHead(500).end();
      answers.push((await ask(router.url)).status);
    }
    subgraph.respond = asJson;
    return answers;
  };
  const paidThrice = [200, 200, 200, 429, 429];

  for (const off of ['', 'known-operations']) {
    expect([off, await statuses(off, 5)]).toEqual([off, paidThrice]);
    expect([off, 'with errors', await statuses(off, 1)]).toEqual([off, 'with errors', paidThrice]);
  }
});
