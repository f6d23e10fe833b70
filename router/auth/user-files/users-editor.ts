import { isUtf8 } from 'node:buffer';
import { dirname } from 'node:path';
import { stringify } from 'yaml';
import { DEFAULT_GROUPS } from '../../../platform/identity/callers/scopes.ts';
import { ConfigError } from '../../../platform/process/ending/config-error.ts';
import { type FileLock, withFileLock } from '../../../platform/process/files/file-lock.ts';
import { isLink, makeOwnedFolder, replaceFile } from '../../../platform/process/files/replace-file.ts';
import { nameProblem } from '../credentials/user-name.ts';
import { userRefs } from '../credentials/user-ref.ts';
import { hashPassword, MAX_BCRYPT_BYTES } from '../hashes/bcrypt-hash.ts';
import { hashKindOf } from '../hashes/hash-kinds.ts';
import type { UsersCliConfig } from './config.ts';
import { fileProblem } from './file-problem.ts';
import { type Group, parseGroups } from './groups-file.ts';
import { withUsers } from './groups-text.ts';
import { hasFormer, parseHtpasswd, withHash, withoutUser } from './htpasswd-file.ts';
import { readBytes, readGroups, readHtpasswd, strangers, type User, usersOf } from './users-file.ts';
import { UsersFileError } from './users-file-error.ts';

const MIN_PASSWORD_LENGTH = 12;

/** What is in both files, and is to be. */
interface Files {
  htpasswd: string;
  groups: Map<string, Group>;
  /** What the groups file says; null when there is none. */
  groupsText: string | null;
}

/** Adds a user to the files, which are made when they are not there. Throws UsersFileError and then changes nothing. */
export async function addUser(
  config: UsersCliConfig,
  name: string,
  groups: readonly string[],
  password: () => Promise<string>,
): Promise<User> {
  const wrong = nameProblem(name);
  if (wrong !== null) throw new UsersFileError(`No user can be called that: ${wrong}.`);
  const check = (files: Files) => {
    if (namesIn(files).has(name))
      throw new UsersFileError(`There is a user ${name} already; \`passwd\` changes the password.`);
    const unknown = groups.filter((group) => !files.groups.has(group));
    if (unknown.length > 0) {
      throw new UsersFileError(
        `There is no group ${unknown.join(', ')}; groups: ${[...files.groups.keys()].join(', ')}.`,
      );
    }
  };
  check(await readFiles(config));
  const hash = await hashOf(await password(), config);
  await change(config, (files) => {
    check(files);
    files.htpasswd = withHash(files.htpasswd, name, hash);
    // In these groups and no other: one may still list a user of this name who is gone.
    for (const [groupName, group] of files.groups) {
      const others = group.users.filter((user) => user !== name);
      files.groups.set(groupName, {
        ...group,
        users: groups.includes(groupName) ? [...others, name] : others,
      });
    }
  });
  const user = (await readBoth(config)).users.get(name);
  if (!user) throw new UsersFileError(`${name} was removed again by somebody else.`);
  return user;
}

/**
 * Gives a user another password in place of all before, or, when the former one is to be kept, beside the one before until
 * `retirePassword`. Throws UsersFileError when there is no such user, or already a former password.
 */
export async function changePassword(
  config: UsersCliConfig,
  name: string,
  password: () => Promise<string>,
  { keepFormer = false } = {},
): Promise<void> {
  const formerIn = (files: Files) => {
    requireUser(files, name);
    return keepFormer ? onlyHashOf(files, name) : undefined;
  };
  formerIn(await readFiles(config));
  const hash = await hashOf(await password(), config);
  await change(config, (files) => {
    files.htpasswd = withHash(files.htpasswd, name, hash, formerIn(files));
  });
}

/** Takes away the former password of a user. Throws UsersFileError when there is no such user, or no former password. */
export async function retirePassword(config: UsersCliConfig, name: string): Promise<void> {
  await change(config, (files) => {
    requireUser(files, name);
    const [hash] = parseHtpasswd(files.htpasswd).hashes.get(name) ?? [];
    if (hash === undefined || !hasFormer(files.htpasswd, name))
      throw new UsersFileError(`${name} has no former password; nothing was changed.`);
    files.htpasswd = withHash(files.htpasswd, name, hash);
  });
}

/** The hash that can become that of a former password. */
function onlyHashOf(files: Files, name: string): string {
  const [hash, former] = parseHtpasswd(files.htpasswd).hashes.get(name) ?? [];
  if (hash === undefined)
    throw new UsersFileError(`${name} has no password that can be kept: the hash is not accepted.`);
  if (former !== undefined) {
    throw new UsersFileError(
      `${name} has a former password already; \`retire ${name}\` takes it away, \`passwd ${name}\` replaces both.`,
    );
  }
  return hash;
}

/** Removes a user from both files. Throws UsersFileError when there is no such user. */
export async function removeUser(config: UsersCliConfig, name: string): Promise<void> {
  requireUser(await readFiles(config), name);
  await change(config, (files) => {
    requireUser(files, name);
    files.htpasswd = withoutUser(files.htpasswd, name);
    for (const [groupName, group] of files.groups) {
      files.groups.set(groupName, { ...group, users: group.users.filter((user) => user !== name) });
    }
  });
}

