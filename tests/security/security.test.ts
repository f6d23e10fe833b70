import { expect, inject, test } from 'vitest';
import { testPrefix } from '../support/schemas/test-prefix.ts';
import { ATTACKS } from './attacks.ts';
import { describe, runSecurity } from './security-run.ts';

test('every known attack and every malformed header is refused, and nothing within the limits holds a router for long', async () => {
  const reports = await runSecurity({
    adminUrl: inject('adminUrl'),
    prefix: testPrefix(),
    headers: 400,
    seed: 20,
    answerBytes: null,
    progress: () => {},
  });

  console.log(describe(reports));
  expect([...reports.values()].flatMap(({ letThrough }) => letThrough)).toEqual([]);
  expect([...reports.keys()]).toEqual([...Object.keys(ATTACKS), 'malformed credentials', 'amplification']);
}, 240_000);
