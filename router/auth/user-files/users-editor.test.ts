import {
  chmod,
  chown,
  lstat,
  mkdir,
  mkdtemp,
  readFile,
  rm,
  stat,
  symlink,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { MIN_BCRYPT_COST } from '../hashes/bcrypt-hash.ts';
import { verifyPassword } from '../hashes/hash-kinds.ts';
import type { UsersCliConfig } from './config.ts';
import { parseGroups } from './groups-file.ts';
import { addUser, changePassword, listUsers, removeUser, retirePassword } from './users-editor.ts';
import { readHtpasswd } from './users-file.ts';

const isRoot = process.geteuid?.() === 0;
if (!isRoot) console.log('skipped: the tests that give files to other users need root');
const OTHER_USER = 1_000;
const HASH = `$2b$12$${'a'.repeat(53)}`;

let folder: string;
let config: UsersCliConfig;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'users-editor-'));
  config = {
    usersPath: join(folder, 'users.htpasswd'),
    groupsPath: join(folder, 'groups.yaml'),
    identitySecret: null,
    // Most of a test's time goes into hashes otherwise.
    hashCost: MIN_BCRYPT_COST,
  };
});
afterEach(() => rm(folder, { recursive: true }));

const password = async () => 'uma senha longa';
const usersText = () => readFile(config.usersPath, 'utf8');
const groupsText = () => readFile(config.groupsPath, 'utf8');

