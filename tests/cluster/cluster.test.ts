import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { clusterPrograms } from './cluster-packages.ts';
import { type GaleraCluster, startGaleraCluster } from './galera-cluster.ts';
import { raceReferences, raceUsers } from './races.ts';

const programs = await clusterPrograms(() => {});
if (typeof programs === 'string') console.log(`nothing is tested on a cluster: ${programs}`);

// Nodes that are taken away: cluster.long.test.ts, and `npm run test:cluster` for minutes.
describe.skipIf(typeof programs === 'string')('on two nodes', () => {
  let cluster: GaleraCluster;
  beforeAll(async () => {
    if (typeof programs !== 'string')
      cluster = await startGaleraCluster(programs, { nodes: 2, progress: () => {} });
  }, 120_000);
  afterAll(() => cluster?.[Symbol.asyncDispose]());

  test('of what is erased on one while the other one writes to it nothing is left', async () => {
    expect(await raceReferences({ cluster }, 12)).toEqual({ rounds: { erasures: 12 }, violations: [] });
  }, 60_000);

  test('whoever has made a user on one is let in at both', async () => {
    expect(await raceUsers({ cluster }, 24)).toEqual({ rounds: { users: 24 }, violations: [] });
  }, 60_000);
});
