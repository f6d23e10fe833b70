import { open, stat } from 'node:fs/promises';
import { fileProblem } from './file-problem.ts';
import { type Groups, parseGroups } from './groups-file.ts';
import { type Htpasswd, parseHtpasswd } from './htpasswd-file.ts';
import { UsersFileError } from './users-file-error.ts';

/** A user as the files describe one. */
export interface User {
  name: string;
  /** bcrypt, argon2id or scrypt: that of the password and, while passwords change, that of the former one. */
  hashes: readonly string[];
  groups: readonly string[];
  /** What the groups allow together. */
  scopes: readonly string[];
  /** `only` when one of the groups says so. */
  trustedDocuments?: 'only' | undefined;
}

const MAX_FILE_BYTES = 4 * 1024 * 1024;

/** Reads an htpasswd file. Throws UsersFileError when it cannot be read; a line that cannot be used is a problem of the result. */
export async function readHtpasswd(path: string): Promise<Htpasswd> {
  return parseHtpasswd((await readBytes(path)).toString());
}

/** Reads a groups file. Throws UsersFileError. */
export async function readGroups(path: string): Promise<Groups> {
  return parseGroups((await readBytes(path)).toString(), path);
}

/** The users of a file with their groups; a user without a group has no scope. */
export function usersOf({ hashes }: Pick<Htpasswd, 'hashes'>, groups: Groups): Map<string, User> {
  const groupsOf = new Map<string, string[]>();
  for (const [group, { users }] of groups) {
    for (const name of new Set(users)) groupsOf.set(name, [...(groupsOf.get(name) ?? []), group]);
  }
  return new Map(
    [...hashes].map(([name, ofUser]) => {
      const own = groupsOf.get(name) ?? [];
      const scopes = [...new Set(own.flatMap((group) => groups.get(group)?.scopes ?? []))];
      const trustedDocuments = own.some((group) => groups.get(group)?.trustedDocuments === 'only');
      return [
        name,
        { name, hashes: ofUser, groups: own, scopes, ...(trustedDocuments && { trustedDocuments: 'only' }) },
      ];
    }),
  );
}

/** The names in groups that are in no line of the users file, each with its place in the group's list, from 1. */
export function strangers(
  { names }: Pick<Htpasswd, 'names'>,
  groups: Groups,
): { group: string; place: number; name: string }[] {
  return [...groups].flatMap(([group, { users }]) =>
    users.map((name, index) => ({ group, place: index + 1, name })).filter(({ name }) => !names.has(name)),
  );
}

/** The content of a small file. Throws UsersFileError with what to do about it. */
export async function readBytes(path: string): Promise<Buffer> {
  try {
    // Opening a pipe would wait for whoever writes into it.
    if (!(await stat(path)).isFile()) throw new UsersFileError(`${path} is no file.`);
    await using file = await open(path, 'r');
    const { bytesRead, buffer } = await file.read(Buffer.alloc(MAX_FILE_BYTES + 1), 0, MAX_FILE_BYTES + 1, 0);
    if (bytesRead > MAX_FILE_BYTES) throw new UsersFileError(`${path} is larger than 4 MiB.`);
    return buffer.subarray(0, bytesRead);
  } catch (error) {
    throw error instanceof UsersFileError ? error : await fileProblem(error, path, 'read');
  }
}
