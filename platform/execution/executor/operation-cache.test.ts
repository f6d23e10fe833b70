import { expect, test } from 'vitest';
import { OperationCache } from './operation-cache.ts';

const MEBIBYTE = 1024 * 1024;
const SMALL = { characters: 100, selections: 10 };

test('operations are kept by text and name', () => {
  const cache = new OperationCache<string>(MEBIBYTE);
  cache.add('A B', 'A', 'a', SMALL);
  cache.add('A B', 'B', 'b', SMALL);

  expect([
    cache.get('A B', 'A'),
    cache.get('A B', 'B'),
    cache.get('A B', undefined),
    cache.get('C', 'A'),
  ]).toEqual(['a', 'b', undefined, undefined]);
});

test('large documents take the place of many small ones, those used last stay', () => {
  const cache = new OperationCache<number>(MEBIBYTE);
  const kept = () =>
    Array.from({ length: 200 }, (_, index) => index).filter((index) => cache.has(`${index}`));
  for (let index = 0; index < 200; index += 1) {
    cache.add(`${index}`, undefined, index, SMALL);
    cache.get('0', undefined);
  }
  const before = kept();

  cache.add('large', undefined, -1, { characters: 2_000, selections: 20 });

  expect(before.length).toBeLessThan(40);
  expect(before).toContain(0);
  expect(before).toContain(199);
  expect(kept().length).toBeLessThan(before.length - 5);
  expect(kept()).toContain(0);
});

test('a document that would take a large part alone is not kept, and one that grows so large goes', () => {
  const cache = new OperationCache<string>(MEBIBYTE);
  cache.add('huge', undefined, 'huge', { characters: 3_000, selections: 0 });
  cache.add('growing', undefined, 'growing', SMALL);
  expect([cache.has('huge'), cache.has('growing')]).toEqual([false, true]);

  cache.add('growing', undefined, 'growing', { characters: 0, selections: 1_000 });

  expect(cache.has('growing')).toBe(false);
});
