import { readFile } from 'node:fs/promises';
import { expect, onTestFinished, test } from 'vitest';
import { startPlanner } from './planner.ts';
import { startThreadAhead } from './planner-threads.ts';

const SUPERGRAPH = await readFile(new URL('../../schema/supergraph.graphql', import.meta.url), 'utf8');

test('a planner that was built ahead is the one for its supergraph, and no other supergraph has it', async () => {
  // Has the thread that tests before this one in the same process may have left idle.
  await using _busy = await startPlanner({ supergraphSdl: SUPERGRAPH });
  let opened = 0;
  const count = () => {
    opened += 1;
  };
  process.on('worker', count);
  onTestFinished(() => void process.off('worker', count));

  startThreadAhead(SUPERGRAPH);
  await using planner = await startPlanner({ supergraphSdl: SUPERGRAPH });
  expect((await planner.plan('{ cliente(id: 1) { nome } }', [])).node).toMatchObject({ kind: 'Fetch' });
  expect(opened).toBe(1);

  startThreadAhead('type Query { notASupergraph: Int }');
  await expect(startPlanner({ supergraphSdl: 'type Query { neither: Int }' })).rejects.toThrow();
  await using next = await startPlanner({ supergraphSdl: SUPERGRAPH });
  expect(next.facts).toEqual(planner.facts);
});

test('what is wrong with a supergraph is told to who asks for the planner that was built ahead', async () => {
  const broken = 'type Query { notASupergraph: Int }';
  const reason = (error: unknown) => (error instanceof Error ? error.message : String(error));
  const without = await startPlanner({ supergraphSdl: broken }).catch(reason);

  startThreadAhead(broken);

  expect(await startPlanner({ supergraphSdl: broken }).catch(reason)).toBe(without);
});
