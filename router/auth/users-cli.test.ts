import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'users-cli-'));
});
afterAll(() => rm(folder, { recursive: true }));

function users(args: string[], input = ''): Promise<{ code: number | null; out: string; err: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--import', 'tsx', 'router/users-cli.ts', ...args], {
      env: { ...process.env, USERS_PATH: join(folder, 'users'), IDENTITY_SECRET: 's'.repeat(32) },
    });
    let out = '';
    let err = '';
    child.stdout.on('data', (chunk) => {
      out += chunk;
    });
    child.stderr.on('data', (chunk) => {
      err += chunk;
    });
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, out, err }));
    child.stdin.end(input);
  });
}

test('a user is added, listed, given another password and removed', async () => {
  expect(await users(['add', 'ana', '--group', 'leitura', 'escrita'], 'uma senha longa\n')).toEqual({
    code: 0,
    out: 'added ana: leitura, escrita (scopes: query, mutation)\n',
    err: '',
  });
  const before = await readFile(join(folder, 'users'), 'utf8');
  expect(before).toMatch(/^ana:\$2b\$12\$\S+\n$/);
  expect((await stat(join(folder, 'users'))).mode & 0o777).toBe(0o600);

  const { out } = await users(['list']);
  expect(out).toMatch(
    /^ana\tgroups: leitura, escrita\tscopes: query, mutation\tbcrypt\tin the access log: [0-9a-f]{12}\n$/,
  );

  expect((await users(['passwd', 'ana'], 'outra senha longa\n')).code).toBe(0);
  expect(await readFile(join(folder, 'users'), 'utf8')).not.toBe(before);

  expect(await users(['remove', 'ana'])).toEqual({ code: 0, out: 'removed ana\n', err: '' });
  expect(await readFile(join(folder, 'groups.yaml'), 'utf8')).not.toContain('ana');
});

test('what cannot be done says why and changes nothing', async () => {
  await users(['add', 'bia', '--group', 'leitura'], 'uma senha longa\n');
  const before = await readFile(join(folder, 'users'), 'utf8');
  const fails = async (args: string[], input?: string) => {
    const { code, err } = await users(args, input);
    expect(code).not.toBe(0);
    return err.trim();
  };

  expect(await fails(['add', 'bia', '--group', 'leitura'], 'x')).toContain('There is a user bia already');
  expect(await fails(['add', 'caio', '--group', 'chefes'], 'x')).toContain(
    'groups: leitura, escrita, administracao',
  );
  expect(await fails(['add', 'caio', '--group', 'leitura'], 'curta')).toBe(
    'A password has at least 12 characters.',
  );
  expect(await fails(['add', 'a:b', '--group', 'leitura'], 'uma senha longa')).toContain('A user name has');
  expect(await fails(['remove', 'caio'])).toContain('There is no user caio');
  expect(await fails(['add', 'caio'])).toContain('--group');
  await writeFile(join(folder, 'users.lock'), '');
  expect(await fails(['remove', 'bia'])).toContain('Somebody else is editing');
  expect(await readFile(join(folder, 'users'), 'utf8')).toBe(before);
});
