import { compare, genSalt, hash } from 'bcrypt';
import type { HashKind } from './hash-kind.ts';

/** Cost of new hashes: 2^12 rounds, some 200 ms on one core. */
const BCRYPT_COST = 12;
/** bcrypt reads no further, here as in every other program. */
export const MAX_BCRYPT_BYTES = 72;

/** The least that OWASP's Password Storage Cheat Sheet has; `htpasswd -B` alone writes 5, thirty times as fast to guess. */
export const MIN_BCRYPT_COST = 10;
/** Some 2 s on one core; a file with more could stall the router. */
const MAX_BCRYPT_COST = 15;
const FORM = /^\$2[aby]\$(\d\d)\$[./A-Za-z0-9]{53}$/;

/** bcrypt as `htpasswd -B` writes it. */
export const bcryptHash: HashKind = {
  name: 'bcrypt',
  start: '$2',
  problem(stored) {
    const cost = FORM.exec(stored)?.[1];
    if (cost === undefined) return 'the bcrypt hash is cut short or damaged, or neither $2y$, $2b$ nor $2a$';
    if (Number(cost) >= MIN_BCRYPT_COST && Number(cost) <= MAX_BCRYPT_COST) return null;
    return `the cost of the bcrypt hash is ${Number(cost)} and not from ${MIN_BCRYPT_COST} to ${MAX_BCRYPT_COST} (\`htpasswd -B -C ${BCRYPT_COST}\` writes one of ${BCRYPT_COST})`;
  },
  cost: (stored) => `bcrypt ${FORM.exec(stored)?.[1]}`,
  // The prefixes of other programs name the same computation. What is beyond 72 bytes was not hashed by them either.
  verify: (password, stored) => compare(password, stored.replace(/^\$2[ay]\$/, '$2b$')),
};

/** A new bcrypt hash, computed off the main thread. */
export function hashPassword(password: string, cost: number = BCRYPT_COST): Promise<string> {
  return hash(password, cost);
}

/** bcrypt's digest has 23 bytes: four bits of the last of its 31 characters are used, so that none ends in this one. */
const NO_DIGEST = `${'.'.repeat(30)}/`;

/**
 * A hash that no password has, of the cost of new ones: what an unknown user is checked against where there is no user.
 * Nothing is hashed for it, so that a start does not wait for that.
 */
export async function unmatchableHash(): Promise<string> {
  return `${await genSalt(BCRYPT_COST)}${NO_DIGEST}`;
}
