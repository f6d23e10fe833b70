import { expect, test } from 'vitest';
import type { BenchResult } from '../run/result.ts';
import type { Measurement } from '../run/rounds.ts';
import { targetsOf } from './targets.ts';

const measured = (contestant: Measurement['contestant'], cpuMs: number, requestsPerSecond: number) => ({
  contestant,
  query: 'one-customer' as const,
  connections: 20,
  users: 20,
  cpuMs,
  gatewayCpuMs: null,
  databaseCpuMs: 0.5,
  requestsPerSecond,
  p50: 10,
  p99: 31,
  bytesPerAnswer: 1,
  // 400.6 MB.
  rssMib: 382,
  requests: 1,
  failed: 0,
  othersCores: 0,
  rounds: [{ cpuMs, requestsPerSecond }],
});

const result: BenchResult = {
  circumstances: {
    date: '',
    cores: 2,
    cpu: '',
    memoryGib: 1,
    system: '',
    node: '',
    database: '',
    packages: {},
    commit: null,
  },
  clientes: 100,
  plan: {
    queries: [],
    connections: [20],
    users: null,
    oneUser: { queries: [], connections: [] },
    rounds: 1,
    milliseconds: 1,
    warmUpMilliseconds: 1,
    seed: 1,
    evenBusy: false,
  },
  questions: 1,
  measurements: [
    measured('ours-in-process', 1.3, 350),
    measured('rest-floor', 1, 500),
    measured('ours', 3, 390),
    measured('vanilla', 6, 100),
  ],
  absent: [],
  startMs: 1_500,
  growth: {
    few: 10,
    queries: [
      {
        query: 'one-customer',
        few: measured('ours-in-process', 1, 1),
        many: measured('ours-in-process', 1.5, 1),
      },
    ],
  },
};

test('targets are reached at their limit, not reached beyond it, and open where nothing was measured', () => {
  const reached = new Map(targetsOf(result).map((target) => [target.text, target.reached]));

  expect(Object.fromEntries(reached)).toMatchObject({
    'CPU per request of ours in-process against the REST floor, one customer': true,
    'CPU per request of ours in-process against the REST floor, 20 customers': null,
    'RPS of ours against vanilla, one customer': false,
    'RPS of ours against Hive Gateway in front of the same subgraphs, one customer': null,
    'p99 against p50 of ours-in-process, one customer': false,
    'memory of the whole graph in one process': false,
    '`npm start` to ready with an existing data directory': true,
    // 1.5 + 0.5 against 1 + 0.5, the database's part included.
    'CPU per request, database included, with 100 customers against 10, one-customer': false,
  });
});
