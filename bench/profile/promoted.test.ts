import type { HeapProfiler } from 'node:inspector';
import { expect, test } from 'vitest';
import { promotedTables } from './promoted.ts';

type Node = HeapProfiler.SamplingHeapProfileNode;

function made(functionName: string, url: string, selfSize: number, children: Node[] = []): Node {
  return {
    callFrame: { functionName, url, scriptId: '0', lineNumber: 0, columnNumber: 0 },
    selfSize,
    children,
  };
}

test('what is promoted is told by process and by the function that has made it, a request', () => {
  const head = made('(root)', '', 0, [
    made('execute', 'file:///a/bench/.build/platform/execution/run/execute-fields.js', 200, [
      // Built into the engine.
      made('set', '', 600, [made('', 'file:///a/node_modules/mysql2/lib/query.js', 1_200)]),
    ]),
  ]);

  const told = promotedTables([{ name: 'router', profile: { head } }], {
    what: 'ours',
    requests: 2,
  });

  expect(told).toContain('ours: 1.0 kB per request came into the old generation, of 2 requests');
  expect(told).toMatch(/1000 \| router/);
  expect(told).toMatch(/600 \| mysql2 \(anonymous\)/);
  expect(told).toMatch(/400 \| platform\/execution\/run\/execute-fields execute/);
});
