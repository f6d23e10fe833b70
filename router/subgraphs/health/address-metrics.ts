import { loggableError } from '../../../platform/errors/loggable-error.ts';
import type { Identity } from '../../../platform/identity/callers/identity.ts';
import type { SubgraphClient } from '../../../platform/peers/subgraph-client.ts';
import type { Log } from '../../../platform/process/logging/logging.ts';

/**
 * The metrics of each address of a subgraph. Of several each has its own in the label `address`, and one that does not answer costs
 * no other. Throws SubgraphFailure when the only one does not.
 */
export async function metersOf(
  clients: readonly [SubgraphClient, ...SubgraphClient[]],
  identity: Identity,
  log: Log,
): Promise<unknown[]> {
  if (clients.length === 1) return [await clients[0].getMetrics(identity, 'metrics')];
  return await Promise.all(
    clients.map(async (client) => {
      try {
        return withAddress(await client.getMetrics(identity, 'metrics'), client.place);
      } catch (error) {
        const { name: subgraph, place: address } = client;
        log.warn({ subgraph, address, error: loggableError(error) }, 'no metrics of this subgraph');
        return [];
      }
    }),
  );
}

/** Metrics with an address in the labels of each value; anything that is none as it is. */
function withAddress(metrics: unknown, address: string): unknown {
  if (!Array.isArray(metrics)) return metrics;
  // What `serveMetrics` of a subgraph answers.
  return (metrics as readonly { values?: { labels?: object }[] }[]).map((metric) => ({
    ...metric,
    values: (metric.values ?? []).map((value) => ({ ...value, labels: { ...value.labels, address } })),
  }));
}