/** A line for each user, never with a hash, and what in the files was left out. */
export async function listUsers(config: UsersCliConfig): Promise<{ users: string[]; problems: string[] }> {
  const { usersPath, groupsPath, identitySecret } = config;
  const { users, htpasswd, groups } = await readBoth(config);
  const userRef = identitySecret === null ? null : userRefs(identitySecret);
  return {
    users: [...users.values()].map(({ name, groups, scopes, hashes }) =>
      [
        name,
        `groups: ${groups.join(', ') || 'none'}`,
        `scopes: ${scopes.join(', ') || 'none'}`,
        hashes.map((hash) => hashKindOf(hash)?.name).join(', and a former password: '),
        ...(userRef === null ? [] : [`in the access log: ${userRef(name)}`]),
      ].join('\t'),
    ),
    problems: [
      ...htpasswd.problems.map(({ line, reason }) => `${usersPath}, line ${line} is left out: ${reason}.`),
      ...strangers(htpasswd, groups).map(
        ({ group, name }) => `${groupsPath}: group ${group} has ${name}, who is no user.`,
      ),
    ],
  };
}

async function readBoth({ usersPath, groupsPath }: UsersCliConfig) {
  // One after the other, so that of two files that cannot be read always the same one is reported.
  const htpasswd = await readHtpasswd(usersPath);
  const groups = await readGroups(groupsPath);
  return { htpasswd, groups, users: usersOf(htpasswd, groups) };
}

function namesIn({ htpasswd }: Files): ReadonlySet<string> {
  return parseHtpasswd(htpasswd).names;
}

function requireUser(files: Files, name: string): void {
  if (!namesIn(files).has(name))
    throw new UsersFileError(`There is no user ${name}; \`list\` shows who there is.`);
}

async function hashOf(given: string, { hashCost }: UsersCliConfig): Promise<string> {
  const password = given.normalize('NFC');
  if (password.length < MIN_PASSWORD_LENGTH) {
    throw new UsersFileError(`A password has at least ${MIN_PASSWORD_LENGTH} characters.`);
  }
  if (Buffer.byteLength(password) > MAX_BCRYPT_BYTES) {
    throw new UsersFileError(
      `A password has at most ${MAX_BCRYPT_BYTES} bytes; bcrypt would ignore the rest.`,
    );
  }
  if (/[\p{Cc}\uFFFD]/u.test(password)) {
    throw new UsersFileError(
      'A password has no tabs or other control characters, and is in UTF-8: nobody could log in with it.',
    );
  }
  return await hashPassword(password, hashCost);
}

/** One editor at a time, and both files are replaced whole. */
async function change(config: UsersCliConfig, edit: (files: Files) => void): Promise<void> {
  const { usersPath, groupsPath } = config;
  await replacing(usersPath, () => makeOwnedFolder(dirname(usersPath)));
  await locked(usersPath, async (lock) => {
    const files = await readFiles(config);
    edit(files);
    const groups =
      files.groupsText === null
        ? groupsText(files.groups)
        : withUsers(files.groupsText, groupsPath, files.groups);
    // The group first: for a moment a new user is nobody, and never somebody without the right groups.
    if (groups !== files.groupsText) {
      await lock.check();
      await replacing(groupsPath, () => replaceFile(groupsPath, groups));
    }
    await lock.check();
    await replacing(usersPath, () => replaceFile(usersPath, files.htpasswd));
  });
}

async function locked(usersPath: string, work: (lock: FileLock) => Promise<void>): Promise<void> {
  try {
    await withFileLock(`${usersPath}.lock`, work);
  } catch (error) {
    if (error instanceof ConfigError) throw new UsersFileError(error.message);
    if (error instanceof Error && 'code' in error) throw await fileProblem(error, usersPath, 'replaced');
    throw error;
  }
}

async function replacing<Result>(path: string, step: () => Promise<Result>): Promise<Result> {
  try {
    return await step();
  } catch (error) {
    throw await fileProblem(error, path, 'replaced');
  }
}

async function readFiles({ usersPath, groupsPath }: UsersCliConfig): Promise<Files> {
  const groups = await textOf(groupsPath);
  return {
    htpasswd: (await textOf(usersPath)) ?? '',
    groups: groups === null ? defaultGroups() : parseGroups(groups, groupsPath),
    groupsText: groups,
  };
}

function defaultGroups(): Map<string, Group> {
  return new Map(Object.entries(DEFAULT_GROUPS).map(([name, scopes]) => [name, { scopes, users: [] }]));
}

function groupsText(groups: ReadonlyMap<string, Group>): string {
  const content = Object.fromEntries(
    [...groups].map(([name, group]) => [
      name,
      { ...group, scopes: [...group.scopes], users: [...group.users] },
    ]),
  );
  return `# Scopes of each group and who is in it.\n${stringify(content)}`;
}

/** The text of a file that is to be written again whole; null when there is none. */
async function textOf(path: string): Promise<string | null> {
  try {
    const bytes = await readBytes(path);
    if (!isUtf8(bytes)) {
      throw new UsersFileError(
        `${path} is not in UTF-8: convert it first, such as with \`iconv -f latin1 -t utf8\`.`,
      );
    }
    return bytes.toString();
  } catch (error) {
    if (!(error instanceof UsersFileError && error.missing)) throw error;
    if (await isLink(path)) {
      throw new UsersFileError(
        `${path} is a symbolic link to a file that is not there: make that file, or remove the link.`,
      );
    }
    return null;
  }
}
