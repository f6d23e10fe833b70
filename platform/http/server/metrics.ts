import type { FastifyInstance } from 'fastify';
import { collectDefaultMetrics, Histogram, type MetricObject, Registry } from 'prom-client';

/** Gauges of the library whose names Prometheus keeps for counters; the same numbers are there by type, without `_total`. */
const MISNAMED = [
  'nodejs_active_handles_total',
  'nodejs_active_requests_total',
  'nodejs_active_resources_total',
];
const DURATION_BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/**
 * Measures one server in Prometheus' terms: its process, and how long its answers took. Every series is labelled with
 * the name of the part.
 *
 * @param registry what measures something else already
 */
export function measureServer(app: FastifyInstance, part: string, registry = new Registry()): Registry {
  registry.setDefaultLabels({ part });
  collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: 100 });
  for (const name of MISNAMED) registry.removeSingleMetric(name);
  const duration = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time to answer, by path and status.',
    labelNames: ['path', 'status'],
    buckets: DURATION_BUCKETS,
    registers: [registry],
  });
  app.batchedAnswers.push(({ path, status, ms }) => duration.observe({ path, status }, ms / 1_000));
  app.addHook('onResponse', (request, reply, done) => {
    if (request.isBatch) return done();
    duration.observe(
      { path: request.routeOptions.url ?? 'unknown', status: reply.statusCode },
      reply.elapsedTime / 1_000,
    );
    done();
  });
  return registry;
}

/** Metrics of one part in the form that can be added to those of others. */
export type PartMetrics = readonly MetricObject[];
