import { GraphQLError, GraphQLObjectType, GraphQLScalarType, GraphQLSchema, GraphQLString } from 'graphql';
import { beforeEach, expect, test } from 'vitest';
import { badUserInput } from '../errors/client-errors.ts';
import { createCompiledExecutor } from './compiled-executor.ts';

const refuse = () => {
  throw new GraphQLError('a CPF has 11 digits');
};
const CPF = new GraphQLScalarType({ name: 'CPF', parseValue: refuse, parseLiteral: refuse });
const schema = new GraphQLSchema({
  query: new GraphQLObjectType({
    name: 'Query',
    fields: {
      nome: { type: GraphQLString, args: { cpf: { type: CPF } }, resolve: () => 'Ana' },
      quebrado: {
        type: GraphQLString,
        resolve: () => {
          throw new Error('a secret');
        },
      },
      recusado: {
        type: GraphQLString,
        resolve: () => {
          throw badUserInput('not like this');
        },
      },
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
    createContext: () => ({}),
    onUnexpected: (error) => unexpected.push(error),
  });
  return errors?.map(({ message, extensions }) => ({ message, ...extensions }));
}

test('a variable that its scalar refuses is the mistake of the client, who is told the reason', async () => {
  expect(await errorsOf('query ($cpf: CPF) { nome(cpf: $cpf) }', { cpf: '123' })).toEqual([
    {
      message: 'Variable "$cpf" got invalid value "123"; Expected type CPF; a CPF has 11 digits',
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
