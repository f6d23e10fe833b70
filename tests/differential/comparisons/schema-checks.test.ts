import { expect, test } from 'vitest';
import { compareSchemaChecks } from './schema-checks.ts';

// `npm run test:differential -- schema` goes on for minutes.
test('what breaks is what graphql-js and GraphQL Inspector say, but for rules that are written down', {
  timeout: 60_000,
}, async () => {
  const { difference, counts } = await compareSchemaChecks({ duration: 2_000, seed: Date.now() % 1_000_000 });

  expect(difference).toBeNull();
  expect(Math.min(...Object.values(counts))).toBeGreaterThan(0);
});
