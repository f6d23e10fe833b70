import { expect, test } from 'vitest';
import { ConfigError, readSubgraphConfig } from './config.ts';

const DATABASE_URL = 'mysql://u:p@db:3306/clientes';

function problemsOf(env: Record<string, string>): readonly string[] {
  try {
    readSubgraphConfig(4001, env);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
}

test('a developer needs to set the database only', () => {
  expect(readSubgraphConfig(4001, { DATABASE_URL })).toMatchObject({
    production: false,
    host: '127.0.0.1',
    port: 4001,
    databaseUrl: DATABASE_URL,
    logLevel: 'info',
  });
});

test('every problem is told at once', () => {
  expect(problemsOf({ PORT: 'http', LOG_LEVEL: 'loud', IDENTITY_SECRET: 'short' })).toEqual([
    'IDENTITY_SECRET must have at least 32 characters; it has 5.',
    'LOG_LEVEL must be one of silent, error, warn, info, debug; it is "loud".',
    'PORT must be a whole number from 0 to 65535; it is "http".',
    "DATABASE_URL is not set: the subgraph's own schema, mysql://user:password@host:3306/schema.",
  ]);
});

test('production refuses to start without a secret of its own', () => {
  expect(problemsOf({ NODE_ENV: 'production', DATABASE_URL })).toEqual([
    expect.stringContaining('IDENTITY_SECRET is not set'),
  ]);
  expect(
    problemsOf({
      NODE_ENV: 'production',
      DATABASE_URL,
      IDENTITY_SECRET: 'development-only-identity-secret-0000',
    }),
  ).toHaveLength(1);
});
