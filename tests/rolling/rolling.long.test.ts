import { expect, inject, test } from 'vitest';
import { redisPrograms } from '../support/servers/redis-server.ts';
import { haproxyPrograms } from './http-balancer.ts';
import { describeRolling, runRolling } from './rolling-run.ts';

const haproxy = await haproxyPrograms();
const redis = await redisPrograms();
if (typeof haproxy === 'string') console.log(`skipped: HAProxy cannot be had: ${haproxy}`);

test.skipIf(typeof haproxy === 'string')(
  'two routers and two processes of a subgraph are restarted one after the other, and no client sees it',
  async () => {
    if (typeof haproxy === 'string') return;
    const report = await runRolling({
      adminUrl: inject('adminUrl'),
      haproxy,
      redis: typeof redis === 'string' ? null : redis,
      parts: ['router', 'clientes'],
      together: true,
      rounds: 1,
      clients: 2,
      progress: () => {},
    });

    console.log(describeRolling(report));
    const { lost, differences, restarts } = report;
    expect([lost.slice(0, 5), differences.slice(0, 5), restarts]).toEqual([[], [], 4]);
    expect(report.queries).toBeGreaterThan(50);
    expect(report.mutations).toBeGreaterThan(20);
  },
  180_000,
);
