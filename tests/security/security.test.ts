import { expect, inject, test } from 'vitest';
import { testPrefix } from '../support/test-prefix.ts';
import { ATTACKS } from './attacks.ts';
import { describe, runSecurity } from './security-run.ts';

test('every known attack and every malformed header is refused', async () => {
  const reports = await runSecurity({
    adminUrl: inject('adminUrl'),
    prefix: testPrefix(),
    headers: 1_000,
    seed: 20,
  });

  console.log(describe(reports));
  expect([...reports.values()].flatMap(({ letThrough }) => letThrough)).toEqual([]);
  expect([...reports.keys()]).toEqual([...Object.keys(ATTACKS), 'malformed credentials']);
}, 120_000);
