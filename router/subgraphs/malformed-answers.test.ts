import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createLog } from '../../platform/process/logging.ts';
import { Resources } from '../../platform/process/resources.ts';
import {
  asJson,
  type BrokenSubgraph,
  type Respond,
  startBrokenSubgraph,
} from '../../tests/support/broken-subgraph.ts';
import { expectExplained, type ReadError } from '../../tests/support/explained.ts';
import { postQuery } from '../../tests/support/test-network.ts';
import { openUserDirectory } from '../auth/open-users.ts';
import { readRouterConfig } from '../config.ts';
import { type RunningRouter, startRouter } from '../router-server.ts';

const LINK =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", "@shareable"])';
const PESSOAS = [
  { id: '1', nome: 'Ana', numeros: [1, 2], estado: 'ATIVO' },
  { id: '2', nome: 'Bento', numeros: null, estado: 'INATIVO' },
  { id: '3', nome: 'Caio', numeros: [3], estado: null },
];
const CADASTRO = `${LINK}
  type Query { pessoa(id: ID!): Pessoa  pessoas: [Pessoa!]  total: Int  valor(de: Exato, em: Float, n: Int): Exato }
  type Mutation { gravar(nome: String!): Pessoa  valor: Exato }
  type Pessoa @key(fields: "id") { id: ID!  nome: String!  numeros: [Int!]  estado: Estado  obs: String @shareable }
  enum Estado { ATIVO INATIVO }
  scalar Exato`;
const NOTAS = `${LINK}
  type Pessoa @key(fields: "id") { id: ID!  nota: Float  apelido: String!  ativa: Boolean  avisos: [Aviso!]!  cartao: Cartao }
  type Aviso { texto: String!  lido: Boolean }
  union Cartao = Ouro | Prata
  type Ouro { limite: Int }
  type Prata { anuidade: Int }`;

const byId = (id: string) => PESSOAS.find((pessoa) => pessoa.id === id) ?? null;
const opened = new Resources();
let cadastro: BrokenSubgraph;
let notas: BrokenSubgraph;
let router: RunningRouter;
let supergraphPath: string;
const logged: { level: number; msg: string; status?: number; subgraph?: string }[] = [];

beforeAll(async () => {
  cadastro = opened.use(
    await startBrokenSubgraph(CADASTRO, {
      Query: {
        pessoa: (_: unknown, { id }: { id: string }) => byId(id),
        pessoas: () => PESSOAS,
        total: () => PESSOAS.length,
        valor: () => 'exato',
      },
      Mutation: { gravar: () => PESSOAS[0] },
      Pessoa: { __resolveReference: ({ id }: { id: string }) => byId(id) },
    }),
  );
  notas = opened.use(
    await startBrokenSubgraph(NOTAS, {
      Pessoa: {
        __resolveReference: ({ id }: { id: string }) => ({ id }),
        nota: ({ id }: { id: string }) => Number(id) / 2,
        apelido: ({ id }: { id: string }) => `p${id}`,
        ativa: () => true,
        avisos: () => [
          { texto: 'oi', lido: null },
          { texto: 'tchau', lido: true },
        ],
        cartao: ({ id }: { id: string }) =>
          id === '1' ? { __typename: 'Ouro', limite: 5 } : { __typename: 'Prata', anuidade: 7 },
      },
    }),
  );
  const { supergraphSdl, errors } = composeServices([
    { name: 'cadastro', url: cadastro.url, typeDefs: parse(CADASTRO) },
    { name: 'notas', url: notas.url, typeDefs: parse(NOTAS) },
  ]);
  if (!supergraphSdl) throw new AggregateError(errors ?? []);
  const folder = await mkdtemp(join(tmpdir(), 'malformed-'));
  opened.defer(() => rm(folder, { recursive: true }));
  const path = join(folder, 'supergraph.graphql');
  await writeFile(path, supergraphSdl);
  supergraphPath = path;
  router = opened.use(await startOneRouter());
});

