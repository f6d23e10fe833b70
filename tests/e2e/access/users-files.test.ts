import { scryptSync } from 'node:crypto';
import { appendFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hash as argon2 } from '@node-rs/argon2';
import { type Logger, pino } from 'pino';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { Resources } from '../../../platform/process/ending/resources.ts';
import { hashPassword, MIN_BCRYPT_COST } from '../../../router/auth/hashes/bcrypt-hash.ts';
import { changePassword, removeUser, retirePassword } from '../../../router/auth/user-files/users-editor.ts';
import { openUserDirectory } from '../../../router/auth/users/open-users.ts';
import { readRouterConfig } from '../../../router/config/config.ts';
import { startRouter } from '../../../router/router-server.ts';
import { basic, type GraphqlAnswer, postQuery } from '../../support/networks/test-network.ts';
import { TEST_SECRET } from '../../support/networks/test-subgraph.ts';

const PASSWORD = 'uma senha longa';
const GROUPS = `
leitura: { scopes: [query], users: [ana, bia, caio] }
administracao: { scopes: [query, mutation, operacao], users: [chefe] }
`;

const opened = new Resources();
let url: string;
let usersPath: string;
let groupsPath: string;
const lines: Record<string, unknown>[] = [];

/** A router without subgraphs, whose users have hashes of every kind. */
beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'users-files-'));
  opened.defer(() => rm(folder, { recursive: true }));
  usersPath = join(folder, 'users.htpasswd');
  groupsPath = join(folder, 'groups.yaml');
  await writeFile(groupsPath, GROUPS);
  await writeFile(
    usersPath,
    [
      `ana:${(await hashPassword(PASSWORD, MIN_BCRYPT_COST)).replace('$2b$', '$2y$')}`,
      `bia:${await argon2(PASSWORD, { memoryCost: 19_456, timeCost: 2, parallelism: 1 })}`,
      `caio:${scryptOf(PASSWORD)}`,
      `chefe:${await hashPassword(PASSWORD, MIN_BCRYPT_COST)}`,
      '',
    ].join('\n'),
  );
  const config = readRouterConfig({
    IDENTITY_SECRET: TEST_SECRET,
    NODE_ENV: 'test',
    ROUTER_PORT: '0',
    USERS_PATH: usersPath,
    SUBGRAPH_URL_CLIENTES: 'http://127.0.0.1:1/graphql',
  });
  const log: Logger = pino({ level: 'info' }, { write: (line) => void lines.push(JSON.parse(line)) });
  const users = opened.use(await openUserDirectory({ ...config, log }));
  url = opened.use(await startRouter({ config, log, users })).url;
});
afterAll(() => opened[Symbol.asyncDispose]());
beforeEach(() => {
  lines.length = 0;
});

function scryptOf(password: string): string {
  const plain = (bytes: Buffer) => bytes.toString('base64').replace(/=+$/, '');
  const salt = Buffer.from('0123456789abcdef');
  return `$scrypt$ln=14,r=8,p=1$${plain(salt)}$${plain(scryptSync(password, salt, 32))}`;
}

function ask(credentials: string, query = '{ __typename }', headers = {}): Promise<GraphqlAnswer> {
  return postQuery(`${url}/graphql`, query, { credentials, headers });
}

async function statuses(...credentials: string[]): Promise<number[]> {
  return await Promise.all(credentials.map(async (one) => (await ask(one)).status));
}

async function readiness(): Promise<unknown> {
  return await (await fetch(`${url}/health/ready`)).json();
}

async function usersMetrics(): Promise<string[]> {
  const response = await fetch(`${url}/metrics`, { headers: { authorization: basic(`chefe:${PASSWORD}`) } });
  return (await response.text()).match(/^router_users.*$/gm) ?? [];
}

const soon = (check: () => Promise<void>) => vi.waitFor(check, { timeout: 15_000, interval: 100 });

test('users with a hash of each kind log in with their password only', async () => {
  const names = ['ana', 'bia', 'caio'];

  expect(await statuses(...names.map((name) => `${name}:${PASSWORD}`))).toEqual([200, 200, 200]);
  expect(await statuses(...names.map((name) => `${name}:outra`))).toEqual([401, 401, 401]);
});

test('lines that cannot be used are told by readiness and metrics, and cost nobody else the access', async () => {
  expect(await readiness()).not.toHaveProperty('users');
  expect(await usersMetrics()).toEqual([
    'router_users{part="router"} 4',
    'router_users_file_lines_left_out{part="router"} 0',
    'router_users_files_not_read{part="router"} 0',
  ]);

  await appendFile(usersPath, 'davi:{SHA}EfatjsUqKYSrqv18O1FlA3hcIHI=\neva:segredo!\n');

  await soon(async () =>
    expect(await readiness()).toMatchObject({ status: 'degraded', users: 'lines left out' }),
  );
  expect(await usersMetrics()).toContain('router_users_file_lines_left_out{part="router"} 2');
  expect(await statuses(`ana:${PASSWORD}`, 'eva:segredo!')).toEqual([200, 401]);

  await writeFile(groupsPath, 'a: [');
  await soon(async () => expect(await readiness()).toMatchObject({ users: 'file not read' }));
  expect(await usersMetrics()).toContain('router_users_files_not_read{part="router"} 1');
  await writeFile(groupsPath, GROUPS);
  await soon(async () => expect(await readiness()).toMatchObject({ users: 'lines left out' }));
});

