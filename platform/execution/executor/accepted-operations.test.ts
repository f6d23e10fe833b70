import Fastify from 'fastify';
import { buildSchema } from 'graphql';
import { expect, test } from 'vitest';
import { acceptedOperations } from './accepted-operations.ts';
import { createCompiledExecutor } from './compiled-executor.ts';

const KNOWN = '{ nome }';
const PLAIN = {
  method: 'POST',
  url: '/graphql',
  headers: { accept: 'application/json', 'content-type': 'application/json' },
  body: { query: KNOWN },
} as const;

async function serve() {
  const executor = createCompiledExecutor(buildSchema('type Query { nome: String }'));
  await executor.execute({
    source: KNOWN,
    deadline: null,
    createContext: () => ({}),
    onUnexpected: () => {},
  });
  const app = Fastify();
  app.post(
    '/graphql',
    acceptedOperations({
      executor,
      createContext: () => ({ identity: { user: 'teste', scopes: [] }, requestId: 'teste' }),
      report: () => () => {},
      formatError: (error) => error,
      otherwise: async () => 'Apollo Server',
    }),
  );
  return app;
}

test('a known text is answered without Apollo Server', async () => {
  const app = await serve();

  const { body } = await app.inject(PLAIN);

  expect(body).toBe('{"data":{"nome":null}}\n');
});

test.each([
  { name: 'another text', request: { body: { query: '{ nome nome }' } } },
  { name: 'extensions', request: { body: { query: KNOWN, extensions: {} } } },
  { name: 'variables in another form', request: { body: { query: KNOWN, variables: 'x' } } },
  { name: 'another accepted type', request: { headers: { ...PLAIN.headers, accept: '*/*' } } },
])('$name is for Apollo Server', async ({ request }) => {
  const app = await serve();

  const { body } = await app.inject({ ...PLAIN, ...request });

  expect(body).toBe('Apollo Server');
});
