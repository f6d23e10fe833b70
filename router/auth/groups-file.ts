import { parse } from 'yaml';
import { EVENT_SCOPE } from '../../platform/identity/scopes.ts';
import { nameProblem } from './user-name.ts';
import { UsersFileError } from './users-file-error.ts';

export interface Group {
  scopes: readonly string[];
  users: readonly string[];
}

export type Groups = ReadonlyMap<string, Group>;

const WORD = /^[a-z][a-z0-9:._-]{0,63}$/;

/** The groups of a groups file: `name: { scopes: [...], users: [...] }`. Throws UsersFileError. */
export function parseGroups(text: string, path: string): Map<string, Group> {
  let content: unknown;
  try {
    // Everything is text in this schema: a user may be called 007 or null.
    content = parse(text, { schema: 'failsafe' }) ?? {};
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
      users: words(group.users, (word) => nameProblem(word) === null, `${path}: group ${name}: users`),
    });
  }
  return groups;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function words(value: unknown, valid: (word: string) => boolean, what: string): string[] {
  const list: unknown[] = Array.isArray(value) ? value : value === undefined || value === '' ? [] : [value];
  return list.map((word) => {
    const name = typeof word === 'string' ? word.normalize('NFC') : '';
    if (!valid(name)) throw new UsersFileError(`${what} must be a list of names.`);
    return name;
  });
}
