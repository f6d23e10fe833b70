import { argon2idHash } from './argon2id-hash.ts';
import { bcryptHash } from './bcrypt-hash.ts';
import type { HashKind } from './hash-kind.ts';
import { scryptHash } from './scrypt-hash.ts';

const KINDS: readonly HashKind[] = [bcryptHash, argon2idHash, scryptHash];

/** What other programs write, by how it starts or looks; see https://httpd.apache.org/docs/2.4/misc/password_encryptions.html. */
const OTHER_KINDS: readonly [RegExp, string][] = [
  [/^\$apr1\$/, "Apache's MD5 (apr1)"],
  [/^\$1\$/, 'MD5 (crypt)'],
  [/^\$5\$/, 'SHA-256 (crypt)'],
  [/^\$6\$/, 'SHA-512 (crypt)'],
  [/^\$(y|gy|7)\$/, 'yescrypt or scrypt of crypt'],
  [/^\$argon2(i|d|ds)\$/, 'Argon2i or Argon2d'],
  [/^\{SS?HA(256|512)?\}/i, 'SHA-1 or SHA-2 (LDAP)'],
  [/^\{PLAIN\}/i, 'the password itself'],
  [/^[./0-9A-Za-z]{13}$/, 'DES (crypt), or the password itself'],
];

/** The kind of a stored hash, also of one that is not accepted; null for one of a kind that never is. */
export function hashKindOf(stored: string): HashKind | null {
  return KINDS.find(({ start }) => stored.startsWith(start)) ?? null;
}

/** Why a hash is not accepted, without any of it; null for one that is. */
export function hashProblem(stored: string): string | null {
  if (stored === '') return 'there is no hash after the name';
  const kind = hashKindOf(stored);
  if (kind) return kind.problem(stored);
  const other =
    OTHER_KINDS.find(([form]) => form.test(stored))?.[1] ?? 'of no known kind, or the password itself';
  return `the hash is ${other}; only bcrypt, argon2id and scrypt are accepted`;
}

/** What hashes have in common that take the same time: their kind and its parameters. */
export function hashCost(stored: string): string {
  return hashKindOf(stored)?.cost(stored) ?? '';
}

/** Whether the password is the one that was hashed, to the letter; computed off the main thread. */
export async function verifyPassword(password: string, stored: string): Promise<boolean> {
  return (await hashKindOf(stored)?.verify(password, stored)) ?? false;
}
