import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, inject, test } from 'vitest';
import { dropSchemas } from '../dev/schemas/schemas.ts';
import { loadSubgraphs } from '../platform/subgraph/listed-subgraphs.ts';
import { buildPrograms } from './processes/build.ts';
import { QUERIES } from './questions/queries.ts';
import { renderReport } from './report/report.ts';
import type { BenchResult } from './run/result.ts';
import { runBench } from './run/run-bench.ts';

const CLIENTES = 120;
const queries = QUERIES.filter(({ name }) => name === 'one-customer' || name === 'mutation');

test('the contestants give equal answers, are measured, and nothing of them stays', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'bench-'));
  let result: BenchResult;
  await buildPrograms();
  const before = childrenOfThisProcess();
  try {
    result = await runBench({
      clientes: CLIENTES,
      contestants: ['ours-in-process', 'rest-floor'],
      absent: [{ name: 'vanilla', reason: 'not asked for' }],
      plan: {
        queries,
        connections: [4],
        users: null,
        oneUser: { queries: ['one-customer'], connections: [4] },
        rounds: 1,
        milliseconds: 100,
        warmUpMilliseconds: 50,
        seed: 1,
        // Other tests run beside it.
        evenBusy: true,
      },
      questions: 2,
      growthFrom: null,
      measureStart: false,
      mysqlUrl: inject('adminUrl'),
      dataDirectory: folder,
      say: () => {},
      signal: new AbortController().signal,
    });
  } finally {
    await dropSchemas(inject('adminUrl'), await loadSubgraphs(), `b${CLIENTES}_`);
    await rm(folder, { recursive: true, force: true });
  }

  expect(
    result.measurements
      .filter(({ requests, cpuMs }) => requests > 0 && cpuMs >= 0)
      .map(({ query, users }) => (users === 1 ? `${query} (one user)` : query)),
  ).toEqual([...queries.map(({ name }) => name), 'one-customer (one user)'].flatMap((name) => [name, name]));
  expect(childrenOfThisProcess().filter((pid) => !before.includes(pid))).toEqual([]);
  const report = renderReport(result);
  expect(report).toContain('not measured: vanilla (not asked for)');
  expect(report).not.toMatch(/NaN|undefined|Infinity/);
}, 300_000);

function childrenOfThisProcess(): string[] {
  return readFileSync(`/proc/self/task/${process.pid}/children`, 'utf8').split(' ').filter(Boolean);
}