/** A router that has logged nothing yet. */
async function startOneRouter(): Promise<RunningRouter> {
  const config = readRouterConfig({
    SUPERGRAPH_PATH: supergraphPath,
    ROUTER_PORT: '0',
    SUBGRAPH_TIMEOUT_MS: '2000',
  });
  const log = createLog('test', 'silent');
  for (const level of ['warn', 'error'] as const) {
    Object.assign(log, {
      [level]: (line: object, msg: string) =>
        logged.push({ ...line, msg, level: log.levels.values[level] ?? 0 }),
    });
  }
  const users = await openUserDirectory({ ...config, log });
  return await startRouter({ config, log, users });
}
afterAll(() => opened[Symbol.asyncDispose]());
beforeEach(() => {
  cadastro.respond = asJson;
  notas.respond = asJson;
  cadastro.asked.length = 0;
  notas.asked.length = 0;
  logged.length = 0;
});

async function ask(query: string, { url } = router) {
  const { status, body } = await postQuery(`${url}/graphql`, query);
  return { status, ...(body as { data?: unknown; errors?: ReadError[] }) };
}

/** Sends some bytes instead of the answer. */
const bytes =
  (body: string | Buffer, { status = 200, type = 'application/json', headers = {} } = {}): Respond =>
  (_answer, response) => {
    response.writeHead(status, { 'content-type': type, ...headers }).end(body);
  };
/** Sends a JSON value instead of the answer. */
const json = (value: unknown, status = 200) => bytes(JSON.stringify(value), { status });

const INVALID = 'SUBGRAPH_INVALID_RESPONSE';
const STATUS = 'SUBGRAPH_HTTP_STATUS';
const WHOLE: { what: string; respond: Respond; code: string; status?: number; retryable?: boolean }[] = [
  ...[400, 402, 418].map((status) => ({
    what: `status ${status}`,
    respond: json({ why: 'no' }, status),
    code: STATUS,
    status,
    retryable: false,
  })),
  ...[301, 302, 307].map((status) => ({
    what: `a redirect ${status}`,
    respond: bytes('', { status, headers: { location: 'http://127.0.0.1:1/' } }),
    code: STATUS,
    status,
    retryable: false,
  })),
  ...[401, 403].map((status) => ({
    what: `status ${status}`,
    respond: json({ errors: [{ message: 'at 127.0.0.1' }] }, status),
    code: 'SUBGRAPH_REFUSED',
    status,
    retryable: false,
  })),
  ...[404, 500, 501].map((status) => ({
    what: `status ${status}`,
    respond: json({ errors: [{ message: 'at 127.0.0.1' }] }, status),
    code: STATUS,
    status,
    retryable: false,
  })),
  ...[429, 502, 503, 504].map((status) => ({
    what: `status ${status}`,
    respond: json({ errors: [{ message: 'later' }] }, status),
    code: 'SUBGRAPH_UNAVAILABLE',
    status,
    retryable: true,
  })),
  ...[
    {},
    [],
    'text',
    1,
    null,
    { data: null },
    { errors: [] },
    { data: [] },
    { data: 'x' },
    { data: null, errors: [] },
    { errors: null },
  ].map((value) => ({ what: JSON.stringify(value), respond: json(value), code: INVALID })),
  { what: 'HTML', respond: bytes('<html>', { type: 'text/html' }), code: INVALID },
  { what: 'nothing', respond: bytes(''), code: INVALID },
  {
    what: 'JSON that ends early',
    respond: (answer, response) => response.end(JSON.stringify(answer).slice(0, -3)),
    code: INVALID,
  },
  { what: 'no UTF-8', respond: bytes(Buffer.from('{"data":{"total":"\xff"}}', 'latin1')), code: INVALID },
  {
    what: 'an unknown encoding',
    respond: bytes('{}', { headers: { 'content-encoding': 'zstd' } }),
    code: INVALID,
  },
  { what: 'no gzip', respond: bytes('{}', { headers: { 'content-encoding': 'gzip' } }), code: INVALID },
  { what: 'errors that are an object', respond: json({ errors: { message: 'no' } }), code: INVALID },
  { what: 'an error that is null', respond: json({ errors: [null] }), code: INVALID },
  {
    what: 'an error without message and path',
    respond: json({ errors: [{}] }),
    code: 'DOWNSTREAM_SERVICE_ERROR',
  },
  {
    what: 'an error without path',
    respond: json({ data: null, errors: [{ message: 'no', extensions: { code: 'X' } }] }),
    code: 'X',
  },
  {
    what: 'an error with a path that is none',
    respond: json({ errors: [{ message: 'no', path: 'pessoa' }] }),
    code: 'DOWNSTREAM_SERVICE_ERROR',
  },
  {
    what: 'a path that points nowhere',
    respond: json({ errors: [{ message: 'no', path: ['nada', 7, 'x'] }] }),
    code: 'DOWNSTREAM_SERVICE_ERROR',
  },
  {
    what: 'a connection that breaks',
    respond: (_answer, response) => response.destroy(),
    code: 'SUBGRAPH_UNAVAILABLE',
    retryable: true,
  },
  {
    what: 'half of an answer',
    respond: (_answer, response) => {
      response.writeHead(200, { 'content-length': '100' }).write('{"data"', () => response.destroy());
    },
    code: 'SUBGRAPH_UNAVAILABLE',
    retryable: true,
  },
];

