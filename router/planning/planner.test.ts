import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { startPlanner } from './planner.ts';

const SUPERGRAPH = new URL('../../schema/supergraph.graphql', import.meta.url);

test('plans in a thread of its own', async () => {
  await using planner = await startPlanner({ supergraphSdl: await readFile(SUPERGRAPH, 'utf8') });
  const plan = await planner.plan('{ cliente(id: 1) { nome enderecos { cidade } } }', []);
  expect(plan.node).toMatchObject({ kind: 'Sequence' });
});
