import { expect, test } from 'vitest';
import { compareRequirements } from './requirements.ts';

test('fields that require each other across subgraphs have their values', async () => {
  // `npm run test:differential -- requirements` tries as many as there is time for.
  const { counts, difference } = await compareRequirements({ duration: 5_000, seed: 20_261_126, graphs: 2 });

  expect(difference).toBeNull();
  expect(counts['refused because there is no plan']).toBe(0);
  expect(counts.queries).toBeGreaterThan(10);
}, 120_000);
