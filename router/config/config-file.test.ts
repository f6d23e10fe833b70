import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { afterAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import { ConfigError } from '../../platform/process/ending/config-error.ts';
import { readRouterArguments } from '../command-line.ts';
import { readRouterConfig, readRouterSettings } from './config.ts';
import { describedSettings, routerConfigSchema } from './config-schema.ts';
import { effectiveConfig } from './effective-config.ts';

const folder = mkdtempSync(join(tmpdir(), 'router-config-'));
afterAll(() => rmSync(folder, { recursive: true }));
const isValid = new Ajv({ strict: true, allowUnionTypes: true }).compile(routerConfigSchema() as object);
let files = 0;

/** A variable of the environment, as the file names it. */
function env(name: string): string {
  return `$\{env.${name}}`;
}

function fileWith(text: string): string {
  files += 1;
  const path = join(folder, `${files}.yaml`);
  writeFileSync(path, text);
  return path;
}

/** What is wrong with a file, each without the path of the folder. */
function problemsOf(text: string, variables: Record<string, string> = {}): string[] {
  const path = fileWith(text);
  try {
    readRouterConfig({ ...variables, ROUTER_CONFIG_PATH: path });
    return [];
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.problems.map((problem) => problem.replace(path, 'router.yaml'));
  }
}

test('a file gives settings, the environment goes before it, what neither says has its default', () => {
  const path = fileWith(
    'http:\n  port: 5000\n  host: 127.0.0.2\nexplorer: false\ncors:\n  origins: [https://a.example, https://b.example]\nsubgraphs:\n  urls:\n    meu-estoque: [http://estoque/graphql, http://outro/graphql]\n',
  );
  const variables = { ROUTER_CONFIG_PATH: path, NODE_ENV: 'development', HOST: '127.0.0.3', LOG_LEVEL: '' };

  expect(readRouterConfig(variables)).toMatchObject({
    port: 5000,
    host: '127.0.0.3',
    logLevel: 'info',
    explorer: false,
    corsOrigins: expect.arrayContaining(['https://a.example', 'https://b.example']),
    subgraphUrls: new Map([['meu_estoque', ['http://estoque/graphql', 'http://outro/graphql']]]),
    maxOperationDepth: 20,
  });
});

test('what the file says of the environment decides what a router needs', () => {
  expect(problemsOf('environment: production\n')).toEqual([
    expect.stringMatching(/^IDENTITY_SECRET is not set/),
    expect.stringMatching(/^IDENTITY_KEY_PATH is not set/),
    expect.stringMatching(/^USERS_PATH is not set/),
  ]);
  expect(problemsOf('http:\n  host: 0.0.0.0\n')).toEqual([
    expect.stringMatching(/^IDENTITY_SECRET is not set/),
    expect.stringMatching(/^IDENTITY_KEY_PATH is not set/),
    expect.stringMatching(/^USERS_PATH is not set/),
  ]);
});

test('all that is wrong in file and environment is told at once, each with its place', () => {
  const text = [
    'http:',
    '  port: 70000',
    '  prot: 1',
    'limits:',
    '  depth: "20"',
    '  port: 1',
    'explorer: maybe',
    'cors:',
    '  origins: https://a.example',
    'tls: [a]',
    'subgraphs:',
    '  urls: { "a b": http://a/, clientes: ftp://a/ }',
    `usage: { path: "${env('NOT_SET')}/x" }`,
    'zzzzzzzz: 1',
  ].join('\n');

  expect(problemsOf(text, { MAX_SELECTIONS: 'many' })).toEqual([
    'router.yaml:3:3: http.prot is unknown; did you mean http.port?',
    'router.yaml:5:10: limits.depth must be a whole number from 1 to 100; it is "20".',
    'router.yaml:6:3: limits.port is unknown; did you mean http.port?',
    'router.yaml:7:11: explorer must be true or false; it is "maybe".',
    'router.yaml:9:12: cors.origins must be a list of texts; it is "https://a.example".',
    'router.yaml:10:6: tls must have keys: certPath, keyPath.',
    'router.yaml:12:11: subgraphs.urls.a b must be named by a subgraph: letters, digits, "-" and "_".',
    'router.yaml:13:16: usage.path takes NOT_SET, which is not set.',
    expect.stringMatching(
      /^router\.yaml:14:1: zzzzzzzz is unknown; expected one of environment, identity, http, /,
    ),
    'router.yaml:2:9: http.port must be a whole number from 0 to 65535; it is "70000".',
    'MAX_SELECTIONS must be a whole number from 500 to 100000; it is "many".',
    'router.yaml:12:39: subgraphs.urls.clientes must be a URL that starts with http:// or https://, or several between commas.',
  ]);
});

test.each([
  ['http: [', /^router\.yaml:1:\d+: not valid YAML: /],
  ['http: { port: 1 }\nhttp: { port: 2 }', /^router\.yaml:2:1: not valid YAML: Map keys must be unique/],
  ['explorer: true\n---\nexplorer: false', /^router\.yaml:\d:\d+: not valid YAML: /],
  ['- a', /^router\.yaml:1:1: the file must have keys: /],
  ['http: &a { port: 1 }\nlog: *a', /^router\.yaml:2:6: log must have keys: level/],
  [`usage: { path: "$\{HOME}/x" }`, /has "\$\{" that begins no \$\{env\.NAME\}/],
  ['users: { path: 7 }', /users\.path must be a text; it is 7\.$/],
])('%j is refused', (text, problem) => {
  expect(problemsOf(text)).toEqual([expect.stringMatching(problem)]);
});

test('an empty file is none; one that is not there is told, and what is wrong in the environment with it', () => {
  expect(problemsOf('')).toEqual([]);
  expect(problemsOf('# nothing\nhttp:\n  port:\n')).toEqual([]);
  expect(() => readRouterConfig({ ROUTER_CONFIG_PATH: join(folder, 'none'), ROUTER_PORT: 'x' })).toThrow(
    /none cannot be read \(ENOENT\)[\s\S]*ROUTER_PORT must be/,
  );
});

test('of very many problems the first are told', () => {
  const problems = problemsOf(Array.from({ length: 1_000 }, (_, n) => `unknown${n}: 1`).join('\n'));

  expect(problems).toHaveLength(51);
  expect(problems.at(-1)).toBe('and 950 more problems.');
  expect(problemsOf(`# ${'x'.repeat(300_000)}`)).toEqual([
    'router.yaml cannot be read (it is larger than 256 KiB): ROUTER_CONFIG_PATH or --config names it.',
  ]);
});

test('what never ends is not read', () => {
  expect(() => readRouterConfig({ ROUTER_CONFIG_PATH: '/dev/zero' })).toThrow(
    /cannot be read \(it is no file\)/,
  );
  expect(problemsOf('identity: { secretFile: /dev/zero }')).toEqual([
    expect.stringMatching(/secretFile must be .* cannot be read \(it is no file\)/),
  ]);
});

test('a secret comes from a file that is named, and is not shown', () => {
  const secret = fileWith(`${'s'.repeat(40)}\n`);
  const path = fileWith(
    `identity: { secretFile: "${env('SECRETS')}" }\nsubgraphs: { urls: { a: "http://u:hidden@a/" } }`,
  );
  const settings = readRouterSettings(path, { SECRETS: secret, ROUTER_PORT: '5001' });
  const shown = effectiveConfig(settings);

  expect(settings.config.identitySecret).toBe('s'.repeat(40));
  expect(shown).not.toMatch(/sssss|hidden/);
  expect(parse(shown)).toMatchObject({
    http: { port: 5001, host: '127.0.0.1' },
    identity: { secretFile: '(secret)' },
  });
  expect(shown).toContain('# from the environment: ROUTER_PORT\n');
  expect(problemsOf('identity: { secretFile: /nowhere/secret }')).toEqual([
    expect.stringMatching(
      /identity\.secretFile must be the path of a file with the secret; it cannot be read \(ENOENT\)/,
    ),
  ]);
});

test('no problem shows a secret', () => {
  const secret = fileWith('short-secret');

  expect(problemsOf(`identity: { secretFile: ${secret} }`)).toEqual([
    'router.yaml:1:25: identity.secretFile must have at least 32 characters; it has 12.',
  ]);
});

test('the example is valid, for the router and for editors', () => {
  const text = readFileSync('router/router.example.yaml', 'utf8');
  writeFileSync(join(folder, 'identity-secret'), 's'.repeat(32));
  const config = readRouterConfig({
    ROUTER_CONFIG_PATH: 'router/router.example.yaml',
    SECRETS_FOLDER: folder,
  });

  expect(text.split('\n')[0]).toBe('# yaml-language-server: $schema=./router-config.schema.json');
  expect(isValid(parse(text)), JSON.stringify(isValid.errors)).toBe(true);
  expect(config).toMatchObject({ production: true, host: '0.0.0.0', subgraphTimeoutMs: 5_000 });
});

test.each([
  ['http: { port: 1 }', true],
  ['http: { port: "1" }', false],
  ['http: { port: 70000 }', false],
  ['http: { port: 1.5 }', false],
  [`http: { port: "${env('PORT')}" }`, true],
  ['http: { porta: 1 }', false],
  ['http: 1', false],
  ['http:', true],
  ['log: { level: debug }', true],
  ['log: { level: loud }', false],
  ['explorer: on', true],
  ['explorer: 1', false],
  ['cors: { origins: [https://a.example] }', true],
  ['cors: { origins: ["https://a.example,https://b.example"] }', false],
  ['cors: { origins: https://a.example }', false],
  ['users: { unauthorizedFields: null }', true],
  ['users: { unauthorizedFields: reject }', true],
  ['users: { realm: 7 }', false],
  ['subgraphs: { urls: { a: http://a/ } }', true],
  ['subgraphs: { urls: { a: [http://a/, http://b/] } }', true],
  ['subgraphs: { urls: { "a b": http://a/ } }', false],
  ['subgraphs: { urls: { a: 1 } }', false],
])('the router and the schema agree about %s', (text, valid) => {
  expect({ router: problemsOf(text, { PORT: '1' }).length === 0, schema: isValid(parse(text)) }).toEqual({
    router: valid,
    schema: valid,
  });
});

test('every setting has a place of its own, and no place is inside another', () => {
  const keys = describedSettings().map(({ key }) => key);

  expect(new Set(keys).size).toBe(keys.length);
  expect(keys.filter((key) => keys.some((other) => other.startsWith(`${key}.`)))).toEqual([]);
  expect(keys.filter((key) => key.split('.').length > 2)).toEqual([]);
});

test('the command line names a file and asks for a check; anything else is refused', () => {
  expect(readRouterArguments(['--config', 'a.yaml', '--check-config'])).toEqual({
    configPath: 'a.yaml',
    onlyCheck: true,
    help: false,
  });
  expect(readRouterArguments([])).toEqual({ configPath: null, onlyCheck: false, help: false });
  expect(readRouterArguments(['-h']).help).toBe(true);
  expect(() => readRouterArguments(['--confg', 'a.yaml'])).toThrow(ConfigError);
  expect(() => readRouterArguments(['a.yaml'])).toThrow(ConfigError);
});

test('a check starts nothing: it prints what would be used', () => {
  const printed = execFileSync(
    process.execPath,
    ['dev/run.mjs', 'router/main.ts', '--check-config', '--config', fileWith('http: { port: 5002 }')],
    { encoding: 'utf8', env: { PATH: process.env.PATH, NODE_ENV: 'test' } },
  );

  expect(parse(printed)).toMatchObject({ http: { port: 5002 } });
});
