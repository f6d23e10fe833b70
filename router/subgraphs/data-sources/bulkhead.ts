import type { GraphQLDataSource } from '@apollo/gateway';
import { DeadlineExceeded } from '../../../platform/errors/client-errors.ts';
import { Admission } from '../../../platform/http/admission/admission.ts';
import { SubgraphFailure } from '../../../platform/peers/answers/subgraph-failure.ts';
import type { Deadline } from '../../../platform/process/deadlines/deadline.ts';
import type { RouterContext } from '../../context.ts';
import { failureError } from '../failures/failure-error.ts';

type DataSource = GraphQLDataSource<RouterContext>;

/** As many as there are connections to one address of a subgraph (platform/peers/subgraph-client.ts). */
const MAX_IN_FLIGHT = 64;

/**
 * How many fetches one subgraph may have in flight: at most half of the requests, so that one that hangs leaves places to
 * those that do not need it.
 */
export function fetchesInFlight(maxRequestsInFlight: number, addresses = 1): number {
  return Math.max(1, Math.min(MAX_IN_FLIGHT * addresses, Math.floor(maxRequestsInFlight / 2)));
}

/**
 * A data source with a bounded number of fetches in flight and as many that wait, for a bounded time. Each further one is
 * answered SUBGRAPH_BUSY without being sent, or DEADLINE_EXCEEDED where the time of its request was over first; so also a
 * mutation may be sent again.
 */
export function withBulkhead(
  dataSource: DataSource,
  { name, maxInFlight, maxWaitMs }: { name: string; maxInFlight: number; maxWaitMs: number },
): DataSource {
  const admission = new Admission({ maxInFlight, maxWaitMs });
  return {
    async process(options) {
      // What createRouterContext made for the request, or batched-entity-fetch.ts for several.
      const { deadline, identity } = options.context as RouterContext;
      const entered = admission.enter(deadline, identity.user);
      const place = entered instanceof Promise ? await entered : entered;
      if (!place) return { errors: [failureError(notSent(name, deadline))] };
      try {
        return await dataSource.process(options);
      } finally {
        admission.leave(place);
      }
    },
  };
}

function notSent(name: string, deadline: Deadline | null): SubgraphFailure {
  return deadline?.isOver
    ? new SubgraphFailure(name, new DeadlineExceeded(), { kind: 'late' })
    : new SubgraphFailure(name, new Error('too many fetches in flight'), { kind: 'busy' });
}
