import { scryptSync } from 'node:crypto';
import { getRounds } from 'bcrypt';
import { expect, test } from 'vitest';
import {
  hashKind,
  hashPassword,
  passwordSpellings,
  unmatchableHash,
  verifyPassword,
} from './password-hash.ts';

test('a bcrypt hash matches its password only, with the prefix of any tool', async () => {
  const hash = await hashPassword('café com açúcar', 4);

  expect(hashKind(hash)).toBe('bcrypt');
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

test('a password is tried in at most three spellings, one when all are the same', () => {
  expect(passwordSpellings('senha')).toEqual(['senha']);
  expect(passwordSpellings('maçã')).toEqual(['maçã', 'maçã'.normalize('NFD')]);
  const mixed = `${'ç'.normalize('NFD')}ã`;
  expect(passwordSpellings(mixed)).toEqual(['çã', 'çã'.normalize('NFD'), mixed]);
});

test('a scrypt hash in PHC format matches its password only', async () => {
  const salt = Buffer.from('0123456789abcdef');
  const plain = (bytes: Buffer) => bytes.toString('base64').replace(/=+$/, '');
  const hash = `$scrypt$ln=12,r=8,p=1$${plain(salt)}$${plain(scryptSync('senha longa', salt, 32, { N: 4096, r: 8, p: 1 }))}`;

  expect(hashKind(hash)).toBe('scrypt');
  expect(await verifyPassword('senha longa', hash)).toBe(true);
  expect(await verifyPassword('senha curta', hash)).toBe(false);
});

test.each([
  '{SHA}abc',
  '$apr1$x$y',
  'plain',
  '$scrypt$ln=30,r=8,p=1$c2FsdHNhbHRzYWx0$aGFzaGhhc2hoYXNoaGFzaGg',
  '$2b$31$x',
  `$2y$31$${'a'.repeat(53)}`,
  `$2x$05$${'a'.repeat(53)}`,
])('%s is not accepted', (hash) => {
  expect(hashKind(hash)).toBeNull();
});

test('the hash that no password has costs what a real one does', async () => {
  const unmatchable = await unmatchableHash();

  expect(hashKind(unmatchable)).toBe('bcrypt');
  expect(getRounds(unmatchable)).toBe(getRounds(await hashPassword('senha')));
  expect(await unmatchableHash()).not.toBe(unmatchable);
  expect(await verifyPassword('senha', unmatchable)).toBe(false);
});
