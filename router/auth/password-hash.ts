import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { compare, hash } from 'bcrypt';

/** Cost of new hashes: 2^12 rounds, some 200 ms on one core. */
export const BCRYPT_COST = 12;
/** bcrypt reads no further; a longer password would be cut silently. */
export const MAX_BCRYPT_BYTES = 72;

const BCRYPT = /^\$2[aby]\$(0[4-9]|1[0-5])\$[./A-Za-z0-9]{53}$/;
/** PHC string format (https://github.com/P-H-C/phc-string-format), parameters bounded so that a file cannot stall the router. */
const SCRYPT =
  /^\$scrypt\$ln=(1[0-8]),r=([1-9]|1[0-6]),p=([1-4])\$([A-Za-z0-9+/]{11,86})\$([A-Za-z0-9+/]{22,86})$/;

const scryptAsync = promisify<
  string,
  Buffer,
  number,
  { N: number; r: number; p: number; maxmem: number },
  Buffer
>(scrypt);

/** What kind of hash a line of a users file has; null for one that is not accepted. */
export function hashKind(stored: string): 'bcrypt' | 'scrypt' | null {
  if (BCRYPT.test(stored)) return 'bcrypt';
  return SCRYPT.test(stored) ? 'scrypt' : null;
}

/** A new bcrypt hash, computed off the main thread. */
export function hashPassword(password: string, cost: number = BCRYPT_COST): Promise<string> {
  return hash(password, cost);
}

/** Whether the password is the one that was hashed; computed off the main thread. */
export async function verifyPassword(password: string, stored: string): Promise<boolean> {
  if (hashKind(stored) === 'bcrypt') {
    if (Buffer.byteLength(password) > MAX_BCRYPT_BYTES) return false;
    return await compare(password, stored.replace(/^\$2y\$/, '$2b$'));
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

/** A hash that no password has, of the same cost as real ones: what an unknown user is checked against. */
export function unmatchableHash(): Promise<string> {
  return hashPassword(randomBytes(32).toString('base64'));
}
