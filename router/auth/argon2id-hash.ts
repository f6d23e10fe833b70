import { verify } from 'argon2';
import { type HashKind, PHC_SALT_AND_HASH } from './hash-kind.ts';

/** PHC string format (https://github.com/P-H-C/phc-string-format) of version 1.3 (RFC 9106): m is KiB, t passes over them. */
const FORM = new RegExp(`^\\$argon2id\\$v=19\\$m=(\\d{1,9}),t=(\\d{1,9}),p=(\\d{1,9})${PHC_SALT_AND_HASH}$`);

const MIN_MEMORY_KIB = 7_168;
/** Two are computed at a time. */
const MAX_MEMORY_KIB = 256 * 1_024;
/** Each is a thread. */
const MAX_LANES = 8;
/** KiB written, all passes together: from what Spring Security writes by default to some 2 s on one core. */
const MIN_WORK_KIB = 32 * 1_024;
const MAX_WORK_KIB = 1_024 * 1_024;

export const argon2idHash: HashKind = {
  name: 'argon2id',
  start: '$argon2id$',
  problem(stored) {
    const [, m = '', t = '', p = ''] = FORM.exec(stored) ?? [];
    if (m === '')
      return 'the argon2id hash is cut short or damaged, or not $argon2id$v=19$m=...,t=...,p=...$salt$hash';
    const work = Number(m) * Number(t);
    const isBounded =
      Number(m) >= MIN_MEMORY_KIB &&
      Number(m) <= MAX_MEMORY_KIB &&
      Number(p) >= 1 &&
      Number(p) <= MAX_LANES &&
      work >= MIN_WORK_KIB &&
      work <= MAX_WORK_KIB;
    if (isBounded) return null;
    return `the argon2id hash has parameters outside m=${MIN_MEMORY_KIB} to ${MAX_MEMORY_KIB}, p=1 to ${MAX_LANES}, and m times t from ${MIN_WORK_KIB} to ${MAX_WORK_KIB}`;
  },
  cost: parametersOf,
  verify: (password, stored) => verify(stored, password),
};

/** What stands before salt and hash. */
function parametersOf(stored: string): string {
  return stored.split('$').slice(1, -2).join(' ');
}
