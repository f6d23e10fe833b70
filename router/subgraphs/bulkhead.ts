import type { GraphQLDataSource } from '@apollo/gateway';
import { Admission } from '../../platform/http/admission.ts';
import { SubgraphFailure } from '../../platform/peers/subgraph-failure.ts';
import type { RouterContext } from '../context.ts';
import { failureError } from './failure-error.ts';

type DataSource = GraphQLDataSource<RouterContext>;

/** As many as there are connections to a subgraph (platform/peers/subgraph-client.ts). */
const MAX_IN_FLIGHT = 64;

/**
 * How many fetches one subgraph may have in flight: at most half of the requests, so that one that hangs leaves places to
 * those that do not need it.
 */
export function fetchesInFlight(maxRequestsInFlight: number): number {
  return Math.max(1, Math.min(MAX_IN_FLIGHT, Math.floor(maxRequestsInFlight / 2)));
}

/**
 * A data source with a bounded number of fetches in flight and as many that wait, for a bounded time. Each further one is
 * answered SUBGRAPH_BUSY without being sent, so that also a mutation may be sent again.
 */
export function withBulkhead(
  dataSource: DataSource,
  { name, maxInFlight, maxWaitMs }: { name: string; maxInFlight: number; maxWaitMs: number },
): DataSource {
  const admission = new Admission({ maxInFlight, maxWaitMs });
  return {
    async process(options) {
      const entered = admission.enter();
      const place = entered instanceof Promise ? await entered : entered;
      if (!place) {
        const failure = new SubgraphFailure(name, new Error('too many fetches in flight'), { kind: 'busy' });
        return { errors: [failureError(failure)] };
      }
      try {
        return await dataSource.process(options);
      } finally {
        admission.leave(place);
      }
    },
  };
}
