import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import type { Database } from './database.ts';
import { readBacklog } from './events/outbox.ts';

/** Metrics of one subgraph, in Prometheus' terms; read from the database when somebody asks. */
export function createSubgraphMetrics(subgraph: string, database: Database, hasOutbox: boolean): Registry {
  const registry = new Registry();
  registry.setDefaultLabels({ subgraph });
  collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: 100 });
  if (hasOutbox) addOutboxMetrics(registry, database);
  return registry;
}

function addOutboxMetrics(registry: Registry, database: Database): void {
  const pending = new Gauge({
    name: 'outbox_pending_events',
    help: 'Events that a domain has not confirmed yet.',
    labelNames: ['destination'],
    registers: [],
  });
  const dead = new Gauge({
    name: 'outbox_dead_events',
    help: 'Events that are not tried again until somebody replays them.',
    labelNames: ['destination'],
    registers: [],
  });
  const lag = new Gauge({
    name: 'outbox_lag_seconds',
    help: 'Age of the oldest event that a domain has not confirmed.',
    labelNames: ['destination'],
    registers: [registry],
    async collect() {
      for (const gauge of [pending, dead, lag]) gauge.reset();
      for (const backlog of await readBacklog(database)) {
        const labels = { destination: backlog.destination };
        pending.set(labels, backlog.pending);
        dead.set(labels, backlog.dead);
        lag.set(labels, backlog.lagSeconds);
      }
    },
  });
  registry.registerMetric(pending);
  registry.registerMetric(dead);
}