const QUERIES = [
  { what: 'root fields', of: 'cadastro', query: '{ a: pessoa(id: 1) { nome } total pessoas { nome } }' },
  {
    what: 'an entity',
    of: 'notas',
    query: '{ pessoa(id: 1) { nome nota aka: apelido avisos { texto } } total }',
  },
  {
    what: 'entities of a list',
    of: 'notas',
    query: '{ pessoas { nome nota ativa cartao { ... on Ouro { limite } ... on Prata { anuidade } } } }',
  },
  {
    what: 'both of one entity',
    of: 'notas',
    query: '{ x: pessoa(id: 1) { nota } y: pessoa(id: 1) { nota } }',
  },
] as const;

function brokenOne(of: 'cadastro' | 'notas'): BrokenSubgraph {
  return of === 'cadastro' ? cadastro : notas;
}

describe.each(QUERIES)('$what of a subgraph that answers', ({ of, query }) => {
  test.each(WHOLE)('$what', async ({ respond, code, status, retryable }) => {
    const right = await ask(query);
    expect(right.errors).toBeUndefined();
    brokenOne(of).respond = respond;

    const answers = await Promise.all([ask(query), ask(query), ask(query)]);

    for (const answer of answers) {
      expect(answer.status).toBe(200);
      expectExplained(answer, right.data);
      expect(answer.errors).not.toHaveLength(0);
      for (const { message, path, extensions } of answer.errors ?? []) {
        expect(path).toBeDefined();
        expect(extensions).toMatchObject({ code, serviceName: of });
        expect([extensions?.status, extensions?.retryable]).toEqual([status, retryable]);
        expect(message).not.toContain('127.0.0.1');
      }
      const places = answer.errors?.map(({ path }) => JSON.stringify(path));
      expect(new Set(places).size).toBe(places?.length);
    }
  });
});

test('a subgraph that refuses the identity is logged once, with what to look at', async () => {
  await using another = await startOneRouter();
  notas.respond = json({ errors: [{ message: 'no', extensions: { code: 'UNAUTHENTICATED' } }] }, 401);

  for (const id of [1, 2, 3]) await ask(`{ pessoa(id: ${id}) { nota } }`, another);

  expect(logged).toEqual([
    expect.objectContaining({
      subgraph: 'notas',
      status: 401,
      msg: expect.stringContaining('IDENTITY_KEY_PATH'),
    }),
  ]);
});

const change =
  (edit: (data: RightData) => void): Respond =>
  (answer, response) => {
    edit(answer.data);
    asJson(answer, response);
  };
// biome-ignore lint/suspicious/noExplicitAny: has whatever shape the operation asks for.
type RightData = any;

