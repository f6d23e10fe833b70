import { expect, test } from 'vitest';
import { comparePlans } from './plans.ts';

test('queries of generated graphs are answered as one schema answers them', async () => {
  // On a busy machine there are fewer; `npm run test:differential -- plans` tries as many as there is time for.
  const { counts, difference } = await comparePlans({ duration: 8_000, seed: 20_261_125, graphs: 2 });

  expect(difference).toBeNull();
  expect(counts.queries).toBeGreaterThan(10);
}, 120_000);
