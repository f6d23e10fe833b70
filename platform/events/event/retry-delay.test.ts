import { expect, test } from 'vitest';
import { retryDelayMs } from './retry-delay.ts';

test('the wait between attempts doubles up to five minutes, with jitter', () => {
  expect([1, 2, 3, 30].map((attempts) => retryDelayMs(attempts, () => 1))).toEqual([
    500, 1_000, 2_000, 300_000,
  ]);
  expect(retryDelayMs(3, () => 0)).toBe(1_000);
});
