import type { FastifyInstance } from 'fastify';
import {
  AggregatorRegistry,
  collectDefaultMetrics,
  Gauge,
  Histogram,
  type MetricObject,
  Registry,
} from 'prom-client';
import type { Database } from './database.ts';
import { type Backlog, readBacklog } from './events/outbox.ts';
import { graphqlError } from './http-server.ts';
import type { Identity } from './identity.ts';

/** The scope of users who may read metrics. */
export const METRICS_SCOPE = 'operacao';

const DURATION_BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/**
 * Measures one server in Prometheus' terms: its process, and how long its answers took. Every series is labelled with
 * the name of the part.
 */
export function measureServer(app: FastifyInstance, part: string): Registry {
  const registry = new Registry();
  registry.setDefaultLabels({ part });
  collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: 100 });
  const duration = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time to answer, by path and status.',
    labelNames: ['path', 'status'],
    buckets: DURATION_BUCKETS,
    registers: [registry],
  });
  app.addHook('onResponse', (request, reply, done) => {
    duration.observe(
      { path: request.routeOptions.url ?? 'unknown', status: reply.statusCode },
      reply.elapsedTime / 1_000,
    );
    done();
  });
  return registry;
}

/**
 * Adds how much is in a subgraph's outbox, read from the database when somebody asks. While it cannot be read there are
 * no such series, and all others stay; the backlog report logs why.
 *
 * @param destinations the domains that events go to; one for which nothing waits is shown as 0
 */
export function measureOutbox(registry: Registry, database: Database, destinations: readonly string[]): void {
  let reading: Promise<Map<string, Backlog> | null> | null = null;
  /** One read for all gauges of a page. */
  const read = () => {
    reading ??= readBacklog(database)
      .then((backlogs) => new Map(backlogs.map((backlog) => [backlog.destination, backlog])))
      .catch(() => null)
      .finally(() => {
        reading = null;
      });
    return reading;
  };
  const add = (name: string, help: string, value: (backlog: Backlog) => number) =>
    new Gauge({
      name,
      help,
      labelNames: ['destination'],
      registers: [registry],
      async collect() {
        const backlogs = await read();
        this.reset();
        if (backlogs === null) return;
        for (const destination of new Set([...destinations, ...backlogs.keys()])) {
          const backlog = backlogs.get(destination);
          this.set({ destination }, backlog ? value(backlog) : 0);
        }
      },
    });
  add('outbox_pending_events', 'Events that a domain has not confirmed yet.', ({ pending }) => pending);
  add(
    'outbox_dead_events',
    'Events that are not tried again until somebody replays them.',
    ({ dead }) => dead,
  );
  add(
    'outbox_lag_seconds',
    'Age of the oldest event that a domain has not confirmed.',
    ({ lagSeconds }) => lagSeconds,
  );
}

/** Metrics of one part in the form that can be added to those of others. */
export type PartMetrics = readonly MetricObject[];

/**
 * Serves `/metrics` to users with the scope `operacao`: Prometheus' text, or JSON for a router that puts the parts
 * together.
 *
 * @param others metrics of further parts
 */
export function serveMetrics(
  app: FastifyInstance,
  registry: Registry,
  others: (identity: Identity) => Promise<readonly PartMetrics[]> = () => Promise.resolve([]),
): void {
  app.get('/metrics', async (request, reply) => {
    if (!request.identity?.scopes.includes(METRICS_SCOPE)) {
      return reply
        .code(403)
        .send(
          graphqlError('FORBIDDEN', `Metrics are for users of a group with the scope "${METRICS_SCOPE}".`),
        );
    }
    const own = await registry.getMetricsAsJSON();
    if (request.headers.accept === 'application/json') return own;
    const all = AggregatorRegistry.aggregate(
      [own, ...(await others(request.identity))].map((one) => [...one]),
    );
    return reply.header('content-type', all.contentType).send(await all.metrics());
  });
}
