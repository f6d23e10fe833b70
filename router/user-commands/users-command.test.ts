import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runScript } from '../../tests/support/commands/run-script.ts';
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

/** What came of it as a process of its own. */
async function usersProcess(args: string[], input: string): Promise<Outcome> {
  const child = spawn(process.execPath, ['dev/run.mjs', 'router/users-cli.ts', ...args], {
    env: { ...process.env, ...environment() },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  child.stdin.end(input);
  const [[code], out, err] = await Promise.all([
    once(child, 'close'),
    text(child.stdout),
    text(child.stderr),
  ]);
  return { code, out, err };
}

/** What goes wrong with each of these files, by its path, for a user of the system who may do nothing. */
async function asNobody(
  commands: readonly (readonly [path: string, ...args: string[]])[],
): Promise<string[]> {
  const { ended, output, errors } = runScript(`
    import { readUsersCliConfig } from './router/auth/user-files/config.ts';
    import { runUsersCommand } from './router/user-commands/users-command.ts';
    process.setgid(65_534);
    process.setuid(65_534);
    const problems = [];
    for (const [path, ...args] of ${JSON.stringify(commands)}) {
      let problem = '';
      await runUsersCommand(args, readUsersCliConfig({ USERS_PATH: path, IDENTITY_SECRET: 's'.repeat(32) }), {
        print: () => {},
        warn: (line) => { problem += line; },
        askPassword: async () => 'uma senha longa',
      });
      problems.push(problem);
    }
    console.log(JSON.stringify(problems));`);
  expect([await ended, errors()]).toEqual([0, '']);
  return JSON.parse(output());
}

test('a user is added, listed, given another password and removed', async () => {
  expect(await usersProcess(['add', 'ana', '--group', 'leitura', 'escrita'], 'uma senha longa\n')).toEqual({
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
    await chmod(folder, 0o755);
    /** A file of root in a folder, each with a mode. */
    const made = async (name: string, ofFile: number, ofFolder: number) => {
      const path = join(folder, name, 'users');
      await users(['add', 'ana', '--group', 'leitura'], 'uma senha longa\n', { USERS_PATH: path });
      for (const file of [path, join(folder, name, 'groups.yaml')]) await chmod(file, ofFile);
      await chmod(join(folder, name), ofFolder);
      return path;
    };
    const secret = await made('secret', 0o600, 0o755);
    const kept = await made('kept', 0o644, 0o755);
    const shared = await made('shared', 0o644, 0o777);
    const closed = await made('closed', 0o644, 0o700);

    expect(
      await asNobody([
        [secret, 'list'],
        [kept, 'remove', 'ana'],
        [shared, 'remove', 'ana'],
        [closed, 'list'],
      ]),
    ).toEqual([
      expect.stringContaining(
        `${secret} cannot be read (EACCES): ${secret} belongs to 0:0 with mode 600, and this process runs as 65534:65534. Give it to this user: \`chown 65534:65534 ${secret}\` as root`,
      ),
      expect.stringContaining(
        `${kept} cannot be replaced (EACCES): ${join(folder, 'kept')} belongs to 0:0 with mode 755, and this process runs as 65534:65534. Give it to this user: \`chown 65534:65534 ${join(folder, 'kept')}`,
      ),
      expect.stringContaining('Only root and its owner can replace it'),
      expect.stringContaining(`chmod o+x ${join(folder, 'closed')}\``),
    ]);
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
