import { hostname } from 'node:os';
import { expect, test } from 'vitest';
import { ConfigError } from '../../platform/process/ending/config-error.ts';
import { readRouterConfig } from './config.ts';

const SECRET = 's'.repeat(32);

test('development needs nothing: loopback, explorer on, development users', () => {
  expect(readRouterConfig({})).toMatchObject({
    host: '127.0.0.1',
    port: 4000,
    explorer: true,
    usersPath: null,
    production: false,
    forDevelopment: true,
    usage: null,
  });
});

test('usage goes to a file that may be named after the host', () => {
  expect(readRouterConfig({ USAGE_PATH: '/var/usage/{host}.jsonl', USAGE_FLUSH_SECONDS: '5' }).usage).toEqual(
    {
      path: `/var/usage/${hostname()}.jsonl`,
      flushSeconds: 5,
      maxBytes: 16 * 1024 * 1024,
      maxFiles: 10,
    },
  );
  expect(() => readRouterConfig({ USAGE_MAX_FILES: '1' })).toThrow('USAGE_MAX_FILES');
});

test('production has no explorer and no foreign origin unless it says so', () => {
  const env = {
    NODE_ENV: 'production',
    IDENTITY_SECRET: SECRET,
    USERS_PATH: '/run/secrets/users',
    IDENTITY_KEY_PATH: '/run/keys/own/identity.pem',
  };

  expect(readRouterConfig(env)).toMatchObject({ explorer: false, corsOrigins: [] });
  expect(
    readRouterConfig({ ...env, EXPLORER: 'on', CORS_ORIGINS: 'https://a.example, https://b.example' }),
  ).toMatchObject({
    explorer: true,
    corsOrigins: ['https://a.example', 'https://b.example'],
  });
});

test('in development CORS_ORIGINS adds to what may call anyway', () => {
  const [studio, local, ...added] = readRouterConfig({ CORS_ORIGINS: 'https://a.example:8443' }).corsOrigins;

  expect([studio, added]).toEqual(['https://studio.apollographql.com', ['https://a.example:8443']]);
  expect(local).toBeInstanceOf(RegExp);
});

test.each([
  'null',
  '*',
  'https://a.example/app',
  'https://a.example/',
  'HTTPS://a.example',
  'https://a.example,',
  'a.example',
])('CORS_ORIGINS=%s is refused', (CORS_ORIGINS) => {
  expect(() => readRouterConfig({ CORS_ORIGINS })).toThrow('CORS_ORIGINS must list origins');
});

test('production refuses to start without secret, key and users, and tells all at once', () => {
  expect(() => readRouterConfig({ NODE_ENV: 'production' })).toThrow(ConfigError);
  expect(() => readRouterConfig({ NODE_ENV: 'production' })).toThrow(
    /IDENTITY_SECRET[\s\S]*IDENTITY_KEY_PATH[\s\S]*USERS_PATH/,
  );
});

test('a router that others can reach needs users of its own, unless somebody says that it is for development', () => {
  expect(() => readRouterConfig({ HOST: '0.0.0.0', IDENTITY_SECRET: SECRET })).toThrow(
    'USERS_PATH is not set',
  );
  expect(readRouterConfig({ HOST: '0.0.0.0', NODE_ENV: 'development' }).usersPath).toBeNull();
});

test('addresses of subgraphs can be replaced by name', () => {
  const { subgraphUrls } = readRouterConfig({ SUBGRAPH_URL_CLIENTES: 'http://clientes:4001/graphql' });

  expect(subgraphUrls).toEqual(new Map([['clientes', ['http://clientes:4001/graphql']]]));
  expect(() => readRouterConfig({ SUBGRAPH_URL_CLIENTES: 'clientes:4001' })).toThrow('SUBGRAPH_URL_CLIENTES');
});

test('a subgraph may have several addresses, none of them twice', () => {
  const read = (SUBGRAPH_URL_A: string) => readRouterConfig({ SUBGRAPH_URL_A }).subgraphUrls.get('a');

  expect(read('http://a:1/graphql, https://b/graphql')).toEqual(['http://a:1/graphql', 'https://b/graphql']);
  expect(() => read('http://a:1, b:2')).toThrow(
    'SUBGRAPH_URL_A must be a URL that starts with http:// or https://',
  );
  expect(() => read('http://a:1,http://a:1/')).toThrow('SUBGRAPH_URL_A has the same URL twice.');
  expect(() => read(Array.from({ length: 33 }, (_, n) => `http://a:${n + 1}`).join())).toThrow(
    'more than 32',
  );
});

test('proxies are trusted by address or network only', () => {
  const trusted = (TRUSTED_PROXIES: string) => readRouterConfig({ TRUSTED_PROXIES }).trustedProxies;

  expect(readRouterConfig({}).trustedProxies).toEqual([]);
  expect(trusted('10.0.0.7, 10.1.0.0/16,fd00::/8')).toEqual(['10.0.0.7', '10.1.0.0/16', 'fd00::/8']);
  for (const wrong of ['true', 'proxy.example', '10.0.0.0/33', '10.0.0.0/', '10.0.0.0/8/8', '10.0.0.7,']) {
    expect(() => trusted(wrong), wrong).toThrow('TRUSTED_PROXIES');
  }
});
