import { expect, inject, test } from 'vitest';
import { redisPrograms } from '../support/servers/redis-server.ts';
import { runChangedSecret } from './changed-secret.ts';
import { haproxyPrograms } from './http-balancer.ts';

const haproxy = await haproxyPrograms();
const redis = await redisPrograms();
const missing = [haproxy, redis].filter((one) => typeof one === 'string');
if (missing.length > 0) console.log(`skipped: HAProxy and Redis cannot be had: ${missing.join('; ')}`);

test.skipIf(missing.length > 0)(
  'IDENTITY_SECRET is changed under load: no request is refused, cursors and revocations hold, and the audit is whole all the time',
  async () => {
    if (typeof haproxy === 'string' || typeof redis === 'string') return;
    const report = await runChangedSecret({
      adminUrl: inject('adminUrl'),
      haproxy,
      redis,
      progress: (message) => console.log(message),
    });

    expect({ lost: report.lost.slice(0, 5), problems: report.problems }).toEqual({ lost: [], problems: [] });
    expect(report.queries).toBeGreaterThan(50);
    expect(report.mutations).toBeGreaterThan(20);
  },
  400_000,
);
