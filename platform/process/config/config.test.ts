import { expect, test } from 'vitest';
import { readSubgraphConfig } from '../../subgraph/config.ts';
import { ConfigError } from '../ending/config-error.ts';
import { flag, integer, listOf, readEnv, text } from './config.ts';

const CLIENTES = { port: 4001, peers: { enderecos: 'http://127.0.0.1:4002/graphql' } };
const DATABASE_URL = 'mysql://u:p@db:3306/clientes';

function problemsOf(env: Record<string, string>): readonly string[] {
  try {
    readSubgraphConfig(CLIENTES, env);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
}

test('a developer needs to set the database only', () => {
  expect(readSubgraphConfig(CLIENTES, { DATABASE_URL })).toMatchObject({
    production: false,
    forDevelopment: true,
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

test('values are trimmed, a blank one is none, and a list has a problem for each wrong entry', () => {
  const variables = {
    PORT: integer(7, 0, 9),
    DEEP: flag(false),
    NAME: text(),
    EVEN: listOf(
      (one) => Number(one) % 2 === 0,
      (one) => `must list even numbers; "${one}" is none.`,
    ),
  };

  expect(readEnv(variables, { PORT: ' 3 ', DEEP: ' on', NAME: '  ', EVEN: '2, 4' })).toEqual({
    PORT: 3,
    DEEP: true,
    NAME: null,
    EVEN: ['2', '4'],
  });
  expect(readEnv(variables, { NAME: undefined })).toEqual({ PORT: 7, DEEP: false, NAME: null, EVEN: [] });
  expect(() => readEnv(variables, { PORT: '3.5', DEEP: 'yes', EVEN: '1,2,x' })).toThrow(
    [
      'PORT must be a whole number from 0 to 9; it is "3.5".',
      'DEEP must be one of true, false, 1, 0, on, off; it is "yes".',
      'EVEN must list even numbers; "1" is none.',
      'EVEN must list even numbers; "x" is none.',
    ].join('\n'),
  );
});

const NOTHING_OF_ITS_OWN = [
  'IDENTITY_SECRET is not set',
  'IDENTITY_KEY_PATH is not set',
  'IDENTITY_PUBLIC_KEYS_PATH is not set',
].map((start) => expect.stringContaining(start));

test.each([
  ['127.0.0.1', {}, true],
  ['localhost', {}, true],
  ['::1', {}, true],
  ['0.0.0.0', {}, false],
  ['::', { NODE_ENV: '' }, false],
  ['0', { NODE_ENV: ' ' }, false],
  ['127.8.9.10', {}, true],
  ['127.0.0.256', {}, false],
  ['127.0.0.1.example', {}, false],
  ['my-machine', {}, false],
  ['10.0.0.7', { NODE_ENV: 'development' }, true],
  ['10.0.0.7', { NODE_ENV: 'production' }, false],
])('listening on %s with %o takes the secret and the keys of development: %s', (HOST, env, taken) => {
  const problems = problemsOf({ DATABASE_URL, HOST, ...env, SUBGRAPH_URL_ENDERECOS: 'http://a/graphql' });

  expect(problems).toEqual(taken ? [] : NOTHING_OF_ITS_OWN);
});

test('a misspelt NODE_ENV is told, and is no reason to be less careful', () => {
  expect(problemsOf({ NODE_ENV: 'prod', DATABASE_URL })).toEqual([
    'NODE_ENV must be one of development, production, test; it is "prod".',
    ...NOTHING_OF_ITS_OWN,
    expect.stringContaining('SUBGRAPH_URL_ENDERECOS is not set'),
  ]);
});

test('production refuses to start without a secret and keys of its own', () => {
  expect(problemsOf({ NODE_ENV: 'production', DATABASE_URL })).toEqual([
    ...NOTHING_OF_ITS_OWN,
    expect.stringContaining('SUBGRAPH_URL_ENDERECOS is not set'),
  ]);
  expect(
    problemsOf({
      NODE_ENV: 'production',
      DATABASE_URL,
      IDENTITY_SECRET: 'development-only-identity-secret-0000',
      SUBGRAPH_URL_ENDERECOS: 'http://enderecos:4002/graphql',
      IDENTITY_KEY_PATH: '/run/keys/own/identity.pem',
      IDENTITY_PUBLIC_KEYS_PATH: '/run/keys/public/identity-keys.json',
    }),
  ).toHaveLength(1);
});
