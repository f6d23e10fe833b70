import { execFileSync, spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { verifyPassword } from '../hashes/hash-kinds.ts';
import { parseHtpasswd } from './htpasswd-file.ts';

const hasHtpasswd = spawnSync('htpasswd', ['-nbB', 'a', 'a']).status === 0;
if (!hasHtpasswd)
  console.log('skipped: comparing with htpasswd needs it (Debian: apt-get install apache2-utils)');

/** A line as htpasswd writes it. */
function htpasswd(kind: string[], name: string, password: string): string {
  return execFileSync('htpasswd', ['-nb', ...kind, name, password], {
    encoding: 'utf8',
    stdio: 'pipe',
  }).trim();
}

describe.skipIf(!hasHtpasswd)('files that htpasswd has written', () => {
  test.each([
    ['ana', 'uma senha longa'],
    ['ana maria', 'com espaço'],
    ['a\\b"c\'d', 'x'],
    ['joão', 'maçã'.normalize('NFD')],
    ['n'.repeat(100), 'x'],
    ['longa', 'x'.repeat(72)],
    ['mais', 'x'.repeat(200)],
  ])('%s logs in', async (name, password) => {
    const { hashes, problems } = parseHtpasswd(htpasswd(['-B', '-C', '10'], name, password));

    expect(problems).toEqual([]);
    expect(await verifyPassword(password, hashes.get(name)?.[0] ?? '')).toBe(true);
    expect(await verifyPassword(`-${password}`, hashes.get(name)?.[0] ?? '')).toBe(false);
  });

  test.each([
    [['-m'], "Apache's MD5 (apr1)"],
    [['-s'], 'SHA-1 or SHA-2 (LDAP)'],
    [['-d'], 'DES (crypt)'],
    [['-p'], 'the password itself'],
    [['-2'], 'SHA-256 (crypt)'],
    [['-5'], 'SHA-512 (crypt)'],
    // Cost 5.
    [['-B'], 'the cost of the bcrypt hash is 5 and not from 10'],
  ])('the hash of htpasswd %s is refused, and why', (kind, reason) => {
    expect(parseHtpasswd(htpasswd(kind, 'ana', 'uma senha longa')).problems).toEqual([
      { line: 1, reason: expect.stringContaining(reason) },
    ]);
  });
});
