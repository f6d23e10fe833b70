import { expect, test } from 'vitest';
import { compareExecutors } from './comparisons/executor.ts';
import { comparePlans } from './comparisons/plans.ts';
import { compareRequirements } from './comparisons/requirements.ts';
import { compareSchemaChecks } from './comparisons/schema-checks.ts';
import { compareWidePlans } from './comparisons/wide-plans.ts';

// Each with inputs that are new every time; `npm run test:differential` goes on for minutes.
const seed = Date.now() % 1_000_000_000;
const duration = 20_000;

test.each([
  ['plans', () => comparePlans({ duration, seed })],
  ['executors', () => compareExecutors({ duration, seed })],
  ['requirements', () => compareRequirements({ duration, seed })],
  ['plans of graphs of many forms', () => compareWidePlans({ duration, seed })],
  ['schema checks', () => compareSchemaChecks({ duration, seed })],
])('generated %s are like the reference', { timeout: 120_000 }, async (what, compare) => {
  const { difference, counts } = await compare();

  console.log(`${what}, seed ${seed}: ${JSON.stringify(counts)}`);
  expect(difference).toBeNull();
  expect(Math.max(...Object.values(counts))).toBeGreaterThan(10);
});