const INSIDE: {
  what: string;
  of: 'cadastro' | 'notas';
  query: string;
  edit: (data: RightData) => void;
  data: unknown;
  paths: (string | number)[][];
}[] = [
  {
    what: 'a scalar for a list',
    of: 'cadastro',
    query: '{ pessoas { nome } total }',
    edit: (data) => {
      data.pessoas = 5;
    },
    data: { pessoas: null, total: 3 },
    paths: [['pessoas']],
  },
  {
    what: 'an object for a list',
    of: 'cadastro',
    query: '{ pessoas { nome } total }',
    edit: (data) => {
      data.pessoas = {};
    },
    data: { pessoas: null, total: 3 },
    paths: [['pessoas']],
  },
  {
    what: 'a list for an object',
    of: 'cadastro',
    query: '{ pessoa(id: 1) { nome nota } total }',
    edit: (data) => {
      data.pessoa = [data.pessoa];
    },
    data: { pessoa: null, total: 3 },
    paths: [['pessoa']],
  },
  {
    what: 'a scalar for an object',
    of: 'cadastro',
    query: '{ pessoa(id: 1) { nome nota } total }',
    edit: (data) => {
      data.pessoa = 'Ana';
    },
    data: { pessoa: null, total: 3 },
    paths: [['pessoa']],
  },
  {
    what: 'an object for a scalar',
    of: 'cadastro',
    query: '{ total pessoa(id: 1) { n: nome } }',
    edit: (data) => {
      data.total = {};
    },
    data: { total: null, pessoa: { n: 'Ana' } },
    paths: [['total']],
  },
  {
    what: 'no field at all',
    of: 'cadastro',
    query: '{ t: total pessoa(id: 1) { nome } }',
    edit: (data) => {
      delete data.t;
      delete data.total;
    },
    data: { t: null, pessoa: { nome: 'Ana' } },
    paths: [['t']],
  },
  {
    what: 'an empty object',
    of: 'cadastro',
    query: '{ pessoa(id: 1) { nome } total }',
    edit: (data) => {
      for (const name of Object.keys(data)) delete data[name];
    },
    data: { pessoa: null, total: null },
    paths: [['pessoa'], ['total']],
  },
  {
    what: 'an Int that is too large',
    of: 'cadastro',
    query: '{ total }',
    edit: (data) => {
      data.total = 2_147_483_648;
    },
    data: { total: null },
    paths: [['total']],
  },
  {
    what: 'an Int with a fraction',
    of: 'cadastro',
    query: '{ pessoa(id: 1) { numeros } }',
    edit: (data) => {
      data.pessoa.numeros[1] = 1.5;
    },
    data: { pessoa: { numeros: null } },
    paths: [['pessoa', 'numeros', 1]],
  },
  {
    what: 'an unknown value of an enum',
    of: 'cadastro',
    query: '{ pessoas { estado } }',
    edit: (data) => {
      data.pessoas[1].estado = 'MORTO';
    },
    data: { pessoas: [{ estado: 'ATIVO' }, { estado: null }, { estado: null }] },
    paths: [['pessoas', 1, 'estado']],
  },
  {
    what: 'a boolean for a string',
    of: 'cadastro',
    query: '{ pessoas { nome } total }',
    edit: (data) => {
      data.pessoas[1].nome = true;
    },
    data: { pessoas: null, total: 3 },
    paths: [['pessoas', 1, 'nome']],
  },
  {
    what: 'null that may not be',
    of: 'cadastro',
    query: '{ pessoa(id: 1) { nome } total }',
    edit: (data) => {
      data.pessoa.nome = null;
    },
    data: { pessoa: null, total: 3 },
    paths: [['pessoa', 'nome']],
  },
  {
    what: 'no entities',
    of: 'notas',
    query: '{ pessoas { nome nota } }',
    edit: (data) => {
      delete data._entities;
    },
    data: { pessoas: ['Ana', 'Bento', 'Caio'].map((nome) => ({ nome, nota: null })) },
    paths: [0, 1, 2].map((index) => ['pessoas', index, 'nota']),
  },
  {
    what: 'too few entities',
    of: 'notas',
    query: '{ pessoas { nome nota } }',
    edit: (data) => {
      data._entities.pop();
    },
    data: { pessoas: ['Ana', 'Bento', 'Caio'].map((nome) => ({ nome, nota: null })) },
    paths: [0, 1, 2].map((index) => ['pessoas', index, 'nota']),
  },
  {
    what: 'a scalar for an entity',
    of: 'notas',
    query: '{ pessoas { nome nota } }',
    edit: (data) => {
      data._entities[1] = 7;
    },
    data: {
      pessoas: [
        { nome: 'Ana', nota: 0.5 },
        { nome: 'Bento', nota: null },
        { nome: 'Caio', nota: 1.5 },
      ],
    },
    paths: [['pessoas', 1, 'nota']],
  },
  {
    what: 'an entity of another type',
    of: 'notas',
    query: '{ pessoas { cartao { __typename } } }',
    edit: (data) => {
      data._entities[1].cartao.__typename = 'Aviso';
    },
    data: {
      pessoas: [{ cartao: { __typename: 'Ouro' } }, { cartao: null }, { cartao: { __typename: 'Prata' } }],
    },
    paths: [['pessoas', 1, 'cartao']],
  },
  {
    what: 'a member of a union without a type',
    of: 'notas',
    query: '{ pessoa(id: 1) { cartao { ... on Ouro { limite } } } }',
    edit: (data) => {
      delete data._entities[0].cartao.__typename;
    },
    data: { pessoa: { cartao: null } },
    paths: [['pessoa', 'cartao']],
  },
  {
    what: 'a text for a Float and a number for a Boolean',
    of: 'notas',
    query: '{ pessoa(id: 1) { nota ativa nome } }',
    edit: (data) => {
      Object.assign(data._entities[0], { nota: '1.5', ativa: 1 });
    },
    data: { pessoa: { nota: null, ativa: null, nome: 'Ana' } },
    paths: [
      ['pessoa', 'nota'],
      ['pessoa', 'ativa'],
    ],
  },
];