test('an edit leaves every other line, and a groups file that does not change, as they are', async () => {
  await writeFile(config.usersPath, `# equipe\nana:${HASH}:vendas\nbia:$apr1$x$y\n`);
  await writeFile(config.groupsPath, '# meu\nleitura: { scopes: [query], users: [ana] }\n');

  await changePassword({ ...config, hashCost: undefined }, 'ana', password);
  expect(await usersText()).toMatch(/^# equipe\nana:\$2b\$12\$\S+:vendas\nbia:\$apr1\$x\$y\n$/);
  expect(await groupsText()).toContain('# meu');

  await changePassword(config, 'bia', password);
  expect((await readHtpasswd(config.usersPath)).hashes.size).toBe(2);
  await removeUser(config, 'bia');
  expect(await usersText()).toMatch(/^# equipe\nana:\S+\n$/);
});

test('an edit of a group keeps the comments, the order and the other groups of its file', async () => {
  await writeFile(
    config.groupsPath,
    [
      '# Quem pode o quê; ver a página do time.',
      'escrita: # só com chamado',
      '  scopes: [query, mutation]',
      '  users:',
      '    - bia # chefe',
      '    - ana',
      '',
      '# Todos os outros.',
      'leitura: { scopes: [query], users: [007, null] } # revisado',
      'vazio: { scopes: query }',
      '',
    ].join('\n'),
  );
  // The library spaces lists anew.
  const squeezed = (text: string) => text.replace(/\s+/g, ' ').replace(/\[ ?(.*?) ?\]/g, '[$1]');
  const before = await groupsText();

  await addUser(config, 'caio', ['escrita', 'vazio'], password);
  expect(squeezed(await groupsText())).toBe(
    squeezed(
      before.replace('- ana', '- ana\n- caio').replace('scopes: query }', 'scopes: query, users: [caio] }'),
    ),
  );
  await removeUser(config, 'caio');
  expect(squeezed(await groupsText())).toBe(
    squeezed(before.replace('scopes: query }', 'scopes: query, users: [] }')),
  );
});

test('a groups file in which two groups share one list is not edited, because both would change', async () => {
  const groups =
    'leitura: { scopes: [query], users: &todos [ana] }\nescrita: { scopes: [mutation], users: *todos }\n';
  await writeFile(config.groupsPath, groups);

  await expect(addUser(config, 'bia', ['leitura'], password)).rejects.toThrow('by hand');
  expect(await groupsText()).toBe(groups);
  await expect(readFile(config.usersPath)).rejects.toThrow('ENOENT');
});

test('whoever is added has the groups that were asked for and no others', async () => {
  await writeFile(
    config.groupsPath,
    'leitura: { scopes: [query] }\nchefes: { scopes: [mutation], users: [ana] }\n',
  );

  expect(await addUser(config, 'ana', ['leitura'], password)).toMatchObject({
    groups: ['leitura'],
    scopes: ['query'],
  });
});

test('a group stays held to trusted documents when its users change', async () => {
  await writeFile(config.groupsPath, 'leitura: { scopes: [query], trustedDocuments: only }\nlivre: {}\n');

  await addUser(config, 'ana', ['leitura'], password);
  await addUser(config, 'bia', ['leitura'], password);
  await removeUser(config, 'ana');
  expect(parseGroups(await groupsText(), 'groups')).toEqual(
    new Map([
      ['leitura', { scopes: ['query'], users: ['bia'], trustedDocuments: 'only' }],
      ['livre', { scopes: [], users: [] }],
    ]),
  );
});

test('a name may be whatever Basic credentials can carry, and is read back from the file', async () => {
  const names = ['ana maria', 'a\\b', '"bia"', 'joão', '007', '日本'];
  for (const name of names) await addUser(config, name, ['leitura'], password);

  expect([...(await readHtpasswd(config.usersPath)).hashes.keys()]).toEqual(names);
  expect(await listUsers(config)).toMatchObject({ users: { length: 6 }, problems: [] });
});

test.each([
  ['a:b', 'uma senha longa', 'the name has a colon'],
  ['#a', 'uma senha longa', 'a name does not start with #'],
  ['caio', 'curta', 'A password has at least 12 characters.'],
  ['caio', 'ç'.repeat(37), 'A password has at most 72 bytes; bcrypt would ignore the rest.'],
  ['caio', 'uma\tsenha longa', 'A password has no tabs'],
  ['ana', 'uma senha longa', 'There is a user ana already'],
  ['davi', 'uma senha longa', 'There is a user davi already'],
])('adding %s with the password %s changes nothing and says why', async (name, given, message) => {
  await writeFile(config.usersPath, `ana:${HASH}\ndavi:{SHA}x\n`);

  await expect(addUser(config, name, ['leitura'], async () => given)).rejects.toThrow(message);
  await expect(addUser(config, 'eva', ['chefes'], password)).rejects.toThrow(
    'There is no group chefes; groups: leitura, atendimento, escrita, administracao.',
  );
  expect(await usersText()).toBe(`ana:${HASH}\ndavi:{SHA}x\n`);
  await expect(stat(config.groupsPath)).rejects.toThrow('ENOENT');
});

test('editors wait for each other, and one that was killed holds up nobody for long', async () => {
  await Promise.all(['ana', 'bia', 'caio'].map((name) => addUser(config, name, ['leitura'], password)));
  expect([...(await readHtpasswd(config.usersPath)).hashes.keys()].sort()).toEqual(['ana', 'bia', 'caio']);

  // A file, as a release of before left one.
  await writeFile(`${config.usersPath}.lock`, '');
  await utimes(`${config.usersPath}.lock`, 0, 0);
  await removeUser(config, 'ana');
  expect((await readHtpasswd(config.usersPath)).hashes.size).toBe(2);
  await expect(lstat(`${config.usersPath}.lock`)).rejects.toThrow('ENOENT');
});

test('a file of another encoding is not edited, because it would be spoilt', async () => {
  await writeFile(config.usersPath, Buffer.from(`# joão\nana:${HASH}\n`, 'latin1'));

  await expect(changePassword(config, 'ana', password)).rejects.toThrow('is not in UTF-8');
});

test('a link to the users file stays one', async () => {
  await mkdir(join(folder, 'real'));
  await writeFile(join(folder, 'real/users'), '');
  await symlink('real/users', config.usersPath);

  await addUser(config, 'ana', ['leitura'], password);

  expect((await lstat(config.usersPath)).isSymbolicLink()).toBe(true);
  expect((await readHtpasswd(join(folder, 'real/users'))).hashes.has('ana')).toBe(true);
});

test('a new file is for its owner alone, and a file keeps its mode', async () => {
  await addUser(config, 'ana', ['leitura'], password);
  expect((await stat(config.usersPath)).mode & 0o777).toBe(0o600);

  await chmod(config.usersPath, 0o640);
  await chmod(config.groupsPath, 0o644);
  await addUser(config, 'bia', ['leitura'], password);
  expect((await stat(config.usersPath)).mode & 0o777).toBe(0o640);
  expect((await stat(config.groupsPath)).mode & 0o777).toBe(0o644);
});

test.skipIf(!isRoot)(
  'what root makes belongs to the folder’s owner, and what it changes to whom it did',
  async () => {
    const deeper = {
      ...config,
      usersPath: join(folder, 'a/b/users'),
      groupsPath: join(folder, 'a/b/groups'),
    };
    await chown(folder, OTHER_USER, OTHER_USER);
    await addUser(deeper, 'ana', ['leitura'], password);
    for (const path of [join(folder, 'a'), join(folder, 'a/b'), deeper.usersPath, deeper.groupsPath]) {
      expect(await stat(path)).toMatchObject({ uid: OTHER_USER, gid: OTHER_USER });
    }

    await chown(deeper.usersPath, OTHER_USER + 1, OTHER_USER + 2);
    await changePassword(deeper, 'ana', password);
    expect(await stat(deeper.usersPath)).toMatchObject({ uid: OTHER_USER + 1, gid: OTHER_USER + 2 });
  },
);

test('a new password can be valid beside the one before, until that is retired', async () => {
  const hashes = async () => (await readHtpasswd(config.usersPath)).hashes.get('ana') ?? [];
  await addUser(config, 'ana', ['leitura'], password);
  await expect(retirePassword(config, 'ana')).rejects.toThrow('ana has no former password');
  const [first = ''] = await hashes();

  await changePassword(config, 'ana', async () => 'outra senha longa', { keepFormer: true });
  expect(await hashes()).toEqual([expect.stringMatching(/^\$2b\$10\$/), first]);
  expect(await verifyPassword('outra senha longa', (await hashes())[0] ?? '')).toBe(true);
  expect((await listUsers(config)).users).toEqual([
    expect.stringContaining('\tbcrypt, and a former password: bcrypt'),
  ]);
  await expect(changePassword(config, 'ana', password, { keepFormer: true })).rejects.toThrow(
    'ana has a former password already; `retire ana` takes it away',
  );

  const [second = ''] = await hashes();
  await retirePassword(config, 'ana');
  expect(await hashes()).toEqual([second]);

  await changePassword(config, 'ana', password, { keepFormer: true });
  await changePassword(config, 'ana', password);
  expect(await hashes()).toHaveLength(1);
});

test('a former password that cannot be used is retired as well, and one that is none cannot be kept', async () => {
  await writeFile(config.usersPath, `ana:${HASH}:former=$apr1$x$y:vendas\nbia:$apr1$x$y\n`);

  await retirePassword(config, 'ana');
  await expect(changePassword(config, 'bia', password, { keepFormer: true })).rejects.toThrow(
    'bia has no password that can be kept',
  );
  await expect(retirePassword(config, 'caio')).rejects.toThrow('There is no user caio');
  expect(await usersText()).toBe(`ana:${HASH}:vendas\nbia:$apr1$x$y\n`);
});

test('a line that has no former password has none to be retired, however it is spaced', async () => {
  const text = `ana: ${HASH}\n`;
  await writeFile(config.usersPath, text);

  await expect(retirePassword(config, 'ana')).rejects.toThrow('has no former password');
  expect(await usersText()).toBe(text);
});

test('a link to a file that is not there is refused and stays one', async () => {
  await symlink(join(folder, 'gone', 'users'), config.usersPath);

  await expect(addUser(config, 'ana', ['leitura'], password)).rejects.toThrow(
    'link to a file that is not there',
  );
  expect((await lstat(config.usersPath)).isSymbolicLink()).toBe(true);
});
