import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { EVENT_SCOPE } from '../../platform/identity/scopes.ts';
import { hashKind } from './password-hash.ts';

/** A user as the files describe one. */
export interface User {
  name: string;
  /** bcrypt or scrypt. */
  hash: string;
  groups: readonly string[];
  /** What the groups allow together. */
  scopes: readonly string[];
}

export interface Group {
  scopes: readonly string[];
  users: readonly string[];
}

/** What is wrong with a users or groups file: its name and the line, never a hash. */
export class UsersFileError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UsersFileError';
  }
}

/** The groups that a new groups file starts with. */
export const DEFAULT_GROUPS: Readonly<Record<string, readonly string[]>> = {
  leitura: ['query'],
  escrita: ['query', 'mutation'],
  administracao: ['query', 'mutation', 'operacao'],
};

const MAX_FILE_BYTES = 4 * 1024 * 1024;
/** No colon, which ends the name in the file and in Basic credentials; no control characters. */
const USER_NAME = /^[\p{L}\p{N}@._+-]{1,128}$/u;
const WORD = /^[a-z][a-z0-9:._-]{0,63}$/;

export function isUserName(name: string): boolean {
  return USER_NAME.test(name);
}

/** Reads both files. Throws UsersFileError. */
export async function readUsers(usersPath: string, groupsPath: string): Promise<Map<string, User>> {
  const hashes = parseHtpasswd(await read(usersPath), usersPath);
  const groups = parseGroups(await read(groupsPath), groupsPath);
  const users = new Map<string, User>();
  for (const [name, hash] of hashes) {
    const own = [...groups].filter(([, group]) => group.users.includes(name));
    users.set(name, {
      name,
      hash,
      groups: own.map(([group]) => group),
      scopes: [...new Set(own.flatMap(([, group]) => group.scopes))],
    });
  }
  return users;
}

async function read(path: string): Promise<string> {
  try {
    const text = await readFile(path, 'utf8');
    if (text.length > MAX_FILE_BYTES) throw new UsersFileError(`${path} is larger than 4 MiB.`);
    return text;
  } catch (error) {
    if (error instanceof UsersFileError) throw error;
    const code = error instanceof Error && 'code' in error ? error.code : 'unknown';
    throw new UsersFileError(
      `${path} cannot be read (${code}); \`npm run users -- add NAME --group GROUP\` makes it.`,
    );
  }
}

/** Names and hashes of an htpasswd file: `name:hash` a line, `#` comments. */
export function parseHtpasswd(text: string, path: string): Map<string, string> {
  const users = new Map<string, string>();
  for (const [index, raw] of text.split(/\r?\n/).entries()) {
    const line = raw.trim();
    if (line === '' || line.startsWith('#')) continue;
    const at = `${path}, line ${index + 1}`;
    const colon = line.indexOf(':');
    const name = line.slice(0, colon).normalize('NFC');
    if (colon < 1 || !isUserName(name))
      throw new UsersFileError(`${at}: expected name:hash with a valid name.`);
    if (users.has(name)) throw new UsersFileError(`${at}: this user stands in an earlier line too.`);
    const hash = line.slice(colon + 1);
    if (hashKind(hash) === null) {
      throw new UsersFileError(`${at}: the hash must be bcrypt ($2b$...) or scrypt ($scrypt$ln=...).`);
    }
    users.set(name, hash);
  }
  return users;
}

/** The groups of a groups file: `name: { scopes: [...], users: [...] }`. */
export function parseGroups(text: string, path: string): Map<string, Group> {
  let content: unknown;
  try {
    content = parse(text) ?? {};
  } catch (error) {
    const where = error instanceof Error && 'linePos' in error ? JSON.stringify(error.linePos) : '';
    throw new UsersFileError(`${path} is not YAML ${where}.`);
  }
  if (!isRecord(content)) throw new UsersFileError(`${path}: expected groups by name.`);
  const groups = new Map<string, Group>();
  for (const [name, group] of Object.entries(content)) {
    if (!WORD.test(name)) throw new UsersFileError(`${path}: "${name}" is no name for a group.`);
    if (!isRecord(group)) throw new UsersFileError(`${path}: group ${name} needs scopes and users.`);
    const scopes = words(group.scopes, (word) => WORD.test(word), `${path}: group ${name}: scopes`);
    if (scopes.includes(EVENT_SCOPE)) {
      throw new UsersFileError(
        `${path}: group ${name}: the scope "${EVENT_SCOPE}" is for subgraphs that deliver events, not for users.`,
      );
    }
    groups.set(name, {
      scopes,
      users: words(group.users, isUserName, `${path}: group ${name}: users`),
    });
  }
  return groups;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function words(value: unknown, valid: (word: string) => boolean, what: string): string[] {
  const list: unknown[] = Array.isArray(value) ? value : value == null ? [] : [value];
  return list.map((word) => {
    const name = typeof word === 'string' ? word.normalize('NFC') : '';
    if (!valid(name)) throw new UsersFileError(`${what} must be a list of names.`);
    return name;
  });
}
