import { expect, test } from 'vitest';
import { compareWidePlans } from './wide-plans.ts';

test('operations on graphs of many forms are answered as one schema answers them', async () => {
  // `npm run test:differential -- wide-plans` tries as many as there is time for.
  const { counts, difference } = await compareWidePlans({ duration: 6_000, seed: 204, graphs: 1 });

  expect(difference).toBeNull();
  expect(counts.operations).toBeGreaterThan(10);
}, 120_000);