test.each(INSIDE)(
  '$what costs its place and has an error there',
  async ({ of, query, edit, data, paths }) => {
    brokenOne(of).respond = change(edit);

    expect(await ask(query)).toEqual({
      status: 200,
      data,
      errors: paths.map((path) => ({
        message: expect.any(String),
        path,
        extensions: { code: INVALID, serviceName: of },
      })),
    });
  },
);

test('an entity that a subgraph says it does not have is null without an error, as the subgraph gave it', async () => {
  notas.respond = change((data) => {
    data._entities[1] = null;
  });

  expect(await ask('{ pessoas { nome nota } }')).toEqual({
    status: 200,
    data: {
      pessoas: [
        { nome: 'Ana', nota: 0.5 },
        { nome: 'Bento', nota: null },
        { nome: 'Caio', nota: 1.5 },
      ],
    },
  });
});

test('a null that an error of the subgraph explains has no second one', async () => {
  notas.respond = (answer, response) => {
    answer.data._entities[1] = null;
    answer.errors = [
      { message: 'sem apelido', path: ['_entities', 1, 'apelido'], extensions: { code: 'A' } },
    ];
    asJson(answer, response);
  };

  const { data, errors } = await ask('{ pessoas { nome apelido } }');

  expect(data).toEqual({ pessoas: null });
  expect(errors).toEqual([
    {
      message: 'sem apelido',
      path: ['pessoas', 1, 'apelido'],
      extensions: { code: 'A', serviceName: 'notas' },
    },
  ]);
});

test('an error without a place that says what another one says is told once', async () => {
  const refused = { message: 'no such number', extensions: { code: 'BAD_USER_INPUT' } };
  cadastro.respond = json({ errors: [refused, refused, { ...refused, message: 'another' }] });

  const { errors } = await ask('{ a: pessoa(id: 1) { nome } b: pessoa(id: 2) { nome } }');

  expect(errors?.map(({ message, path }) => [message, path?.join()])).toEqual([
    ['no such number', 'a'],
    ['no such number', 'b'],
    ['another', undefined],
  ]);
});

test('errors beside good data are told, whatever their form', async () => {
  cadastro.respond = (answer, response) => asJson({ ...answer, errors: { code: 1 } }, response);

  const { data, errors } = await ask('{ total }');

  expect(data).toEqual({ total: 3 });
  expect(errors).toEqual([
    {
      message: expect.stringContaining('cannot be read'),
      extensions: { code: INVALID, serviceName: 'cadastro' },
    },
  ]);
});

test('a very long list without its fields has no more errors than are of use, and one leads to the others', async () => {
  cadastro.respond = change((data) => {
    data.pessoas = Array.from({ length: 1_500 }, () => ({ nome: 'x', __typename: 'Pessoa' }));
  });

  const { data, errors } = await ask('{ pessoas { nome estado } }');

  expect(errors).toHaveLength(1_025);
  expect(errors?.at(-1)?.path).toEqual(['pessoas']);
  expectExplained(
    { data, errors: errors ?? [] },
    { pessoas: Array.from({ length: 1_500 }, () => ({ nome: 'x', estado: 'ATIVO' })) },
  );
});

