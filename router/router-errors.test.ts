import { ApolloServer } from '@apollo/server';
import { GraphQLError } from 'graphql';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import type { RouterContext } from './context.ts';
import { formatErrorWithoutSuggestions, formatRouterError, unexpectedErrorsPlugin } from './router-errors.ts';

/** What a client and the log are told of something that is thrown. */
async function told(thrown: unknown) {
  const lines: string[] = [];
  const server = new ApolloServer<RouterContext>({
    typeDefs: 'type Query { a: Int }',
    resolvers: {
      Query: {
        a: () => {
          throw thrown;
        },
      },
    },
    formatError: formatRouterError,
    plugins: [unexpectedErrorsPlugin(pino({}, { write: (line) => lines.push(line) }))],
  });
  const contextValue = {
    requestId: 'pedido-1',
    deadline: null,
    identity: { user: 'ana', scopes: [] },
  };
  const { body } = await server.executeOperation({ query: '{ a }' }, { contextValue });
  await server.stop();
  const errors = body.kind === 'single' ? body.singleResult.errors : [];
  return {
    client: errors?.map(({ message, extensions }) => [message, extensions]),
    log: lines.map((line) => JSON.parse(line)),
  };
}

test('what code throws is masked, and logged with its request and without its message', async () => {
  expect(await told(new Error('ana@exemplo.com.br'))).toEqual({
    client: [['Internal server error.', { code: 'INTERNAL_SERVER_ERROR' }]],
    log: [
      expect.objectContaining({
        msg: 'unexpected error',
        requestId: 'pedido-1',
        error: { name: 'Error', stack: expect.stringContaining('router-errors.test.ts') },
      }),
    ],
  });
});

test.each([
  ['of a subgraph', { code: 'INTERNAL_SERVER_ERROR', serviceName: 'clientes' }],
  ['with a code of its own', { code: 'BAD_USER_INPUT' }],
])('an error %s passes as it is', async (_what, extensions) => {
  expect(await told(new GraphQLError('this is why', { extensions }))).toEqual({
    client: [['this is why', extensions]],
    log: [],
  });
});

test.each([
  ['another version', { version: 2, sha256Hash: 'a' }, 'Unsupported persisted query version'],
  ['a hash of another text', { version: 1, sha256Hash: 'a' }, 'provided sha does not match query'],
])('a persisted query with %s is a bad request', async (_what, persistedQuery, message) => {
  const server = new ApolloServer({ typeDefs: 'type Query { a: Int }', formatError: formatRouterError });
  const { body } = await server.executeOperation({ query: '{ a }', extensions: { persistedQuery } });
  await server.stop();

  expect(body.kind === 'single' && body.singleResult.errors).toEqual([
    { message, extensions: { code: 'BAD_REQUEST' } },
  ]);
});

test('names that an error proposes are left out, and nothing else, however often a client writes the words', () => {
  const told = (message: string) => formatErrorWithoutSuggestions({ message }, expected(message)).message;
  const expected = (message: string) => new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } });
  const many = 'Did you mean '.repeat(20_000);
  const started = process.cpuUsage();

  expect(told('Cannot query field "nom" on type "Cliente". Did you mean "nome" or "cpf"?')).toBe(
    'Cannot query field "nom" on type "Cliente".',
  );
  expect(told('Did you mean this or that.')).toBe('Did you mean this or that.');
  expect(told(`Value "${many}" is wrong. Did you mean the enum value "A"?`)).toBe(
    `Value "${many}" is wrong.`,
  );
  expect(told(`Value "${many}" is wrong.`)).toBe(`Value "${many}" is wrong.`);
  // A pattern took seconds.
  expect(process.cpuUsage(started).user).toBeLessThan(500_000);
});
