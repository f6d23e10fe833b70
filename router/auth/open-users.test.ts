import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { createLog } from '../../platform/process/logging.ts';
import { openUserDirectory } from './open-users.ts';
import { hashPassword } from './password-hash.ts';

const log = createLog('test', 'silent');
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'users-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function files(
  name: string,
  users: Record<string, string>,
  groups = 'leitura: { scopes: [query], users: [ana] }',
) {
  const usersPath = join(folder, name);
  const groupsPath = `${usersPath}.yaml`;
  const lines = await Promise.all(
    Object.entries(users).map(async ([user, password]) => `${user}:${await hashPassword(password, 4)}`),
  );
  await writeFile(usersPath, lines.join('\n'));
  await writeFile(groupsPath, groups);
  return { usersPath, groupsPath, production: true, log };
}

test('without a file the development users are there, and production refuses to do without', async () => {
  const config = { usersPath: null, groupsPath: null, log };
  await using directory = await openUserDirectory({ ...config, production: false });

  expect(await directory.authenticate({ user: 'leitor', password: 'leitor' })).toEqual({
    user: 'leitor',
    scopes: ['query'],
  });
  await expect(openUserDirectory({ ...config, production: true })).rejects.toThrow('USERS_PATH is not set');
});

test.each([
  ['admin', 'admin'],
  ['leitor', 'leitor'],
])('production refuses a file in which %s has the known password', async (user, password) => {
  const config = await files(`known-${user}`, { ana: 'uma senha longa', [user]: password });

  await expect(openUserDirectory(config)).rejects.toThrow(`has the development user "${user}"`);
});

test('production refuses an empty file and one that is not there', async () => {
  await expect(openUserDirectory(await files('empty', {}))).rejects.toThrow('has no user');
  const missing = { usersPath: join(folder, 'missing'), groupsPath: null, production: true, log };
  await expect(openUserDirectory(missing)).rejects.toThrow('cannot be read (ENOENT)');
});

test('a changed file is followed, also when it is replaced by a rename; a broken one changes nothing', async () => {
  const config = await files('followed', { ana: 'uma senha longa' });
  await using directory = await openUserDirectory(config);
  const logsIn = async (password: string) =>
    (await directory.authenticate({ user: 'ana', password })) !== null;
  expect(await logsIn('uma senha longa')).toBe(true);

  await writeFile(config.usersPath, 'ana:broken');
  const other = await files('other', { ana: 'outra senha longa' });
  await rename(other.usersPath, `${config.usersPath}.new`);
  expect(await logsIn('uma senha longa')).toBe(true);
  await rename(`${config.usersPath}.new`, config.usersPath);

  await vi.waitFor(async () => expect(await logsIn('outra senha longa')).toBe(true), { timeout: 5_000 });
  expect(await logsIn('uma senha longa')).toBe(false);
});