test('of very many errors beside good data some are told one by one', async () => {
  cadastro.respond = (answer, response) => {
    const errors = Array.from({ length: 30_000 }, (_, n) => ({ message: `error ${n}.`, path: ['total'] }));
    asJson({ ...answer, errors }, response);
  };

  const { data, errors } = await ask('{ a: total b: total }');

  expect(data).toEqual({ a: 3, b: 3 });
  expect(errors).toHaveLength(1_025 + 1);
  expect(errors?.at(0)).toMatchObject({ message: 'error 0.', path: ['a'] });
});

test.each([
  { name: 'gzip', encode: gzipSync },
  { name: 'br', encode: brotliCompressSync },
  { name: 'deflate', encode: deflateSync },
  { name: 'deflate', encode: deflateRawSync },
  { name: 'gzip, identity', encode: gzipSync },
  { name: 'gzip, br', encode: (text: string) => brotliCompressSync(gzipSync(text)) },
  { name: '', encode: (text: string) => text },
])('an answer compressed with $name is read, although nobody asked for it', async ({ name, encode }) => {
  cadastro.respond = (answer, response) => {
    response.setHeader('content-encoding', name);
    response.end(encode(JSON.stringify(answer)));
  };

  expect(await ask('{ total }')).toEqual({ status: 200, data: { total: 3 } });
});

test.each([
  '9007199254740993',
  '[1,{"n":[-9007199254740993]},"9007199254740993"]',
  '1.00000000000000000001',
  '1e400',
])('the number %s of a custom scalar comes as the subgraph wrote it', async (written) => {
  cadastro.respond = bytes(`{"data":{"valor":${written},"total":3}}`);

  const response = await fetch(`${router.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Basic ${btoa('admin:admin')}` },
    body: JSON.stringify({ query: '{ valor total }' }),
  });

  expect((await response.text()).trim()).toBe(`{"data":{"valor":${written},"total":3}}`);
});

test.each([201, 50_000])(
  'a custom scalar that nests %i lists costs itself and not the answer',
  async (levels) => {
    cadastro.respond = bytes(`{"data":{"valor":${'['.repeat(levels)}${']'.repeat(levels)},"total":3}}`);

    const { status, data, errors } = await ask('{ valor total }');

    expect({ status, data }).toEqual({ status: 200, data: { valor: null, total: 3 } });
    expect(errors?.map(({ path }) => path)).toEqual([['valor']]);
  },
);

test.each([
  ['more lists', `[${'[],'.repeat(1024 * 1024)}1]`],
  ['an object of more names', `{${Array.from({ length: 50_001 }, (_, n) => `"n${n}":1`).join(',')}}`],
])('an answer of %s than are taken of one is refused at its place', async (_, value) => {
  cadastro.respond = bytes(`{"data":{"valor":${value},"total":3}}`);

  expect(await ask('{ pessoa(id: 1) { nota } valor }')).toMatchObject({
    status: 200,
    data: { pessoa: null, valor: null },
    errors: ['pessoa', 'valor'].map((name) => ({
      message:
        'The answer of the "cadastro" subgraph has more than 1048576 lists and objects, or one with more than 50000 names, as there may be at most. Ask for smaller pages or fewer fields.',
      path: [name],
      extensions: { code: 'SUBGRAPH_ANSWER_TOO_LARGE', retryable: false, serviceName: 'cadastro' },
    })),
  });
});

/** Sends variables as they are written. */
async function send(query: string, variables: string): Promise<unknown> {
  const response = await fetch(`${router.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Basic ${btoa('admin:admin')}` },
    body: `{"query":${JSON.stringify(query)},"variables":${variables}}`,
  });
  return await response.json();
}

test.each(['9007199254740993', '[1,{"n":[-9007199254740993]}]', '1e400'])(
  'the number %s in a variable of a custom scalar reaches the subgraph as the client wrote it',
  async (written) => {
    cadastro.respond = asJson;
    const query = 'query ($de: Exato, $em: Float) { valor(de: $de, em: $em) }';

    expect(await send(query, `{"de":${written},"em":0.12345678901234567890}`)).toEqual({
      data: { valor: 'exato' },
    });
    expect(cadastro.asked.at(-1)?.text).toContain(`"de":${written}`);
  },
);

