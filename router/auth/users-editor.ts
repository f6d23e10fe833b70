import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { stringify } from 'yaml';
import type { UsersCliConfig } from './config.ts';
import { hashKind, hashPassword, MAX_BCRYPT_BYTES } from './password-hash.ts';
import { userRef } from './user-ref.ts';
import {
  DEFAULT_GROUPS,
  type Group,
  isUserName,
  parseGroups,
  parseHtpasswd,
  readUsers,
  type User,
  UsersFileError,
} from './users-file.ts';

const MIN_PASSWORD_LENGTH = 12;

interface Files {
  hashes: Map<string, string>;
  groups: Map<string, Group>;
}

/** Adds a user to the files, which are made when they are not there. Throws UsersFileError and then changes nothing. */
export async function addUser(
  config: UsersCliConfig,
  name: string,
  groups: readonly string[],
  password: () => Promise<string>,
): Promise<User> {
  if (!isUserName(name)) {
    throw new UsersFileError('A user name has letters, digits and . _ @ + - only, at most 128 of them.');
  }
  await change(config, async (files) => {
    if (files.hashes.has(name))
      throw new UsersFileError(`There is a user ${name} already; \`passwd\` changes the password.`);
    const unknown = groups.filter((group) => !files.groups.has(group));
    if (unknown.length > 0) {
      throw new UsersFileError(
        `There is no group ${unknown.join(', ')}; groups: ${[...files.groups.keys()].join(', ')}.`,
      );
    }
    files.hashes.set(name, await hashOf(await password()));
    for (const group of groups) {
      const { scopes, users } = files.groups.get(group) ?? { scopes: [], users: [] };
      files.groups.set(group, { scopes, users: [...users, name] });
    }
  });
  const user = (await readUsers(config.usersPath, config.groupsPath)).get(name);
  if (!user) throw new UsersFileError(`${name} was removed again by somebody else.`);
  return user;
}

/** Gives a user another password. Throws UsersFileError when there is no such user. */
export async function changePassword(
  config: UsersCliConfig,
  name: string,
  password: () => Promise<string>,
): Promise<void> {
  await change(config, async ({ hashes }) => {
    requireUser(hashes, name);
    hashes.set(name, await hashOf(await password()));
  });
}

/** Removes a user from both files. Throws UsersFileError when there is no such user. */
export async function removeUser(config: UsersCliConfig, name: string): Promise<void> {
  await change(config, ({ hashes, groups }) => {
    requireUser(hashes, name);
    hashes.delete(name);
    for (const [group, { scopes, users }] of groups) {
      groups.set(group, { scopes, users: users.filter((user) => user !== name) });
    }
    return Promise.resolve();
  });
}

/** A line for each user; never a hash. */
export async function listUsers({
  usersPath,
  groupsPath,
  identitySecret,
}: UsersCliConfig): Promise<string[]> {
  const users = await readUsers(usersPath, groupsPath);
  return [...users.values()].map(({ name, groups, scopes, hash }) =>
    [
      name,
      `groups: ${groups.join(', ') || 'none'}`,
      `scopes: ${scopes.join(', ') || 'none'}`,
      hashKind(hash),
      ...(identitySecret === null ? [] : [`in the access log: ${userRef(identitySecret, name)}`]),
    ].join('\t'),
  );
}

function requireUser(hashes: ReadonlyMap<string, string>, name: string): void {
  if (!hashes.has(name)) throw new UsersFileError(`There is no user ${name}; \`list\` shows who there is.`);
}

async function hashOf(given: string): Promise<string> {
  const password = given.normalize('NFC'); // As it is compared, see basic-credentials.ts.
  if (password.length < MIN_PASSWORD_LENGTH) {
    throw new UsersFileError(`A password has at least ${MIN_PASSWORD_LENGTH} characters.`);
  }
  if (Buffer.byteLength(password) > MAX_BCRYPT_BYTES) {
    throw new UsersFileError(
      `A password has at most ${MAX_BCRYPT_BYTES} bytes; bcrypt would ignore the rest.`,
    );
  }
  return await hashPassword(password);
}

/** One editor at a time: the lock file is made exclusively, and both files are replaced whole. */
async function change(config: UsersCliConfig, edit: (files: Files) => Promise<void>): Promise<void> {
  await mkdir(dirname(config.usersPath), { recursive: true });
  const lock = `${config.usersPath}.lock`;
  const handle = await open(lock, 'wx').catch(() => {
    throw new UsersFileError(`Somebody else is editing the users; if nobody is, delete ${lock}.`);
  });
  try {
    const files = await readFiles(config);
    await edit(files);
    const groups = Object.fromEntries(
      [...files.groups].map(([name, { scopes, users }]) => [
        name,
        { scopes: [...scopes], users: [...users] },
      ]),
    );
    // The group first: for a moment a new user is nobody, and never somebody without the right groups.
    await replaceFile(config.groupsPath, `# Scopes of each group and who is in it.\n${stringify(groups)}`);
    await replaceFile(
      config.usersPath,
      [...files.hashes].map(([name, hash]) => `${name}:${hash}\n`).join(''),
    );
  } finally {
    await handle.close();
    await rm(lock, { force: true });
  }
}

async function readFiles({ usersPath, groupsPath }: UsersCliConfig): Promise<Files> {
  const hashes = parseHtpasswd(await textOf(usersPath, ''), usersPath);
  const groups = parseGroups(await textOf(groupsPath, defaultGroups()), groupsPath);
  return { hashes, groups };
}

function defaultGroups(): string {
  return stringify(
    Object.fromEntries(Object.entries(DEFAULT_GROUPS).map(([name, scopes]) => [name, { scopes, users: [] }])),
  );
}

async function textOf(path: string, absent: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return absent;
    throw new UsersFileError(`${path} cannot be read.`);
  }
}

async function replaceFile(path: string, text: string): Promise<void> {
  const temporary = `${path}.new`;
  const file = await open(temporary, 'w', 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(temporary, path);
}
