import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readSubgraphConfig } from '../../subgraph/config.ts';

const CATALOGO = { port: 4003, peers: {} };
const SECRET = 's'.repeat(40);

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'secrets-'));
  await writeFile(join(folder, 'secret'), `${SECRET}\n`);
  await writeFile(join(folder, 'password'), 'a%2F/@:#ç\n');
  await writeFile(join(folder, 'empty'), '\n');
});
afterAll(() => rm(folder, { recursive: true }));

function read(env: Record<string, string>) {
  return readSubgraphConfig(CATALOGO, {
    NODE_ENV: 'production',
    IDENTITY_PUBLIC_KEYS_PATH: '/run/keys',
    DATABASE_URL: 'mysql://catalogo@mysql:3306/catalogo_produtos',
    ...env,
  });
}

test('a secret and the password of a database may come from files', () => {
  const config = read({
    IDENTITY_SECRET_FILE: join(folder, 'secret'),
    DATABASE_PASSWORD_FILE: ` ${join(folder, 'password')} `,
  });

  expect(config.identitySecret).toBe(SECRET);
  expect(new URL(config.databaseUrl)).toMatchObject({ username: 'catalogo', pathname: '/catalogo_produtos' });
  expect(decodeURIComponent(new URL(config.databaseUrl).password)).toBe('a%2F/@:#ç');
});

test('the password is put in place of that in the address, and without one the address stays as it is', () => {
  const DATABASE_URL = 'mysql://u:p%20q@db/x';

  expect(read({ IDENTITY_SECRET: SECRET, DATABASE_URL }).databaseUrl).toBe(DATABASE_URL);
  expect(read({ IDENTITY_SECRET: SECRET, DATABASE_URL, DATABASE_PASSWORD: 'r' }).databaseUrl).toBe(
    'mysql://u:r@db/x',
  );
});

test.each([
  [
    'that is not there',
    'nowhere',
    'IDENTITY_SECRET cannot be read from .*nowhere, which IDENTITY_SECRET_FILE names \\(ENOENT\\)',
  ],
  ['that is a folder', '', 'IDENTITY_SECRET cannot be read from .*\\(it is no file\\)'],
  ['that is empty', 'empty', 'IDENTITY_SECRET cannot be read from .*\\(it is empty\\)'],
])('a file %s is told, also in development', (_what, name, problem) => {
  for (const NODE_ENV of ['production', 'development']) {
    expect(() => read({ NODE_ENV, IDENTITY_SECRET_FILE: join(folder, name) })).toThrow(new RegExp(problem));
  }
});

test('a secret and its file at once are refused, without the secret', () => {
  const both = () => read({ IDENTITY_SECRET: SECRET, IDENTITY_SECRET_FILE: join(folder, 'secret') });

  expect(both).toThrow('IDENTITY_SECRET and IDENTITY_SECRET_FILE are both set: keep one of them.');
  expect(both).not.toThrow(SECRET);
});