test('a number in a variable in the address of a GET request reaches the subgraph as the client wrote it', async () => {
  cadastro.respond = asJson;
  const parameters = new URLSearchParams({
    query: 'query ($de: Exato) { valor(de: $de) }',
    variables: '{"de":9007199254740993}',
  });

  const response = await fetch(`${router.url}/graphql?${parameters}`, {
    headers: { authorization: `Basic ${btoa('admin:admin')}`, 'apollo-require-preflight': 'true' },
  });

  expect(await response.json()).toEqual({ data: { valor: 'exato' } });
  expect(cadastro.asked.at(-1)?.text).toContain('"de":9007199254740993');
});

test('a number that is too large for the type of a variable is refused as graphql-js does', async () => {
  expect(await send('query ($n: Int) { valor(n: $n) }', '{"n":9007199254740993}')).toMatchObject({
    errors: [{ message: expect.stringContaining('Int cannot represent non 32-bit signed integer value') }],
  });
});

test('a large number in a type of the specification keeps the meaning of that type', async () => {
  cadastro.respond = bytes(
    '{"data":{"total":9007199254740993,"pessoa":{"id":9007199254740993,"__typename":"Pessoa"}}}',
  );
  notas.respond = change((data) => {
    data._entities[0].nota = 0.5;
  });

  const { data, errors } = await ask('{ total pessoa(id: 1) { id } }');

  expect(data).toEqual({ total: null, pessoa: { id: '9007199254740993' } });
  expect(errors?.map(({ path }) => path)).toEqual([['total']]);
});

test('a mutation whose subgraph refuses the router was not carried out, and sending it again does not help', async () => {
  cadastro.respond = json({ errors: [{ message: 'no', extensions: { code: 'UNAUTHENTICATED' } }] }, 401);

  const { data, errors } = await ask(GRAVAR);

  expect(data).toEqual({ gravar: null });
  expect(errors).toMatchObject([
    {
      path: ['gravar'],
      extensions: { code: 'SUBGRAPH_REFUSED', retryable: false, status: 401, serviceName: 'cadastro' },
    },
  ]);
});

const GRAVAR = 'mutation { gravar(nome: "Ana") { nome } }';
test.each<{ what: string; respond: Respond }>([
  { what: 'breaks the connection', respond: (_answer, response) => response.destroy() },
  { what: 'says nothing', respond: () => {} },
  { what: 'gives no GraphQL', respond: bytes('<html>') },
  { what: 'gives no data and no errors', respond: json({ data: null }) },
  { what: 'is behind a proxy that lost it', respond: json({}, 502) },
])('of a mutation whose subgraph $what the outcome is unknown', async ({ respond }) => {
  cadastro.respond = respond;

  const { data, errors } = await ask(GRAVAR);

  expect(data).toEqual({ gravar: null });
  expect(errors).toMatchObject([
    { path: ['gravar'], extensions: { code: 'OUTCOME_UNKNOWN', retryable: false, serviceName: 'cadastro' } },
  ]);
  expect(errors?.[0]?.message).toContain('look whether');
  expect(cadastro.asked).toHaveLength(1);
});

test('a mutation that was carried out is not to be sent again because a part of its answer is missing', async () => {
  notas.respond = json({}, 503);

  const { data, errors } = await ask('mutation { gravar(nome: "Ana") { id nota } }');

  expect(data).toMatchObject({ gravar: { nota: null } });
  expect(errors).toMatchObject([
    { path: ['gravar', 'nota'], extensions: { code: 'SUBGRAPH_UNAVAILABLE', retryable: false } },
  ]);
});

test('a mutation that a subgraph was too busy to begin can be sent again', async () => {
  cadastro.respond = json(
    { errors: [{ message: 'Too busy', extensions: { code: 'SERVICE_UNAVAILABLE' } }] },
    503,
  );

  const { errors } = await ask(GRAVAR);

  expect(errors).toMatchObject([{ extensions: { code: 'SUBGRAPH_UNAVAILABLE', retryable: true } }]);
});
