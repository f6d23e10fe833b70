import { expect, test } from 'vitest';
import { requestId } from './request-id.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f-]{27}$/;
const ids = (count: number) => Array.from({ length: count }, (_, index) => `pedido-${100 + index}`).join();

test.each(['pedido-1', 'a'.repeat(64)])('an id of a caller is kept: %s', (id) => {
  expect(requestId(id)).toBe(id);
});

test.each([undefined, '', 'short', 'a'.repeat(65), 'with space', ids(2), ['pedido-1', 'pedido-2']])(
  'anything else gets a new one: %s',
  (header) => {
    expect(requestId(header)).toMatch(UUID);
  },
);

test('a router may name several, up to 16', () => {
  expect(requestId(ids(16), { several: true })).toBe(ids(16));
  expect(requestId(ids(17), { several: true })).toMatch(UUID);
});
