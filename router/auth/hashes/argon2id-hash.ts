import { type HashKind, PHC_SALT_AND_HASH, phcNumber } from './hash-kind.ts';

/**
 * PHC string format (https://github.com/P-H-C/phc-string-format) of version 1.3 (RFC 9106): m is KiB, t passes over them, p
 * lanes; in any order, because the package `argon2` writes them in that of the alphabet.
 */
const PARAMETER = `[mtp]=${phcNumber(9)}`;
const FORM = new RegExp(`^\\$argon2id\\$v=19\\$(${PARAMETER}(?:,${PARAMETER}){2})${PHC_SALT_AND_HASH}$`);

const MIN_MEMORY_KIB = 7_168;
/** Two are computed at a time. */
const MAX_MEMORY_KIB = 256 * 1_024;
/** Each is a thread. */
const MAX_LANES = 8;
/** KiB written, all passes together: from what Spring Security writes by default to some 2 s on one core. */
const MIN_WORK_KIB = 32 * 1_024;
const MAX_WORK_KIB = 1_024 * 1_024;

/** Argon2id (RFC 9106) in PHC format. */
export const argon2idHash: HashKind = {
  name: 'argon2id',
  start: '$argon2id$',
  problem(stored) {
    const parameters = parametersOf(stored);
    if (!parameters)
      return 'the argon2id hash is cut short or damaged, or not $argon2id$v=19$m=...,t=...,p=...$salt$hash';
    const { m, t, p } = parameters;
    const work = m * t;
    const isBounded =
      m >= MIN_MEMORY_KIB &&
      m <= MAX_MEMORY_KIB &&
      p >= 1 &&
      p <= MAX_LANES &&
      work >= MIN_WORK_KIB &&
      work <= MAX_WORK_KIB;
    if (isBounded) return null;
    return `the argon2id hash has parameters outside m=${MIN_MEMORY_KIB} to ${MAX_MEMORY_KIB}, p=1 to ${MAX_LANES}, and m times t from ${MIN_WORK_KIB} to ${MAX_WORK_KIB}`;
  },
  cost(stored) {
    const { m = 0, t = 0, p = 0 } = parametersOf(stored) ?? {};
    return `argon2id ${m} ${t} ${p}`;
  },
  async verify(password, stored) {
    // Native code of 2 MB, which most users files have no use for.
    const { verify } = await import('@node-rs/argon2');
    return await verify(stored, password);
  },
};

function parametersOf(stored: string): { m: number; t: number; p: number } | null {
  const pairs = FORM.exec(stored)?.[1]?.split(',') ?? [];
  const values = new Map(pairs.map((pair) => [pair[0], Number(pair.slice(2))]));
  const [m, t, p] = [values.get('m'), values.get('t'), values.get('p')];
  return m === undefined || t === undefined || p === undefined ? null : { m, t, p };
}
