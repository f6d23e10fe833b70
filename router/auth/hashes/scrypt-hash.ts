import { scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { type HashKind, PHC_SALT_AND_HASH, phcNumber } from './hash-kind.ts';

/** PHC string format (https://github.com/P-H-C/phc-string-format): ln is the logarithm of N (RFC 7914). */
const NUMBER = `(${phcNumber(2)})`;
const FORM = new RegExp(`^\\$scrypt\\$ln=${NUMBER},r=${NUMBER},p=${NUMBER}${PHC_SALT_AND_HASH}$`);

const MAX_BLOCK_SIZE = 16;
const MAX_PARALLELISM = 16;
/** N times r, each 128 bytes of memory: 256 MiB; two are computed at a time. */
const MAX_MEMORY = 2 ** 21;
/** N times r times p: from that of N = 2^14, r = 8, p = 1, the default of many libraries, to some 2 s on one core. */
const MIN_WORK = 2 ** 17;
const MAX_WORK = 2 ** 22;

const scryptAsync = promisify<
  string,
  Buffer,
  number,
  { N: number; r: number; p: number; maxmem: number },
  Buffer
>(scrypt);

/** scrypt (RFC 7914) in PHC format. */
export const scryptHash: HashKind = {
  name: 'scrypt',
  start: '$scrypt$',
  problem(stored) {
    const parameters = parametersOf(stored);
    if (!parameters)
      return 'the scrypt hash is cut short or damaged, or not $scrypt$ln=...,r=...,p=...$salt$hash';
    const { N, r, p } = parameters;
    const isBounded =
      r >= 1 &&
      r <= MAX_BLOCK_SIZE &&
      p <= MAX_PARALLELISM &&
      N * r <= MAX_MEMORY &&
      N * r * p >= MIN_WORK &&
      N * r * p <= MAX_WORK;
    if (isBounded) return null;
    return `the scrypt hash has parameters outside r=1 to ${MAX_BLOCK_SIZE}, p=1 to ${MAX_PARALLELISM}, 2^ln times r up to 2^21, and times p from 2^17 to 2^22`;
  },
  cost(stored) {
    const { N = 0, r = 0, p = 0 } = parametersOf(stored) ?? {};
    return `scrypt ${N} ${r} ${p}`;
  },
  async verify(password, stored) {
    const parameters = parametersOf(stored);
    if (!parameters) return false;
    const { N, r, p, salt, hash } = parameters;
    const given = await scryptAsync(password, salt, hash.length, { N, r, p, maxmem: 256 * N * r });
    return timingSafeEqual(given, hash);
  },
};

function parametersOf(stored: string) {
  const [, ln, r, p, salt, hash] = FORM.exec(stored) ?? [];
  if (!ln || !r || !p || !salt || !hash) return null;
  return {
    N: 2 ** Number(ln),
    r: Number(r),
    p: Number(p),
    salt: Buffer.from(salt, 'base64'),
    hash: Buffer.from(hash, 'base64'),
  };
}
