import { ApolloServer } from '@apollo/server';
import { GraphQLError } from 'graphql';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import type { RouterContext } from './context.ts';
import { formatRouterError, unexpectedErrorsPlugin } from './router-errors.ts';

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