test('scopes that no group has, or that nothing needs, are told without a name', async () => {
  expect(await readiness()).toMatchObject({ groups: 'no group has a scope that fields need' });
  await writeFile(groupsPath, GROUPS.replace('[query]', '[query, dados-pessoais, auditoria, dados-pesoais]'));
  await soon(async () =>
    expect(await readiness()).toMatchObject({ groups: 'a group has a scope that nothing needs' }),
  );
  expect(lines).toContainEqual(expect.objectContaining({ level: 40, scopes: ['dados-pesoais'] }));
  await writeFile(groupsPath, GROUPS);
  await soon(async () =>
    expect(await readiness()).toMatchObject({ groups: 'no group has a scope that fields need' }),
  );
});

test('a password changes without a request that is refused, and who is removed is out at once', async () => {
  const config = { usersPath, groupsPath, identitySecret: null };
  const before = `ana:${PASSWORD}`;
  const after = 'ana:uma outra senha';

  await changePassword(config, 'ana', async () => 'uma outra senha', { keepFormer: true });
  await soon(async () => expect(await statuses(before, after)).toEqual([200, 200]));
  await retirePassword(config, 'ana');
  await soon(async () => expect(await statuses(before, after)).toEqual([401, 200]));
  await removeUser(config, 'ana');
  await soon(async () => expect(await statuses(after)).toEqual([401]));
});

test('every refused login, mutation and denied field is told in one bounded line without a name, password or value', async () => {
  const secrets = ['chefe', 'bia', 'ninguem', PASSWORD, 'palpite', '52998224725', 'Ana Prado', 'segredo'];
  const long = 'x'.repeat(4_000);
  await ask('bia:palpite', '{ __typename }', { 'apollographql-client-name': long });
  await ask(`ninguem${'m'.repeat(200)}:palpite`);
  await fetch(`${url}/graphql`, { headers: { authorization: 'Basic c2VncmVkbw' } });
  await ask(
    `chefe:${PASSWORD}`,
    'mutation M { segredo: excluirCliente(entrada: { id: "52998224725", versao: 1 }) { __typename } }',
    { 'apollographql-client-name': 'app', 'apollographql-client-version': '1.0' },
  );
  await ask(`bia:${PASSWORD}`, '{ segredo: clientePorCpf(cpf: "52998224725") { nome } }');

  const audited = lines.filter(({ msg }) => msg === 'audit');
  const userRef = expect.stringMatching(/^[0-9a-f]{12}$/);
  const from = { address: '127.0.0.1', requestId: expect.any(String) };
  expect(audited).toEqual([
    expect.objectContaining({ ...from, audit: 'login refused', userRef, client: '(invalid)' }),
    expect.objectContaining({ ...from, audit: 'login refused', userRef, reason: 'wrong credentials' }),
    expect.objectContaining({ ...from, audit: 'login refused', reason: 'malformed credentials' }),
    expect.objectContaining({
      ...from,
      audit: 'mutation',
      userRef,
      client: 'app',
      clientVersion: '1.0',
      mutations: ['excluirCliente'],
      codes: [expect.any(String)],
    }),
    expect.objectContaining({
      ...from,
      audit: 'fields denied',
      userRef,
      fields: ['clientePorCpf'],
      denied: 1,
    }),
  ]);
  const text = audited.map((line) => JSON.stringify(line));
  for (const line of text) expect(line.length).toBeLessThan(1_000);
  for (const secret of secrets) expect(text.join('\n')).not.toContain(secret);
});

test('a crowd of refused logins writes few lines, and how many were left out', async () => {
  const start = performance.now();
  await Promise.all(
    Array.from({ length: 300 }, () =>
      fetch(`${url}/graphql`, { headers: { authorization: 'Basic c2VncmVkbw' } }),
    ),
  );
  const seconds = Math.ceil((performance.now() - start) / 1_000);

  const leftOut = (what: object) =>
    lines
      .filter((line) => Object.entries(what).every(([name, value]) => line[name] === value))
      .reduce((sum, line) => sum + Number(line.leftOut), 0);
  const logins = lines.filter(({ audit }) => audit === 'login refused').length;
  const requests = lines.filter(({ msg }) => msg === 'request').length;
  expect(logins).toBeLessThanOrEqual(10 * (seconds + 1));
  expect(requests).toBeLessThanOrEqual(10 * (seconds + 1));
  await soon(async () => expect(leftOut({ audit: 'logins refused' })).toBe(300 - logins));
  await soon(async () => expect(leftOut({ msg: 'requests of strangers' })).toBe(300 - requests));
  const metrics = await (
    await fetch(`${url}/metrics`, { headers: { authorization: basic(`chefe:${PASSWORD}`) } })
  ).text();
  expect(metrics).toContain(`router_log_lines_left_out_total{about="logins",part="router"} ${300 - logins}`);
});
