import { expect, test } from 'vitest';
import { compareExecutors } from './executor.ts';

test('generated operations on generated schemas are executed as graphql-js does', async () => {
  // On a busy machine there are fewer; `npm run test:differential -- executor` tries as many as there is time for.
  const { counts, difference } = await compareExecutors({ duration: 20_000, seed: 20_261_125, schemas: 8 });

  expect(difference).toBeNull();
  expect(counts.operations).toBeGreaterThan(20);
});
