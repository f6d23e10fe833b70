import { expect, test } from 'vitest';
import { Figures } from './figures.ts';

function percentiles(durations: readonly number[]): (number | null)[] {
  const figures = new Figures();
  for (const duracaoMs of durations) figures.add({ duracaoMs, bytes: 0, erro: false });
  return [figures.p50Ms, figures.p95Ms, figures.p99Ms].map((ms) =>
    ms === null ? null : Math.round(ms / 10) * 10,
  );
}

const oneTo = (most: number) => Array.from({ length: most }, (_, index) => (index + 1) * 10);

test.each([
  { durations: [], found: [null, null, null] },
  { durations: [0], found: [0, 0, 0] },
  // Of two, one is not 95 of 100.
  { durations: [10, 500], found: [10, 500, 500] },
  { durations: [10, 20, 500], found: [20, 500, 500] },
  { durations: oneTo(20), found: [100, 190, 200] },
  { durations: [...Array(99).fill(10), 500], found: [10, 10, 10] },
  { durations: [...Array(98).fill(10), 500, 500], found: [10, 10, 500] },
])('so many of $durations.length requests took no longer than a percentile says', ({ durations, found }) => {
  expect(percentiles(durations)).toEqual(found);
});
