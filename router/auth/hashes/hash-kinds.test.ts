import { scryptSync } from 'node:crypto';
import { expect, test } from 'vitest';
import { hashPassword, unmatchableHash } from './bcrypt-hash.ts';
import { hashCost, hashKindOf, hashProblem, verifyPassword } from './hash-kinds.ts';

test('a bcrypt hash matches its password only, with the prefix of any tool', async () => {
  const hash = await hashPassword('café com açúcar', 4);

  expect(hashKindOf(hash)?.name).toBe('bcrypt');
  expect(await verifyPassword('café com açúcar', hash)).toBe(true);
  expect(await verifyPassword('café com açúcar', hash.replace('$2b$', '$2y$'))).toBe(true);
  expect(await verifyPassword('cafe com acucar', hash)).toBe(false);
});

test('of a password longer than bcrypt reads the first 72 bytes count, as in every program', async () => {
  const hash = await hashPassword('x'.repeat(100), 4);
  const letters = await hashPassword(`${'x'.repeat(71)}çç`, 4);

  for (const kind of ['$2a$', '$2b$', '$2y$']) {
    const stored = hash.replace('$2b$', kind);
    expect(await verifyPassword('x'.repeat(72), stored)).toBe(true);
    expect(await verifyPassword('x'.repeat(300), stored)).toBe(true);
    expect(await verifyPassword('x'.repeat(71), stored)).toBe(false);
  }
  // Half a letter is hashed, its first byte.
  expect(await verifyPassword(`${'x'.repeat(71)}ça`, letters)).toBe(true);
  expect(await verifyPassword(`${'x'.repeat(71)}a`, letters)).toBe(false);
});

/** A hash in PHC format, of Node's own scrypt. */
function scryptOf(password: string, ln: number, r: number, p: number): string {
  const salt = Buffer.from('0123456789abcdef');
  const plain = (bytes: Buffer) => bytes.toString('base64').replace(/=+$/, '');
  const hash = scryptSync(password, salt, 32, { N: 2 ** ln, r, p, maxmem: 2 ** 26 });
  return `$scrypt$ln=${ln},r=${r},p=${p}$${plain(salt)}$${plain(hash)}`;
}

test.each([
  [14, 8, 1],
  [13, 8, 10],
])('a scrypt hash in PHC format (ln=%i, r=%i, p=%i) matches its password only', async (ln, r, p) => {
  const hash = scryptOf('senha longa', ln, r, p);

  expect(hashProblem(hash)).toBeNull();
  expect(await verifyPassword('senha longa', hash)).toBe(true);
  expect(await verifyPassword('senha curta', hash)).toBe(false);
});

// The first is of the tests of the reference implementation, https://github.com/P-H-C/phc-winner-argon2/blob/master/src/test.c.
const ARGON2ID = '$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc';

test('an argon2id hash in PHC format matches its password only', async () => {
  expect(hashProblem(ARGON2ID)).toBeNull();
  expect(await verifyPassword('password', ARGON2ID)).toBe(true);
  expect(await verifyPassword('passwort', ARGON2ID)).toBe(false);
});

const SALT_AND_HASH = '$c29tc2FsdHNvbWVzYWx0$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc';
const argon2id = (parameters: string) => `$argon2id$v=19$${parameters}${SALT_AND_HASH}`;
const scrypt = (parameters: string) => `$scrypt$${parameters}${SALT_AND_HASH}`;
const bcrypt = (cost: string) => `$2y$${cost}$${'a'.repeat(53)}`;

test.each([
  ['PHP', argon2id('m=65536,t=4,p=1')],
  ['Node, argon2', argon2id('m=65536,p=4,t=3')],
  ['Python, argon2-cffi', argon2id('m=65536,t=3,p=4')],
  ['Django', argon2id('m=102400,t=2,p=8')],
  ['Spring Security', argon2id('m=16384,t=2,p=1')],
  ['libsodium, moderate', argon2id('m=262144,t=3,p=1')],
  ['OWASP, least memory', argon2id('m=7168,t=5,p=1')],
  ['OWASP, most memory', argon2id('m=47104,t=1,p=1')],
  ['OWASP, scrypt', scrypt('ln=17,r=8,p=1')],
  ['OWASP, scrypt with least memory', scrypt('ln=13,r=8,p=10')],
  ['libsodium, scrypt', scrypt('ln=14,r=8,p=1')],
  ['htpasswd -B -C 10', bcrypt('10')],
  ['most rounds', bcrypt('15')],
])('what is written with the parameters of %s is accepted', (_who, hash) => {
  expect(hashProblem(hash)).toBeNull();
});

