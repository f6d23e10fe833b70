import type { GraphQLDataSource } from '@apollo/gateway';
import type { DomainEvent } from '../../platform/events/event/event.ts';
import type { Identity } from '../../platform/identity/callers/identity.ts';
import { REPORT_SCOPE } from '../../platform/identity/callers/internal-scopes.ts';
import { partIdentity, ROUTER } from '../../platform/identity/callers/issuers.ts';
import { SubgraphFailure } from '../../platform/peers/answers/subgraph-failure.ts';
import type { SubgraphClient } from '../../platform/peers/subgraph-client.ts';
import type { Log } from '../../platform/process/logging/logging.ts';
import type { RunningSubgraph } from '../../platform/subgraph/server.ts';
import type { RouterContext } from '../context.ts';
import { DirectDataSource, HttpDataSource } from './data-sources/data-sources.ts';
import { failureError } from './failures/failure-error.ts';
import { metersOf } from './health/address-metrics.ts';
import { askAny } from './health/ask-any.ts';
import { directHealth, noHealth, remoteHealth, type SubgraphHealth } from './health/subgraph-health.ts';
import { PROBE_TIMEOUT_MS, type Probe } from './readiness.ts';
import type { ResilientClient } from './resilience/resilient-client.ts';

/** The metrics of each address. */
export type Meter = (identity: Identity) => Promise<readonly unknown[]>;
/** Brings a report to a subgraph. Rejects with SubgraphFailure unless that has taken it. */
export type Reporter = (report: DomainEvent) => Promise<void>;

const REPORT_IDENTITY = partIdentity(ROUTER, REPORT_SCOPE);

/** How one subgraph is reached: for fetches, and for what is asked about itself. */
export interface SubgraphTransport {
  readonly dataSource: GraphQLDataSource<RouterContext>;
  readonly probes: readonly Probe[];
  readonly meter: Meter;
  readonly report: Reporter;
  readonly health: SubgraphHealth;
}

/** The clients of one subgraph's addresses, and how they take turns. */
export interface RemoteAddresses {
  readonly clients: readonly [SubgraphClient, ...SubgraphClient[]];
  readonly resilient: ResilientClient;
}

/** Reaches a subgraph in this process. */
export function directTransport(subgraph: RunningSubgraph, log: Log): SubgraphTransport {
  const probe: Probe = async (identity) => {
    const requestId = 'readiness';
    const result = await subgraph.execute({
      source: '{ __typename }',
      identity,
      requestId,
      deadline: null,
    });
    if (result.data == null) return 'unavailable';
    return (await subgraph.isReady()) ? 'ready' : 'not ready';
  };
  return {
    dataSource: new DirectDataSource(subgraph, log),
    probes: [probe],
    meter: async () => [await subgraph.metrics()],
    report: (report) => subgraph.takeReport(report),
    health: directHealth(subgraph, probe),
  };
}

/** Reaches a subgraph over HTTP. */
export function httpTransport({ clients, resilient }: RemoteAddresses, log: Log): SubgraphTransport {
  const probes = clients.map(
    (client, at): Probe =>
      async (identity, withinMs = PROBE_TIMEOUT_MS) => {
        const found = await client.probe(identity, withinMs);
        if (found !== 'unavailable') resilient.answered(at);
        if (found !== 'answers') return found;
        if (resilient.addresses[at]?.circuit !== 'closed') return 'circuit open';
        return (await client.readiness(withinMs)) === 'ready' ? 'ready' : 'not ready';
      },
  );
  return {
    dataSource: new HttpDataSource(resilient, log),
    probes,
    meter: (identity) => metersOf(clients, identity, log),
    report: (report) => askAny(clients, (client) => client.postEvent(report, REPORT_IDENTITY)),
    health: remoteHealth(clients, resilient, probes),
  };
}

/** Stands for a subgraph without an address: answers as one that cannot be reached. */
export function noTransport(name: string, problem: string): SubgraphTransport {
  const failure = new SubgraphFailure(name, new Error(problem));
  return {
    dataSource: {
      process: () => Promise.resolve({ errors: [failureError(failure)] }),
    },
    probes: [() => Promise.resolve('unavailable')],
    meter: () => Promise.resolve([]),
    report: () => Promise.reject(failure),
    health: noHealth(failure),
  };
}
