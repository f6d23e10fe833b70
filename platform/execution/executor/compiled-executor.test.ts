import {
  GraphQLError,
  GraphQLInt,
  GraphQLList,
  GraphQLNonNull,
  GraphQLObjectType,
  GraphQLScalarType,
  GraphQLSchema,
  GraphQLString,
  parse,
} from 'graphql';
import { beforeEach, expect, test } from 'vitest';
import { badUserInput } from '../../errors/client-errors.ts';
import { createCompiledExecutor } from './compiled-executor.ts';

const refuse = () => {
  throw new GraphQLError('a CPF has 11 digits');
};
const CPF = new GraphQLScalarType({ name: 'CPF', parseValue: refuse, parseLiteral: refuse });
const recusado = {
  type: GraphQLString,
  resolve: () => {
    throw badUserInput('not like this');
  },
};
const Item = new GraphQLObjectType({ name: 'Item', fields: { recusado } });
const schema = new GraphQLSchema({
  query: new GraphQLObjectType({
    name: 'Query',
    fields: {
      certo: { type: GraphQLString, args: { n: { type: new GraphQLNonNull(GraphQLInt), defaultValue: 1 } } },
      errado: { type: GraphQLInt, resolve: () => 'Ana' },
      nome: { type: GraphQLString, args: { cpf: { type: CPF } }, resolve: () => 'Ana' },
      quebrado: {
        type: GraphQLString,
        resolve: () => {
          throw new Error('a secret');
        },
      },
      recusado,
      lista: { type: new GraphQLList(Item), resolve: () => Array.from({ length: 100 }, () => ({})) },
    },
  }),
});
const executor = createCompiledExecutor(schema);
let unexpected: unknown[];
beforeEach(() => {
  unexpected = [];
});

async function errorsOf(source: string, variables: Record<string, unknown> = {}) {
  const { errors } = await executor.execute({
    source,
    variables,
    deadline: null,
    createContext: () => ({}),
    onUnexpected: (error) => unexpected.push(error),
  });
  return errors?.map(({ message, extensions }) => ({ message, ...extensions }));
}

test('a variable that its scalar refuses is the mistake of the client, who is told the reason', async () => {
  expect(await errorsOf('query ($cpf: CPF) { nome(cpf: $cpf) }', { cpf: '123' })).toEqual([
    {
      message: 'Variable "$cpf" got invalid value "123"; a CPF has 11 digits',
      code: 'BAD_USER_INPUT',
    },
  ]);
  expect(await errorsOf('query ($cpf: CPF!) { nome(cpf: $cpf) }')).toEqual([
    { message: 'Variable "$cpf" of required type "CPF!" was not provided.', code: 'BAD_USER_INPUT' },
  ]);
  expect(unexpected).toEqual([]);
});

test('a literal that its scalar refuses gets the answer that validation gives over HTTP', async () => {
  expect(await errorsOf('{ nome(cpf: "123") }')).toEqual([
    { message: 'a CPF has 11 digits', code: 'GRAPHQL_VALIDATION_FAILED' },
  ]);
});

test('what a resolver throws is masked unless it was made for the client', async () => {
  expect(await errorsOf('{ quebrado recusado }')).toEqual([
    { message: 'Internal server error.', code: 'INTERNAL_SERVER_ERROR' },
    { message: 'not like this', code: 'BAD_USER_INPUT' },
  ]);
  expect(unexpected).toEqual([new Error('a secret')]);
});

test('an argument that is null where it may not be is the mistake of the client', async () => {
  expect(await errorsOf('query ($n: Int = 1) { certo(n: $n) }', { n: null })).toEqual([
    { message: 'Argument "n" of non-null type "Int!" must not be null.', code: 'BAD_USER_INPUT' },
  ]);
  expect(unexpected).toEqual([]);
});

test('a value that fits no type is no affair of the client', async () => {
  expect(await errorsOf('{ errado }')).toEqual([
    { message: 'Internal server error.', code: 'INTERNAL_SERVER_ERROR' },
  ]);
  expect(unexpected).toHaveLength(1);
});

test('fragments that spread each other twice are refused at once', async () => {
  const levels = 34;
  const fragments = Array.from(
    { length: levels },
    (_, n) => `fragment F${n} on Query { ...F${n + 1} ...F${n + 1} }`,
  );
  const source = `{ ...F0 } ${fragments.join(' ')} fragment F${levels} on Query { nome }`;
  const started = performance.now();

  expect(await errorsOf(source)).toEqual([
    {
      message: expect.stringMatching(
        /^The document has (\d+|more than 1000000) selections.*; at most 20000 are allowed\.$/,
      ),
      code: 'BAD_USER_INPUT',
    },
  ]);
  expect(performance.now() - started).toBeLessThan(1_000);
  expect(executor.knows(source)).toBe(false);
});

test('a text is known once it has been executed, and one that is not valid never is', async () => {
  await errorsOf('{ nome }');
  await errorsOf('{ nada }');

  expect(['{ nome }', '{ nada }', '{ nome nome }'].map((source) => executor.knows(source))).toEqual([
    true,
    false,
    false,
  ]);
});

test('an operation counts for as many combinations of its conditions as have come', async () => {
  const size = 120;
  const names = Array.from({ length: 4 }, (_, index) => `c${index}`);
  const fields = Array.from(
    { length: size },
    (_, index) => `f${index}: nome @include(if: $${names[index % 4]})`,
  );
  const source = `query (${names.map((name) => `$${name}: Boolean!`).join(' ')}) { ${fields.join(' ')} }`;
  const small = createCompiledExecutor(schema, { cacheBytes: 4 * 1024 * 1024 });
  const known: boolean[] = [];

  for (let combination = 0; combination < 16; combination += 1) {
    const variables = Object.fromEntries(names.map((name, bit) => [name, (combination & (1 << bit)) !== 0]));
    await small.execute({
      source,
      variables,
      deadline: null,
      createContext: () => ({}),
      onUnexpected: () => {},
    });
    known.push(small.knows(source));
  }

  // 120 selections of 1.2 kB, up to a fourth of the cache.
  expect(known.indexOf(false)).toBeGreaterThan(3);
  expect(known.indexOf(false)).toBeLessThan(10);
});

test('the text of an operation is not read again for each of its errors', async () => {
  const source = `{ ${Array.from({ length: 500 }, (_, n) => `f${n}: recusado`).join(' ')} lista { recusado } }`;
  const document = parse(source);
  let reads = 0;
  Object.defineProperty(document.loc?.source, 'body', {
    get() {
      reads += 1;
      return source;
    },
  });
  const request = { source, document, deadline: null, createContext: () => ({}), onUnexpected: () => {} };

  const { errors = [] } = await executor.execute(request);

  expect(errors.length).toBe(600);
  const column = source.lastIndexOf('recusado') + 1;
  expect(errors.at(-1)?.toJSON()).toEqual({
    message: 'not like this',
    locations: [{ line: 1, column }],
    path: ['lista', 99, 'recusado'],
    extensions: { code: 'BAD_USER_INPUT' },
  });
  // Once for each field, not for each error, and not again where an error is masked.
  expect(reads).toBeLessThanOrEqual(501);
});
