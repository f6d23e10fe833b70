import type { FastifyInstance } from 'fastify';
import { AggregatorRegistry, type Registry } from 'prom-client';
import { METRICS_PATH } from '../../http/requests/paths.ts';
import { graphqlError } from '../../http/server/error-answers.ts';
import type { PartMetrics } from '../../http/server/metrics.ts';
import type { Identity } from '../callers/identity.ts';
import { METRICS_SCOPE } from '../callers/scopes.ts';

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
  app.get(METRICS_PATH, async (request, reply) => {
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
