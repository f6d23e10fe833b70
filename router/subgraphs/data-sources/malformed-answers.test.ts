import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { brokenGraph, bytes, json } from '../../../tests/support/networks/broken-graph.ts';
import type { Respond } from '../../../tests/support/networks/broken-subgraph.ts';
import { expectExplained } from '../../../tests/support/networks/explained.ts';

const graph = brokenGraph();

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

describe.each(QUERIES)('$what of a subgraph that answers', ({ of, query }) => {
  test.each(WHOLE)('$what', async ({ respond, code, status, retryable }) => {
    const right = await graph.ask(query);
    expect(right.errors).toBeUndefined();
    graph[of].respond = respond;

    const answers = await Promise.all([graph.ask(query), graph.ask(query)]);

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
  await using another = await graph.startRouter();
  graph.notas.respond = json({ errors: [{ message: 'no', extensions: { code: 'UNAUTHENTICATED' } }] }, 401);

  for (const id of [1, 2, 3]) await graph.ask(`{ pessoa(id: ${id}) { nota } }`, another);

  expect(graph.logged).toEqual([
    expect.objectContaining({
      subgraph: 'notas',
      status: 401,
      msg: expect.stringContaining('IDENTITY_KEY_PATH'),
    }),
  ]);
});

const GRAVAR = 'mutation { gravar(nome: "Ana") { nome } }';

test('a mutation whose subgraph refuses the router was not carried out, and sending it again does not help', async () => {
  graph.cadastro.respond = json(
    { errors: [{ message: 'no', extensions: { code: 'UNAUTHENTICATED' } }] },
    401,
  );

  const { data, errors } = await graph.ask(GRAVAR);

  expect(data).toEqual({ gravar: null });
  expect(errors).toMatchObject([
    {
      path: ['gravar'],
      extensions: { code: 'SUBGRAPH_REFUSED', retryable: false, status: 401, serviceName: 'cadastro' },
    },
  ]);
});

test.each<{ what: string; respond: Respond }>([
  { what: 'breaks the connection', respond: (_answer, response) => response.destroy() },
  { what: 'says nothing', respond: () => {} },
  { what: 'gives no GraphQL', respond: bytes('<html>') },
  { what: 'gives no data and no errors', respond: json({ data: null }) },
  { what: 'is behind a proxy that lost it', respond: json({}, 502) },
])('of a mutation whose subgraph $what the outcome is unknown', async ({ respond }) => {
  graph.cadastro.respond = respond;

  const { data, errors } = await graph.ask(GRAVAR);

  expect(data).toEqual({ gravar: null });
  expect(errors).toMatchObject([
    { path: ['gravar'], extensions: { code: 'OUTCOME_UNKNOWN', retryable: false, serviceName: 'cadastro' } },
  ]);
  expect(errors?.[0]?.message).toContain('look whether');
  expect(graph.cadastro.asked).toHaveLength(1);
});

test('a mutation that was carried out is not to be sent again because a part of its answer is missing', async () => {
  graph.notas.respond = json({}, 503);

  const { data, errors } = await graph.ask('mutation { gravar(nome: "Ana") { id nota } }');

  expect(data).toMatchObject({ gravar: { nota: null } });
  expect(errors).toMatchObject([
    { path: ['gravar', 'nota'], extensions: { code: 'SUBGRAPH_UNAVAILABLE', retryable: false } },
  ]);
});

test('a mutation that a subgraph was too busy to begin can be sent again', async () => {
  graph.cadastro.respond = json(
    { errors: [{ message: 'Too busy', extensions: { code: 'SERVICE_UNAVAILABLE' } }] },
    503,
  );

  const { errors } = await graph.ask(GRAVAR);

  expect(errors).toMatchObject([{ extensions: { code: 'SUBGRAPH_UNAVAILABLE', retryable: true } }]);
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
  graph.cadastro.respond = (answer, response) => {
    response.setHeader('content-encoding', name);
    response.end(encode(JSON.stringify(answer)));
  };

  expect(await graph.ask('{ total }')).toEqual({ status: 200, data: { total: 3 } });
});
