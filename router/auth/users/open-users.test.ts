import { appendFile, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { createLog } from '../../../platform/process/logging/logging.ts';
import { hashPassword, MIN_BCRYPT_COST } from '../hashes/bcrypt-hash.ts';
import { openUserDirectory } from './open-users.ts';

const log = createLog('test', 'silent');
const common = { identitySecret: 's'.repeat(32), log };
const logInto = (lines: string[]) => pino({ level: 'warn' }, { write: (line) => lines.push(line) });
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'users-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** Of each password one: most of the time of a test here is hashing. */
const hashes = new Map<string, Promise<string>>();

function hashOf(password: string): Promise<string> {
  const known = hashes.get(password) ?? hashPassword(password, MIN_BCRYPT_COST);
  hashes.set(password, known);
  return known;
}

async function files(
  name: string,
  users: Record<string, string>,
  groups = 'leitura: { scopes: [query], users: [ana] }',
) {
  const usersPath = join(folder, name);
  const groupsPath = `${usersPath}.yaml`;
  const lines = await Promise.all(
    Object.entries(users).map(async ([user, password]) => `${user}:${await hashOf(password)}`),
  );
  await writeFile(usersPath, lines.join('\n'));
  await writeFile(groupsPath, groups);
  return { ...common, usersPath, groupsPath, forDevelopment: false };
}

test('without a file the development users are there, and production refuses to do without', async () => {
  const config = { ...common, usersPath: null, groupsPath: null };
  await using directory = await openUserDirectory({ ...config, forDevelopment: true });

  expect(await directory.authenticate({ user: 'leitor', password: 'leitor' })).toEqual({
    user: 'leitor',
    scopes: ['query'],
  });
  await expect(openUserDirectory({ ...config, forDevelopment: false })).rejects.toThrow(
    'USERS_PATH is not set',
  );
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
  const missing = { ...common, usersPath: join(folder, 'missing'), groupsPath: null, forDevelopment: false };
  await expect(openUserDirectory(missing)).rejects.toThrow('cannot be read (ENOENT)');
});

test('a file that cannot be used keeps nobody from being told about the other', async () => {
  const usersPath = join(folder, 'no-users');
  const groupsPath = join(folder, 'broken-groups');
  await writeFile(groupsPath, 'a: [');

  await expect(
    openUserDirectory({ ...common, usersPath, groupsPath, forDevelopment: false }),
  ).rejects.toThrow(/no-users cannot be read \(ENOENT\)[\s\S]*broken-groups is not YAML/);
});

test('a line that cannot be used, and a name in a group that is nobody, are logged and cost nothing else', async () => {
  const config = await files(
    'partly',
    { ana: 'uma senha longa' },
    'leitura: { scopes: [query], users: [ana, bia] }',
  );
  await appendFile(config.usersPath, '\ncaio:{SHA}EfatjsUqKYSrqv18O1FlA3hcIHI=\n');
  const lines: string[] = [];
  await using directory = await openUserDirectory({ ...config, log: logInto(lines) });

  expect(await directory.authenticate({ user: 'ana', password: 'uma senha longa' })).not.toBeNull();
  expect(lines.map((line) => JSON.parse(line))).toEqual([
    expect.objectContaining({
      file: config.usersPath,
      line: 2,
      reason: 'the hash is SHA-1 or SHA-2 (LDAP); only bcrypt, argon2id and scrypt are accepted',
    }),
    expect.objectContaining({ file: config.groupsPath, group: 'leitura', place: 2 }),
  ]);
  expect(lines.join()).not.toMatch(/bia|caio|Efatjs/);
});

/** Puts the users behind a function that says who of them, or of others, can log in with the password that all have here. */
async function followed(name: string, users: string[]) {
  const config = await files(
    name,
    Object.fromEntries(users.map((user) => [user, user === 'leitor' ? 'leitor' : 'uma senha longa'])),
    `leitura: { scopes: [query], users: [${users}] }`,
  );
  const lines: string[] = [];
  const directory = await openUserDirectory({ ...config, retryMs: 50, log: logInto(lines) });
  const who = async (...others: string[]) => {
    const identities = await Promise.all(
      [...users, ...others].map((user) =>
        directory.authenticate({ user, password: user === 'leitor' ? user : 'uma senha longa' }),
      ),
    );
    return identities.flatMap((identity) => (identity ? [`${identity.user}:${identity.scopes}`] : []));
  };
  return { ...config, directory, who, log: () => lines.join('') };
}

const soon = (check: () => Promise<void> | void) => vi.waitFor(check, { timeout: 10_000, interval: 50 });

test.each([
  ['emptied', (path: string) => writeFile(path, '')],
  ['removed', (path: string) => rm(path)],
])(
  'when the users file is %s, everybody is out, and a file with users lets them in again',
  async (what, end) => {
    const users = await followed(`gone-${what}`, ['ana', 'bia']);
    await using _directory = users.directory;
    const text = await readFile(users.usersPath);
    expect(await users.who()).toEqual(['ana:query', 'bia:query']);

    await end(users.usersPath);
    await soon(() => expect(users.directory.state.users).toBe(0));
    expect(await users.who()).toEqual([]);
    expect(users.log()).toContain('nobody can log in');

    await writeFile(users.usersPath, text);
    await soon(() => expect(users.directory.state.users).toBe(2));
    expect(await users.who()).toEqual(['ana:query', 'bia:query']);
  },
);

test('when the groups file is removed, users are nobody’s members', async () => {
  const users = await followed('no-groups', ['ana']);
  await using _directory = users.directory;

  await rm(users.groupsPath);
  await soon(async () => expect(await users.who()).toEqual(['ana:']));
});

test('a file that cannot be read stays as it was, is tried again, and does not keep the other from counting', async () => {
  const users = await followed('unreadable', ['ana', 'bia']);
  await using _directory = users.directory;
  const groups = await readFile(users.groupsPath);

  await writeFile(users.groupsPath, 'a: [');
  await soon(async () => expect(users.log()).toContain('is not YAML'));
  expect(await users.who()).toEqual(['ana:query', 'bia:query']);

  const text = await readFile(users.usersPath, 'utf8');
  await writeFile(users.usersPath, text.replace(/^bia.*$/m, ''));
  await soon(() => expect(users.directory.state.users).toBe(1));
  expect(await users.who()).toEqual(['ana:query']);

  await rm(users.usersPath);
  await mkdir(users.usersPath);
  await soon(async () => expect(users.log()).toContain('is no file'));
  const told = users.log().length;
  await soon(async () => expect(users.log().slice(told)).toContain('is no file'));
  await writeFile(users.groupsPath, groups);
});

test('production leaves out a development user who gets into the file later', async () => {
  const users = await followed('later', ['ana']);
  await using _directory = users.directory;
  const other = await files('later-other', { leitor: 'leitor' });

  await appendFile(users.usersPath, `\n${await readFile(other.usersPath, 'utf8')}`);

  await soon(async () => expect(users.log()).toContain('a development user with its known password'));
  expect(await users.who('leitor')).toEqual(['ana:query']);
});

test('a damaged hash of a development user is left out as any bad line, and does not end the router', async () => {
  const users = await followed('damaged', ['ana']);
  await using _directory = users.directory;
  const damaged =
    'admin:$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPP';

  await appendFile(users.usersPath, `\n${damaged}\n`);

  await soon(async () => expect(users.log()).toContain('damaged'));
  await using started = await openUserDirectory({ ...users, log });
  expect(started.state).toEqual({ users: 1, linesLeftOut: 1, filesNotRead: 0 });
  expect(await started.authenticate({ user: 'admin', password: 'admin' })).toBeNull();
});

test('a change that fails is told, leaves the users as they were and is tried again; later ones count', async () => {
  const config = await files('failing', { ana: 'uma senha longa', bia: 'uma senha longa' });
  const lines: string[] = [];
  let failures = 2;
  const failing = pino(
    { level: 'info' },
    {
      write(line) {
        if (line.includes('users reloaded') && failures > 0) {
          failures -= 1;
          throw new Error('no room on the disk');
        }
        lines.push(line);
      },
    },
  );
  await using directory = await openUserDirectory({ ...config, retryMs: 50, log: failing });
  const text = await readFile(config.usersPath, 'utf8');

  await writeFile(config.usersPath, text.replace(/^bia.*$/m, ''));
  await soon(async () => expect(lines.join('')).toContain('no room on the disk'));
  await soon(async () => expect(lines.join('')).toContain('users reloaded'));
  expect(await directory.authenticate({ user: 'bia', password: 'uma senha longa' })).toBeNull();

  await writeFile(config.usersPath, text);
  await soon(async () => expect(directory.state.users).toBe(2));
});

test('a changed file is followed, also when it is replaced by a rename', async () => {
  const config = await files('followed', { ana: 'uma senha longa' });
  await using directory = await openUserDirectory(config);
  const logsIn = async (password: string) =>
    (await directory.authenticate({ user: 'ana', password })) !== null;
  expect(await logsIn('uma senha longa')).toBe(true);

  const other = await files('other', { ana: 'outra senha longa' });
  await rename(other.usersPath, config.usersPath);

  await vi.waitFor(async () => expect(await logsIn('outra senha longa')).toBe(true), { timeout: 5_000 });
  expect(await logsIn('uma senha longa')).toBe(false);
});
