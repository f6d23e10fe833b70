import { expect, test } from 'vitest';
import { runFaults } from '../faults/fault-run.ts';
import { clusterPrograms } from './cluster-packages.ts';
import { serveCluster } from './cluster-server.ts';
import { startGaleraCluster } from './galera-cluster.ts';

const programs = await clusterPrograms(() => {});
if (typeof programs === 'string') console.log(`nothing is tested on a cluster: ${programs}`);

/** So short that each way happens within a minute, and longer than the others wait for a node that is silent. */
const PAUSES = { awayMs: 5_000, betweenMs: 500 };

// `npm run test:cluster` goes on for minutes, with races and the tests of the database, on groups of MySQL too.
test.skipIf(typeof programs === 'string')(
  'on three nodes that all take writes nothing acknowledged is lost or applied twice while each way of losing a node happens',
  async () => {
    if (typeof programs === 'string') return;
    await using cluster = await startGaleraCluster(programs, { nodes: 3, progress: () => {} });
    await using server = await serveCluster(cluster, programs, () => {}, PAUSES);
    const { counts, violations } = await runFaults({
      duration: 10_000,
      seed: 5,
      progress: () => {},
      provide: async () => ({ ...server, [Symbol.asyncDispose]: async () => {} }),
      disturb: (stopping) => server.disturb(stopping),
      isEnough: ({ operations }) =>
        operations > 20 && Object.values(server.report.faults).every((times) => times > 0),
    });
    await server.compare();

    console.log(`faults on a cluster: ${JSON.stringify({ ...counts, ...server.report.faults })}`);
    expect(violations).toEqual([]);
    expect(server.report.differences).toEqual([]);
    expect(counts.operations).toBeGreaterThan(20);
    expect(Object.entries(server.report.faults).filter(([, times]) => times === 0)).toEqual([]);
  },
  240_000,
);
