import { expect, test } from 'vitest';
import { isSupported, parseVersion } from './server-version.ts';

test.each([
  ['10.11.19-MariaDB-0+deb12u1 for debian-linux-gnu on x86_64', 'MariaDB', [10, 11], true],
  ['11.8.2-MariaDB', 'MariaDB', [11, 8], true],
  ['10.6.22-MariaDB-0ubuntu0.22.04.1', 'MariaDB', [10, 6], false],
  ['8.4.5 for Linux on x86_64 (MySQL Community Server - GPL)', 'MySQL', [8, 4], true],
  ['8.0.42', 'MySQL', [8, 0], true],
  ['5.7.44-log', 'MySQL', [5, 7], false],
])('%s', (text, flavour, release, supported) => {
  const version = parseVersion(text);
  expect(version).toEqual({ flavour, release });
  expect(version && isSupported(version)).toBe(supported);
});

test('no version is null', () => {
  expect(parseVersion('usage: mysqld [options]')).toBeNull();
});
