import { spawn } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { redisPrograms, startRedis } from '../../tests/support/servers/redis-server.ts';
import { readUsersCliConfig } from '../auth/user-files/config.ts';
import { runUsersCommand } from './users-command.ts';

const isRoot = process.geteuid?.() === 0;
if (!isRoot) console.log('skipped: running the command as another user needs root');

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'users-cli-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** Which users file it keeps. */
function environment(): Record<string, string> {
  return { USERS_PATH: join(folder, 'users'), IDENTITY_SECRET: 's'.repeat(32) };
}

interface Outcome {
  code: number | null;
  out: string;
  err: string;
}

/** What came of the users command, in this process. */
async function users(args: string[], input = '', env: Record<string, string> = {}): Promise<Outcome> {
  const said = { out: '', err: '' };
  const config = readUsersCliConfig({ ...environment(), ...env });
  const code = await runUsersCommand(args, config, {
    print: (line) => {
      said.out += `${line}\n`;
    },
    warn: (line) => {
      said.err += `${line}\n`;
    },
    askPassword: async () => input.trimEnd(),
  });
  return { code, ...said };
}

/** What came of it as a process of its own, of some user of the system. */
function usersProcess(
  args: string[],
  { input = '', env = {}, uid }: { input?: string; env?: Record<string, string>; uid?: number } = {},
): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['dev/run.mjs', 'router/users-cli.ts', ...args], {
      env: { ...process.env, ...environment(), ...env },
      ...(uid === undefined ? {} : { uid, gid: uid }),
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
  expect(
    await usersProcess(['add', 'ana', '--group', 'leitura', 'escrita'], { input: 'uma senha longa\n' }),
  ).toEqual({
    code: 0,
    out: 'added ana: leitura, escrita (scopes: query, mutation, dados-pessoais)\n',
    err: '',
  });
  const before = await readFile(join(folder, 'users'), 'utf8');
  expect(before).toMatch(/^ana:\$2b\$12\$\S+\n$/);
  expect((await stat(join(folder, 'users'))).mode & 0o777).toBe(0o600);

  const { out } = await users(['list']);
  expect(out).toMatch(
    /^ana\tgroups: leitura, escrita\tscopes: query, mutation, dados-pessoais\tbcrypt\tin the access log: [0-9a-f]{12}\n$/,
  );

  expect((await users(['passwd', 'ana'], 'outra senha longa\n')).code).toBe(0);
  expect(await readFile(join(folder, 'users'), 'utf8')).not.toBe(before);

  expect(await users(['remove', 'ana'])).toEqual({ code: 0, out: 'removed ana\n', err: '' });
  expect(await readFile(join(folder, 'groups.yaml'), 'utf8')).not.toContain('ana');
}, 120_000);

test('what cannot be done says why and exits with 1', async () => {
  expect(await users(['remove', 'caio'])).toEqual({
    code: 1,
    out: '',
    err: 'There is no user caio; `list` shows who there is.\n',
  });
  expect(await users(['add', 'caio'])).toMatchObject({ code: 1, err: expect.stringContaining('--group') });
}, 120_000);

test.skipIf(!isRoot)(
  'a file that another user cannot read or replace says whose it is and what to run',
  async () => {
    const path = join(folder, 'private/users');
    await users(['add', 'ana', '--group', 'leitura'], 'uma senha longa\n', { USERS_PATH: path });
    await chmod(folder, 0o755);
    const nobody = (args: string[]) =>
      usersProcess(args, { input: 'uma senha longa\n', env: { USERS_PATH: path }, uid: 65_534 });

    expect((await nobody(['list'])).err).toContain(
      `${path} cannot be read (EACCES): ${path} belongs to 0:0 with mode 600, and this process runs as 65534:65534. Give it to this user: \`chown 65534:65534 ${path}\` as root`,
    );
    await chmod(path, 0o644);
    await chmod(join(folder, 'private/groups.yaml'), 0o644);
    expect((await nobody(['remove', 'ana'])).err).toContain(
      `${path} cannot be replaced (EACCES): ${join(folder, 'private')} belongs to 0:0 with mode 755, and this process runs as 65534:65534. Give it to this user: \`chown 65534:65534 ${join(folder, 'private')}\` as root`,
    );
    await chmod(join(folder, 'private'), 0o777);
    expect((await nobody(['remove', 'ana'])).err).toContain('Only root and its owner can replace it');
    await chmod(join(folder, 'private'), 0o700);
    expect((await nobody(['list'])).err).toContain(`chmod o+x ${join(folder, 'private')}\``);
  },
  120_000,
);

test('who is to be revoked is told to the routers through Redis, and listed; without it the command says what to do', async ({
  skip,
}) => {
  expect(await users(['revoke', 'bia'])).toMatchObject({
    code: 1,
    err: expect.stringMatching(/^REDIS_URL is not set: .*`remove`/),
  });
  const programs = await redisPrograms();
  if (typeof programs === 'string') return skip(`Redis cannot be had: ${programs}`);
  await using redis = await startRedis(programs);
  const env = { REDIS_URL: redis.url };
  await users(['add', 'bia', '--group', 'leitura'], 'uma senha longa\n');

  expect(await users(['revoke', 'bia', '--days', '7'], '', env)).toEqual({
    code: 0,
    out: 'revoked bia for 7 days; `remove bia` takes the user out for good\n',
    err: '',
  });
  expect((await users(['list'], '', env)).out).toMatch(/^bia\t.*\trevoked$/m);
  const elsewhere = { ...env, USERS_PATH: join(folder, 'elsewhere', 'users') };
  expect(await users(['revoke', 'bea'], '', elsewhere)).toMatchObject({
    code: 0,
    err: expect.stringContaining('no user bea'),
  });
  expect((await users(['restore', 'bia'], '', env)).out).toBe('restored bia\n');
  await redis.crash();
  expect(await users(['revoke', 'bia'], '', env)).toMatchObject({
    code: 1,
    err: expect.stringContaining('Redis does not answer: ECONNREFUSED'),
  });
}, 90_000);
