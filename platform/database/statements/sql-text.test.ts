import { expect, test } from 'vitest';
import { paddedSize } from './sql-text.ts';

test('batches are padded to few sizes, none of them by more than half', () => {
  const counts = Array.from({ length: 512 }, (_, index) => index + 1);

  const sizes = counts.map(paddedSize);

  expect(new Set(sizes)).toEqual(
    new Set([1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128, 192, 256, 384, 512]),
  );
  for (const [index, count] of counts.entries()) {
    expect(sizes[index]).toBeGreaterThanOrEqual(count);
    expect(sizes[index]).toBeLessThan(count * 1.5);
  }
});
