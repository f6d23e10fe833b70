import { expect, inject, test } from 'vitest';
import { runChangedCredentials } from './changed-credentials.ts';
import { haproxyPrograms } from './http-balancer.ts';

const haproxy = await haproxyPrograms();
if (typeof haproxy === 'string') console.log(`skipped: HAProxy cannot be had: ${haproxy}`);

test.skipIf(typeof haproxy === 'string')(
  "a user's password, keys of the parts and the user of a database are changed under load: no request is refused or lost",
  async () => {
    if (typeof haproxy === 'string') return;
    const report = await runChangedCredentials({
      adminUrl: inject('adminUrl'),
      haproxy,
      progress: (message) => console.log(message),
    });

    expect({ lost: report.lost.slice(0, 5), problems: report.problems }).toEqual({ lost: [], problems: [] });
    expect(report.queries).toBeGreaterThan(50);
    expect(report.mutations).toBeGreaterThan(20);
  },
  400_000,
);
