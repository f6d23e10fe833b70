import { afterAll, expect, test } from 'vitest';
import { startFederatedGraph } from '../../tests/support/executions/federated-graph.ts';

const graph = await startFederatedGraph({
  notas: {
    sdl: 'type Query { notas(n: Int!): [Nota!]! } type Nota { a: Int  b: Int }',
    resolvers: { Query: { notas: (_: unknown, { n }: { n: number }) => Array(n).fill({ a: 1, b: 2 }) } },
  },
});
afterAll(() => graph[Symbol.asyncDispose]());

/** How many turns of the event loop others had while an operation that is compiled already was answered. */
async function turnsOfOthers(n: number): Promise<number> {
  const query = 'query ($n: Int!) { notas(n: $n) { a b } }';
  await graph.ask(query, { n });
  let turns = 0;
  let next = setImmediate(function count() {
    turns += 1;
    next = setImmediate(count);
  });
  const answer = await graph.ask(query, { n });
  clearImmediate(next);
  expect(answer).toEqual({ data: { notas: Array(n).fill({ a: 1, b: 2 }) } });
  return turns;
}

test('others get their turn before and after a large answer is shaped, and a small one is not held up by them', async () => {
  expect([await turnsOfOthers(10), await turnsOfOthers(5_000)]).toEqual([0, 2]);
});
