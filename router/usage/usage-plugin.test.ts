import { ApolloServer } from '@apollo/server';
import { expect, test } from 'vitest';
import type { RouterContext } from '../context.ts';
import { countsOfUse, usagePlugin } from './usage-plugin.ts';

const contextValue: RouterContext = { identity: { user: 'ana', scopes: [] }, requestId: '1', deadline: null };

test('a failure to count is reported, and the request answered', async () => {
  const failures: unknown[] = [];
  const failure = new Error('full');
  const recorder = {
    count() {
      throw failure;
    },
    countFailed: (error: unknown) => failures.push(error),
  };
  const server = new ApolloServer<RouterContext>({
    typeDefs: 'type Query { a: Int }',
    plugins: [usagePlugin(countsOfUse(recorder))],
  });

  const { body } = await server.executeOperation({ query: '{ a }' }, { contextValue });
  await server.stop();

  expect(body).toMatchObject({ kind: 'single', singleResult: { data: { a: null } } });
  expect(failures).toEqual([failure]);
});

test('an operation is described once, however often it is called', async () => {
  const uses = new Set<unknown>();
  let calls = 0;
  const server = new ApolloServer<RouterContext>({
    typeDefs: 'type Query { a: Int }',
    plugins: [
      usagePlugin(
        countsOfUse({
          count(use) {
            uses.add(use);
            calls += 1;
          },
          countFailed() {},
        }),
      ),
    ],
  });
  for (let call = 0; call < 3; call += 1) await server.executeOperation({ query: '{ a }' }, { contextValue });
  await server.stop();

  expect([uses.size, calls]).toEqual([1, 3]);
});
