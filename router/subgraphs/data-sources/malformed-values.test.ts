import { expect, test } from 'vitest';
import {
  brokenGraph,
  bytes,
  change,
  json,
  type RightData,
} from '../../../tests/support/networks/broken-graph.ts';
import { asJson } from '../../../tests/support/networks/broken-subgraph.ts';
import { expectExplained } from '../../../tests/support/networks/explained.ts';

const graph = brokenGraph();

const INVALID = 'SUBGRAPH_INVALID_RESPONSE';

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
    graph[of].respond = change(edit);

    expect(await graph.ask(query)).toEqual({
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
  graph.notas.respond = change((data) => {
    data._entities[1] = null;
  });

  expect(await graph.ask('{ pessoas { nome nota } }')).toEqual({
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
  graph.notas.respond = (answer, response) => {
    answer.data._entities[1] = null;
    answer.errors = [
      { message: 'sem apelido', path: ['_entities', 1, 'apelido'], extensions: { code: 'A' } },
    ];
    asJson(answer, response);
  };

  const { data, errors } = await graph.ask('{ pessoas { nome apelido } }');

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
  graph.cadastro.respond = json({ errors: [refused, refused, { ...refused, message: 'another' }] });

  const { errors } = await graph.ask('{ a: pessoa(id: 1) { nome } b: pessoa(id: 2) { nome } }');

  expect(errors?.map(({ message, path }) => [message, path?.join()])).toEqual([
    ['no such number', 'a'],
    ['no such number', 'b'],
    ['another', undefined],
  ]);
});

test('errors beside good data are told, whatever their form', async () => {
  graph.cadastro.respond = (answer, response) => asJson({ ...answer, errors: { code: 1 } }, response);

  const { data, errors } = await graph.ask('{ total }');

  expect(data).toEqual({ total: 3 });
  expect(errors).toEqual([
    {
      message: expect.stringContaining('cannot be read'),
      extensions: { code: INVALID, serviceName: 'cadastro' },
    },
  ]);
});

test.each([
  { http: { status: 204 } },
  { http: { status: 99 } },
  { code: { toString: 1, valueOf: 1 }, http: { status: 418, headers: { 'x-a': 'b' } } },
  { code: 7 },
])('extensions %j of an error decide on nothing but what is told of it', async (extensions) => {
  graph.cadastro.respond = (answer, response) =>
    asJson({ ...answer, errors: [{ message: 'no', path: ['pessoas', -1], extensions }] }, response);

  const { status, data, errors } = await graph.ask('{ total }');

  expect({ status, data, errors }).toEqual({
    status: 200,
    data: { total: 3 },
    errors: [{ message: 'no', extensions: { code: 'DOWNSTREAM_SERVICE_ERROR', serviceName: 'cadastro' } }],
  });
});

test('a very long list without its fields has no more errors than are of use, and one leads to the others', async () => {
  graph.cadastro.respond = change((data) => {
    data.pessoas = Array.from({ length: 1_500 }, () => ({ nome: 'x', __typename: 'Pessoa' }));
  });

  const { data, errors } = await graph.ask('{ pessoas { nome estado } }');

  expect(errors).toHaveLength(1_025);
  expect(errors?.at(-1)?.path).toEqual(['pessoas']);
  expectExplained(
    { data, errors: errors ?? [] },
    { pessoas: Array.from({ length: 1_500 }, () => ({ nome: 'x', estado: 'ATIVO' })) },
  );
});

test('of very many errors beside good data some are told one by one', async () => {
  graph.cadastro.respond = (answer, response) => {
    const errors = Array.from({ length: 30_000 }, (_, n) => ({ message: `error ${n}.`, path: ['total'] }));
    asJson({ ...answer, errors }, response);
  };

  const { data, errors } = await graph.ask('{ a: total b: total }');

  expect(data).toEqual({ a: 3, b: 3 });
  expect(errors).toHaveLength(1_025 + 1);
  expect(errors?.at(0)).toMatchObject({ message: 'error 0.', path: ['a'] });
});

test.each([201, 50_000])(
  'a custom scalar that nests %i lists costs itself and not the answer',
  async (levels) => {
    graph.cadastro.respond = bytes(`{"data":{"valor":${'['.repeat(levels)}${']'.repeat(levels)},"total":3}}`);

    const { status, data, errors } = await graph.ask('{ valor total }');

    expect({ status, data }).toEqual({ status: 200, data: { valor: null, total: 3 } });
    expect(errors?.map(({ path }) => path)).toEqual([['valor']]);
  },
);

test.each([
  ['more lists', `[${'[],'.repeat(1024 * 1024)}1]`],
  ['an object of more names', `{${Array.from({ length: 50_001 }, (_, n) => `"n${n}":1`).join(',')}}`],
])('an answer of %s than are taken of one is refused at its place', async (_, value) => {
  graph.cadastro.respond = bytes(`{"data":{"valor":${value},"total":3}}`);

  expect(await graph.ask('{ pessoa(id: 1) { nota } valor }')).toMatchObject({
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
