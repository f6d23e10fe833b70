import { expect, test } from 'vitest';
import { INVALID_SUPERGRAPHS } from '../../tests/support/executions/invalid-supergraphs.ts';
import { spoilInTurn, startReloadRun } from '../../tests/support/executions/reload-run.ts';

test('a refused supergraph changes nothing, whatever is wrong with it, and the next good one is taken', async () => {
  await using run = await startReloadRun();

  expect(INVALID_SUPERGRAPHS.length).toBeGreaterThan(18);
  expect((await spoilInTurn(run)).wrong).toEqual({});
  const repaired = await run.repair();
  expect(repaired).toBe(run.expected);
}, 120_000);
