import { expect, test } from 'vitest';
import { healthOf } from './database-health.ts';

const words = (entries: Record<string, string>) => new Map<unknown, unknown>(Object.entries(entries));

test.each([
  ['a primary', { read_only: 'OFF', super_read_only: 'OFF' }, {}, 'ready'],
  ['a replica', { read_only: 'ON' }, {}, 'read only'],
  ['a replica of MariaDB 12', { read_only: 'NO_LOCK' }, {}, 'read only'],
  ['files that cannot be written', { read_only: 'OFF', innodb_read_only: 'ON' }, {}, 'read only'],
  ['a server that knows no such variable', {}, {}, 'ready'],
  ['a node of a cluster', { read_only: 'OFF', wsrep_on: 'ON' }, { wsrep_ready: 'ON' }, 'ready'],
  [
    'a node outside the primary component',
    { wsrep_on: 'ON' },
    { wsrep_ready: 'OFF' },
    'not in the primary component',
  ],
])('%s', (_what, variables, cluster, health) => {
  expect(healthOf(words(variables), words(cluster))).toBe(health);
});
