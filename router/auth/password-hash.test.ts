import { scryptSync } from 'node:crypto';
import { expect, test } from 'vitest';
import { hashKind, hashPassword, verifyPassword } from './password-hash.ts';

test('a bcrypt hash matches its password only, with the prefix of any tool', async () => {
  const hash = await hashPassword('café com açúcar', 4);

  expect(hashKind(hash)).toBe('bcrypt');
  expect(await verifyPassword('café com açúcar', hash)).toBe(true);
  expect(await verifyPassword('café com açúcar', hash.replace('$2b$', '$2y$'))).toBe(true);
  expect(await verifyPassword('cafe com acucar', hash)).toBe(false);
});

test('a password longer than bcrypt reads never matches', async () => {
  const hash = await hashPassword('x'.repeat(72), 4);

  expect(await verifyPassword(`${'x'.repeat(72)}y`, hash)).toBe(false);
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
])('%s is not accepted', (hash) => {
  expect(hashKind(hash)).toBeNull();
});