test.each([
  ['gigabytes', argon2id('m=4194304,t=1,p=1'), 'parameters outside'],
  ['minutes', argon2id('m=65536,t=1000,p=1'), 'parameters outside'],
  ['more digits than a number has', argon2id(`m=${'9'.repeat(400)},t=1,p=1`), 'damaged'],
  ['more threads than there are cores', argon2id('m=65536,t=3,p=255'), 'parameters outside'],
  ['no lane', argon2id('m=65536,t=3,p=0'), 'parameters outside'],
  ['next to no memory', argon2id('m=8,t=30,p=1'), 'parameters outside'],
  ['next to no work', argon2id('m=8192,t=1,p=1'), 'parameters outside'],
  ['one parameter twice', argon2id('m=65536,m=65536,p=1'), 'damaged'],
  ['one parameter more', argon2id('m=65536,t=3,p=1,m=65536'), 'damaged'],
  ['an older version', argon2id('m=65536,t=3,p=1').replace('v=19', 'v=16'), 'damaged'],
  ['no version', argon2id('m=65536,t=3,p=1').replace('v=19$', ''), 'damaged'],
  [
    'a salt that is too short',
    '$argon2id$v=19$m=65536,t=3,p=1$c29t$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc',
    'damaged',
  ],
  ['argon2i', argon2id('m=65536,t=3,p=1').replace('2id', '2i'), 'Argon2i or Argon2d'],
  ['gigabytes of scrypt', scrypt('ln=30,r=8,p=1'), 'parameters outside'],
  ['minutes of scrypt', scrypt('ln=18,r=8,p=16'), 'parameters outside'],
  ['next to no scrypt', scrypt('ln=10,r=1,p=1'), 'parameters outside'],
  ['scrypt of no lane', scrypt('ln=15,r=8,p=0'), 'parameters outside'],
  ['scrypt without parameters', `$scrypt${SALT_AND_HASH}`, 'damaged'],
  [
    'the cost that htpasswd -B has by itself',
    bcrypt('05'),
    'the cost of the bcrypt hash is 5 and not from 10',
  ],
  ['a day of bcrypt', bcrypt('31'), 'the cost of the bcrypt hash is 31'],
  ['half a bcrypt hash', '$2b$12$x', 'cut short'],
  ['what PHP once wrote', bcrypt('12').replace('2y', '2x'), 'neither $2y$'],
  ['MD5', '$apr1$x$y', "Apache's MD5"],
  ['SHA-1', '{SHA}abc', 'SHA-1'],
  ['a password', 'segredo longo', 'the password itself'],
])('%s is not accepted, and the reason has nothing of the hash', (_what, hash, reason) => {
  const problem = hashProblem(hash);

  expect(problem).toContain(reason);
  expect(problem).not.toMatch(/segredo|abc|c29t|CTFh|aaa/);
});

const [ARGON2ID_BUT_ONE, SCRYPT] = [argon2id('m=65536,t=3,p=1').slice(0, -1), scrypt('ln=15,r=8,p=1')];

test.each([
  ['the last character missing', ARGON2ID_BUT_ONE],
  ['another last character, with bits that no byte has', `${ARGON2ID_BUT_ONE}d`],
  ['a salt of 13 characters', ARGON2ID.replace('c29tZXNhbHQ', 'c29tZXNhbHQAA')],
  ['a salt of 21 characters', ARGON2ID.replace('c29tZXNhbHQ', 'c29tZXNhbHQc29tZXNhbH')],
  ['a salt with bits that no byte has', ARGON2ID.replace('c29tZXNhbHQ', 'c29tZXNhbHR')],
  ['a number with a leading zero', argon2id('m=065536,t=3,p=1')],
  ['scrypt with the last character missing', SCRYPT.slice(0, -1)],
  ['scrypt with a salt of 21 characters', SCRYPT.replace('c29tc2FsdHNvbWVzYWx0', 'c29tc2FsdHNvbWVzYWx0A')],
])('a damaged hash, %s, is not accepted', (_what, hash) => {
  expect(hashProblem(hash)).toContain('damaged');
});

test.each([8, 9, 10, 16, 64])('a salt of %i bytes is one that can be checked', async (bytes) => {
  const salt = Buffer.alloc(bytes, 7).toString('base64').replace(/=+$/, '');
  const hash = ARGON2ID.replace('m=65536,t=2', 'm=7168,t=5').replace('c29tZXNhbHQ', salt);

  expect(hashProblem(hash)).toBeNull();
  expect(await verifyPassword('password', hash)).toBe(false);
});

test('the hash that no password has costs what a real one does', async () => {
  const unmatchable = await unmatchableHash();

  expect(hashProblem(unmatchable)).toBeNull();
  expect(hashCost(unmatchable)).toBe(hashCost(await hashPassword('senha')));
  expect(await unmatchableHash()).not.toBe(unmatchable);
  expect(await verifyPassword('senha', unmatchable)).toBe(false);
});
