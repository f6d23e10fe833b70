import type { FastifyInstance } from 'fastify';
import type { Registry } from 'prom-client';
import type { Admission } from '../platform/http/admission/admission.ts';
import { measureTls } from '../platform/http/connections/tls-metrics.ts';
import { measureServer } from '../platform/http/server/metrics.ts';
import type { SharedStore } from '../platform/sharing/shared-store.ts';
import { measureSharedStore } from '../platform/sharing/shared-store-metrics.ts';
import { measureTraces } from '../platform/telemetry/trace-metrics.ts';
import { measureAccesses } from './accesses/access-metrics.ts';
import type { AccessRecorder } from './accesses/access-recorder.ts';
import type { UserDirectory } from './auth/users/user-directory.ts';
import { measureUsers } from './auth/users/users-metrics.ts';
import type { RouterConfig } from './config/config.ts';
import { measureAdmission } from './requests/load-shedding/admission-metrics.ts';
import { measureStrangerLines, type StrangerLines } from './security-log/stranger-lines.ts';
import { measureCircuits } from './subgraphs/health/circuit-metrics.ts';
import type { SubgraphConnections } from './subgraphs/subgraph-connections.ts';
import { measureUsage } from './usage/usage-metrics.ts';
import type { UsageRecorder } from './usage/usage-recorder.ts';

/** What is measured; null is what this router does not have. */
export interface MeasuredParts {
  tls: RouterConfig['tls'];
  usage: UsageRecorder | null;
  accesses: AccessRecorder | null;
  admission: Admission;
  subgraphs: SubgraphConnections;
  users: UserDirectory;
  shared: SharedStore | null;
  lines: StrangerLines;
}

/** Shows in metrics how the router's parts are. Operations are measured by a plugin (operation-metrics.ts). */
export function measureRouter(app: FastifyInstance, registry: Registry, parts: MeasuredParts): void {
  const { tls, usage, accesses, shared, subgraphs } = parts;
  measureServer(app, 'router', registry);
  measureTraces(registry);
  if (tls) measureTls(registry, tls);
  if (usage) measureUsage(registry, usage);
  if (accesses) measureAccesses(registry, accesses);
  measureAdmission(registry, parts.admission);
  measureCircuits(registry, () => subgraphs.circuits);
  measureUsers(registry, parts.users);
  if (shared) measureSharedStore(registry, shared);
  measureStrangerLines(registry, parts.lines);
}
