import { scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { compare, genSalt, hash } from 'bcrypt';

/** Cost of new hashes: 2^12 rounds, some 200 ms on one core. */
export const BCRYPT_COST = 12;
/** bcrypt reads no further, here as in every other program. */
export const MAX_BCRYPT_BYTES = 72;

const MIN_BCRYPT_COST = 4;
/** Some 2 s on one core; a file with more could stall the router. */
const MAX_BCRYPT_COST = 15;
const BCRYPT = /^\$2[aby]\$(\d\d)\$[./A-Za-z0-9]{53}$/;
/** PHC string format (https://github.com/P-H-C/phc-string-format). */
const SCRYPT_FORM = /^\$scrypt\$ln=\d+,r=\d+,p=\d+\$[A-Za-z0-9+/]+\$[A-Za-z0-9+/]+$/;
/** With parameters bounded for the same reason. */
const SCRYPT =
  /^\$scrypt\$ln=(1[0-8]),r=([1-9]|1[0-6]),p=([1-4])\$([A-Za-z0-9+/]{11,86})\$([A-Za-z0-9+/]{22,86})$/;

/** What other programs write, by how it starts or looks; see https://httpd.apache.org/docs/2.4/misc/password_encryptions.html. */
const OTHER_KINDS: readonly [RegExp, string][] = [
  [/^\$apr1\$/, "Apache's MD5 (apr1)"],
  [/^\$1\$/, 'MD5 (crypt)'],
  [/^\$5\$/, 'SHA-256 (crypt)'],
  [/^\$6\$/, 'SHA-512 (crypt)'],
  [/^\$(y|gy|7)\$/, 'yescrypt or scrypt of crypt'],
  [/^\$argon2/, 'Argon2'],
  [/^\{SS?HA(256|512)?\}/i, 'SHA-1 or SHA-2 (LDAP)'],
  [/^\{PLAIN\}/i, 'the password itself'],
  [/^[./0-9A-Za-z]{13}$/, 'DES (crypt), or the password itself'],
];

const scryptAsync = promisify<
  string,
  Buffer,
  number,
  { N: number; r: number; p: number; maxmem: number },
  Buffer
>(scrypt);

/** What kind of hash a line of a users file has; null for one that is not accepted. */
export function hashKind(stored: string): 'bcrypt' | 'scrypt' | null {
  if (hashProblem(stored) !== null) return null;
  return BCRYPT.test(stored) ? 'bcrypt' : 'scrypt';
}

/** Why a hash is not accepted, without any of it; null for one that is. */
export function hashProblem(stored: string): string | null {
  if (stored === '') return 'there is no hash after the name';
  const cost = BCRYPT.exec(stored)?.[1];
  if (cost !== undefined) {
    if (Number(cost) >= MIN_BCRYPT_COST && Number(cost) <= MAX_BCRYPT_COST) return null;
    return `the cost of the bcrypt hash is not from ${MIN_BCRYPT_COST} to ${MAX_BCRYPT_COST}`;
  }
  if (stored.startsWith('$2'))
    return 'the bcrypt hash is cut short or damaged, or neither $2y$, $2b$ nor $2a$';
  if (SCRYPT.test(stored)) return null;
  if (SCRYPT_FORM.test(stored)) {
    return 'the scrypt hash has parameters outside ln=10 to 18, r=1 to 16, p=1 to 4, or too short a salt or hash';
  }
  const kind =
    OTHER_KINDS.find(([form]) => form.test(stored))?.[1] ?? 'of no known kind, or the password itself';
  return `the hash is ${kind}; only bcrypt and scrypt are accepted`;
}

/** A new bcrypt hash, computed off the main thread. */
export function hashPassword(password: string, cost: number = BCRYPT_COST): Promise<string> {
  return hash(password, cost);
}

/**
 * The ways in which a password may have been written when it was hashed, likeliest first, at most three: programs and
 * keyboards differ in how they compose an accented letter (RFC 8265, section 4.2). One for a password of ASCII.
 */
export function passwordSpellings(password: string): string[] {
  return [...new Set([password.normalize('NFC'), password.normalize('NFD'), password])];
}

/** Whether the password is the one that was hashed, to the letter; computed off the main thread. */
export async function verifyPassword(password: string, stored: string): Promise<boolean> {
  if (hashKind(stored) === 'bcrypt') {
    // The prefixes of other programs name the same computation. What is beyond 72 bytes was not hashed by them either.
    return await compare(password, stored.replace(/^\$2[ay]\$/, '$2b$'));
  }
  const [, ln, r, p, salt, expected] = SCRYPT.exec(stored) ?? [];
  if (!ln || !r || !p || !salt || !expected) return false;
  const wanted = Buffer.from(expected, 'base64');
  const N = 2 ** Number(ln);
  const given = await scryptAsync(password, Buffer.from(salt, 'base64'), wanted.length, {
    N,
    r: Number(r),
    p: Number(p),
    maxmem: 256 * N * Number(r),
  });
  return timingSafeEqual(given, wanted);
}

/** bcrypt's digest has 23 bytes: four bits of the last of its 31 characters are used, so that none ends in this one. */
const NO_DIGEST = `${'.'.repeat(30)}/`;

/**
 * A hash that no password has, of the same cost as real ones: what an unknown user is checked against. Nothing is hashed
 * for it, so that a start does not wait for that.
 */
export async function unmatchableHash(): Promise<string> {
  return `${await genSalt(BCRYPT_COST)}${NO_DIGEST}`;
}
