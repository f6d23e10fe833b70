import { ApolloServer } from '@apollo/server';
import { buildSchema } from 'graphql';
import { expect, onTestFinished, test } from 'vitest';
import type { RouterContext } from '../context.ts';
import { operationDenied } from '../plans/denied-error.ts';
import type { SecurityLog } from './security-log.ts';
import { securityLogPlugin } from './security-log-plugin.ts';

const apiSchema = buildSchema('type Query { a: Int }');

test('of an operation that is refused as a whole it is audited for which fields, and how many', async () => {
  const fields = Array.from({ length: 25 }, (_, number) => `Cliente.campo${number}`);
  const audited: unknown[][] = [];
  const audit: SecurityLog = {
    loginRefused() {},
    mutation() {},
    denied: (_request, ...said) => void audited.push(said),
  };
  const apollo = new ApolloServer<RouterContext>({
    gateway: {
      load: async () => ({ executor: async () => ({ errors: [operationDenied(fields)] }) }),
      onSchemaLoadOrUpdate(use) {
        use({ apiSchema, coreSupergraphSdl: '' });
        return () => {};
      },
      async stop() {},
    },
    plugins: [securityLogPlugin(audit)],
  });
  onTestFinished(() => apollo.stop());
  await apollo.start();

  await apollo.executeOperation(
    { query: '{ a }' },
    { contextValue: { identity: { user: 'ana', scopes: [] }, requestId: 'pedido', deadline: null } },
  );

  expect(audited).toEqual([['ana', fields.slice(0, 20), 25]]);
});
