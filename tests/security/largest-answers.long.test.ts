import { expect, inject, test } from 'vitest';
import { testPrefix } from '../support/schemas/test-prefix.ts';
import { describe, runSecurity } from './security-run.ts';

test('the largest answers hold a router no longer than other requests', async () => {
  const reports = await runSecurity({
    adminUrl: inject('adminUrl'),
    prefix: testPrefix(),
    headers: 0,
    seed: 20,
    answerBytes: 2 * 1024 * 1024,
    progress: () => {},
  });

  console.log(describe(reports));
  expect([...reports.values()].flatMap(({ letThrough }) => letThrough)).toEqual([]);
  expect([...reports.keys()].slice(-2)).toEqual([
    'largest answers of the graph',
    'largest answers of subgraphs',
  ]);
}, 240_000);
