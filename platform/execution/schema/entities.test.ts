import { buildSubgraphSchema } from '@apollo/subgraph';
import { type GraphQLSchema, parse } from 'graphql';
import { expect, test } from 'vitest';
import { createCompiledExecutor } from '../executor/compiled-executor.ts';
import { type FindEntities, resolveEntitiesDirectly, resolveEntitiesTogether } from './entities.ts';

const SDL = `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key"])
  type Query { nada: Int }
  interface Ser @key(fields: "id") { id: ID! }
  type Gato implements Ser @key(fields: "id") { id: ID!  nome: String! }
  type Rato implements Ser @key(fields: "id") { id: ID!  nome: String }
  type Stub @key(fields: "id") { id: ID!  nome: String }`;

function build(): GraphQLSchema {
  return buildSubgraphSchema({
    typeDefs: parse(SDL),
    resolvers: {
      Ser: { __resolveReference: ({ id }: { id: string }) => ({ __typename: 'Rato', id, nome: 'um ser' }) },
      Gato: {
        __resolveReference: async ({ id }: { id: string }) => {
          if (id === 'erro') throw new TypeError('broken');
          return id === 'nada' ? null : { id, nome: `gato ${id}` };
        },
      },
      Rato: { __resolveReference: ({ id }: { id: string }) => (id === 'nada' ? null : { id }) },
    },
  });
}

const QUERY = `query ($r: [_Any!]!) {
  _entities(representations: $r) { __typename ... on Gato { nome } ... on Rato { nome } ... on Stub { id nome } }
}`;

test.each([
  {
    name: 'a promise, a value and a reference without a resolver',
    of: [
      { t: 'Gato', id: '1' },
      { t: 'Rato', id: '2' },
      { t: 'Stub', id: '3' },
    ],
  },
  {
    name: 'nothing',
    of: [
      { t: 'Gato', id: 'nada' },
      { t: 'Rato', id: 'nada' },
    ],
  },
  {
    name: 'an error of one',
    of: [
      { t: 'Gato', id: 'erro' },
      { t: 'Gato', id: '1' },
    ],
  },
  { name: 'an interface', of: [{ t: 'Ser', id: '1' }] },
  {
    name: 'an unknown type',
    of: [
      { t: 'Outro', id: '1' },
      { t: 'Gato', id: '1' },
    ],
  },
])('entities resolve as with the library: $name', async ({ of }) => {
  const representations = () => of.map(({ t, id }) => ({ __typename: t, id }));
  const answer = async (schema: GraphQLSchema) =>
    JSON.stringify(
      await createCompiledExecutor(schema).execute({
        source: QUERY,
        variables: { r: representations() },
        deadline: null,
        createContext: () => ({}),
        onUnexpected: () => {},
      }),
    );
  const direct = build();
  resolveEntitiesDirectly(direct);

  expect(await answer(direct)).toBe(await answer(build()));
});

test("an entity that fails after another one was refused is nobody's, and does not end the process", async () => {
  const schema = build();
  resolveEntitiesDirectly(schema);
  const unheard: unknown[] = [];
  const others = process.listeners('unhandledRejection');
  process.removeAllListeners('unhandledRejection').on('unhandledRejection', (error) => unheard.push(error));

  const { data, errors } = await createCompiledExecutor(schema).execute({
    source: 'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Gato { nome } } }',
    variables: { r: [{ __typename: 'Gato', id: 'erro' }, { __typename: 'Nenhum' }] },
    deadline: null,
    createContext: () => ({}),
    onUnexpected: () => {},
  });
  await new Promise(setImmediate);
  process.removeAllListeners('unhandledRejection');
  for (const other of others) process.on('unhandledRejection', other);

  expect({ data: { ...data }, refused: errors?.map(({ path }) => path) }).toEqual({
    data: {},
    refused: [['_entities']],
  });
  expect(unheard).toEqual([]);
});

test.each([
  {
    name: 'all of one type, one of them twice and one that there is not',
    ids: ['2', '1', '9', '2'],
    together: true,
  },
  { name: 'where they cannot be read', ids: ['1', '13'], together: true },
  { name: 'an id that is none', ids: ['1', 'x'], together: false },
  { name: 'of two types', ids: ['1'], more: [{ __typename: 'Autor', id: '1' }], together: false },
  {
    name: 'known by something else',
    ids: ['1'],
    more: [{ __typename: 'Livro', isbn: '7' }],
    together: false,
  },
  { name: 'none', ids: [], together: false },
])(
  'entities found together are those found one after the other: $name',
  async ({ ids, more = [], together }) => {
    const asked: (readonly string[])[] = [];
    const find = async (ids: readonly string[]) => {
      if (ids.includes('13')) throw new TypeError('broken');
      return ids.map((id) => (id === '9' ? null : { id, titulo: `livro ${id}`, paginas: Number(id) }));
    };
    const library = () =>
      buildSubgraphSchema({
        typeDefs: parse(`
        extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key"])
        type Query { nada: Int }
        type Livro @key(fields: "id") @key(fields: "isbn") { id: ID!  isbn: ID  titulo: String!  paginas: Int }
        type Autor @key(fields: "id") { id: ID! }`),
        resolvers: {
          Livro: {
            __resolveReference: async ({ id = '5' }: { id?: string }) =>
              (await find(ids.includes('13') ? ['13'] : [id]))[0] ?? null,
          },
        },
      });
    const schema = library();
    resolveEntitiesDirectly(schema);
    const findTogether: FindEntities = (ids) => {
      asked.push(ids);
      return find(ids);
    };
    resolveEntitiesTogether(schema, { Livro: findTogether });
    const answer = (of: GraphQLSchema) =>
      createCompiledExecutor(of).execute({
        source: `query ($r: [_Any!]!) {
        _entities(representations: $r) { __typename ... on Livro { titulo paginas } ... on Autor { id } }
      }`,
        variables: { r: [...ids.map((id) => ({ __typename: 'Livro', id })), ...more] },
        deadline: null,
        createContext: () => ({}),
        onUnexpected: () => {},
      });

    expect(JSON.stringify(await answer(schema))).toBe(JSON.stringify(await answer(library())));
    expect(asked).toEqual(together ? [ids] : []);
  },
);
