import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nodeIdOf, nodeKeyOf } from './node-id.ts';

test('a node id gives back the type and the id that it was made of, and shows them to nobody who only looks', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 1n, max: 2n ** 64n - 1n }), (id) => {
      const key = { type: 'Cliente', id: String(id) };
      expect(nodeKeyOf(nodeIdOf(key))).toEqual(key);
    }),
  );
  expect(nodeIdOf({ type: 'Cliente', id: '1' })).toBe('Q2xpZW50ZTox');
});

test.each([
  ['nothing', ''],
  ['no Base64', '§§§'],
  ['a type alone', Buffer.from('Cliente').toString('base64url')],
  ['no id', Buffer.from('Cliente:').toString('base64url')],
  ['no type', Buffer.from(':1').toString('base64url')],
  ['another spelling', 'Q2xpZW50ZTox='],
  ['a name that no type has', Buffer.from('{}:1').toString('base64url')],
  ['one that is too long', Buffer.from(`Cliente:${'1'.repeat(200)}`).toString('base64url')],
])('%s is no node id', (_what, text) => {
  expect(nodeKeyOf(text)).toBeNull();
});
