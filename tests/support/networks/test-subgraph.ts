import type { ExecutionResult } from 'graphql';
import { inject } from 'vitest';
import { dropSchemas } from '../../../dev/schemas/schemas.ts';
import { type Database, openDatabase } from '../../../platform/database/database.ts';
import type { Identity } from '../../../platform/identity/callers/identity.ts';
import { DEFAULT_GROUPS } from '../../../platform/identity/callers/scopes.ts';
import { derivedSigningKey } from '../../../platform/identity/keys/keys.ts';
import { createIdentitySigner, type IdentitySigner } from '../../../platform/identity/tokens/tokens.ts';
import { Resources } from '../../../platform/process/ending/resources.ts';
import { createLog } from '../../../platform/process/logging/logging.ts';
import { readSubgraphConfig } from '../../../platform/subgraph/config.ts';
import type { SubgraphDefinition } from '../../../platform/subgraph/definition.ts';
import { type RunningSubgraph, startSubgraph } from '../../../platform/subgraph/server.ts';
import { createMigratedSchemas } from '../schemas/migrated-schemas.ts';
import { testPrefix } from '../schemas/test-prefix.ts';

/** One subgraph on a schema of its own, removed at the end. */
export interface TestSubgraph extends AsyncDisposable {
  readonly subgraph: RunningSubgraph;
  /** The subgraph's schema, for fixtures and checks. */
  readonly database: Database;
  /** Executes as a user with every scope. */
  execute(source: string, variables?: Record<string, unknown>): Promise<ExecutionResult>;
  /** The data of an answer without errors, as JSON. Throws when there are errors. */
  data(source: string, variables?: Record<string, unknown>): Promise<Record<string, unknown>>;
}

export const TEST_SECRET = 'a-secret-for-tests-only-0123456789';
export const TEST_IDENTITY: Identity = Object.freeze({
  user: 'teste',
  scopes: DEFAULT_GROUPS.administracao,
});

/** Signs as a part of a network with the secret of tests, by default as the router. */
export function testSigner(issuer = 'router', now?: () => number): IdentitySigner {
  const key = derivedSigningKey(TEST_SECRET, issuer);
  return createIdentitySigner(() => key, now);
}

/** Starts one subgraph on an empty schema; disposing stops it and drops the schema. */
export async function startTestSubgraph(
  definition: SubgraphDefinition,
  env: Readonly<Record<string, string>> = {},
): Promise<TestSubgraph> {
  await using opened = new Resources();
  const adminUrl = inject('adminUrl');
  const prefix = testPrefix();
  opened.defer(() => dropSchemas(adminUrl, [definition], prefix));
  const urls = await createMigratedSchemas(adminUrl, [definition], prefix);
  const url = urls.get(definition.name) ?? '';
  const config = readSubgraphConfig(definition, {
    DATABASE_URL: url,
    PORT: '0',
    IDENTITY_SECRET: TEST_SECRET,
    LOG_LEVEL: 'silent',
    ...env,
  });
  const subgraph = opened.use(await startSubgraph(definition, config, createLog(definition.name, 'silent')));
  const database = opened.use(openDatabase({ url, poolSize: 2 }));
  const execute = (source: string, variables?: Record<string, unknown>) =>
    subgraph.execute({ source, variables, identity: TEST_IDENTITY, requestId: 'test', deadline: null });
  const resources = opened.move();
  return {
    subgraph,
    database,
    execute,
    async data(source, variables) {
      const { data, errors } = await execute(source, variables);
      if (errors) throw new AggregateError(errors, errors.map(({ message }) => message).join('; '));
      return JSON.parse(JSON.stringify(data));
    },
    [Symbol.asyncDispose]: () => resources[Symbol.asyncDispose](),
  };
}
