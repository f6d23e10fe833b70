import { expect, test } from 'vitest';
import { clusterPrograms } from './cluster-packages.ts';
import { startGaleraCluster } from './galera-cluster.ts';
import { raceReferences } from './races.ts';

const programs = await clusterPrograms(() => {});
if (typeof programs === 'string') console.log(`nothing is tested on a cluster: ${programs}`);

// Nodes that are taken away: cluster.long.test.ts, and `npm run test:cluster` for minutes.
test.skipIf(typeof programs === 'string')(
  'of what is erased on one node while another one writes to it nothing is left',
  async () => {
    if (typeof programs === 'string') return;
    await using cluster = await startGaleraCluster(programs, { nodes: 2, progress: () => {} });

    expect(await raceReferences({ cluster }, 12)).toEqual({ rounds: { erasures: 12 }, violations: [] });
  },
  120_000,
);
