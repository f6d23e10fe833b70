import { expect, test } from 'vitest';
import { userRefs } from './user-ref.ts';

test('a reference is the same in every process with the secret, and tells nothing without it', () => {
  const here = userRefs('a-secret-for-tests-only-0123456789');
  const there = userRefs('a-secret-for-tests-only-0123456789');
  const elsewhere = userRefs('another-secret-for-tests-0123456789');

  expect(here('ana')).toMatch(/^[0-9a-f]{12}$/);
  expect([here('ana'), there('ana')]).toEqual([there('ana'), here('ana')]);
  expect(new Set([here('ana'), here('bia'), elsewhere('ana')]).size).toBe(3);
});
