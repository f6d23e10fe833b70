import * as v from 'valibot';
import { type Outbox, outboxState } from '../../../platform/events/inspection/outbox-state.ts';
import {
  type RouterOrders,
  type RouterStatus,
  routerOrders,
} from '../../../platform/events/inspection/router-status.ts';
import { OUTBOX_SCOPE, REPORT_SCOPE } from '../../../platform/identity/callers/internal-scopes.ts';
import { partIdentity, ROUTER } from '../../../platform/identity/callers/issuers.ts';
import { SubgraphFailure } from '../../../platform/peers/answers/subgraph-failure.ts';
import type { SubgraphClient } from '../../../platform/peers/subgraph-client.ts';
import type { RunningSubgraph } from '../../../platform/subgraph/server.ts';
import type { Probe } from '../readiness.ts';
import type { CircuitState } from '../resilience/circuit-breaker.ts';
import type { ResilientClient } from '../resilience/resilient-client.ts';
import { askAny } from './ask-any.ts';

/** One address, as this router has it at the moment. */
export interface AddressHealth {
  /** `host:port`; null in the same process. */
  place: string | null;
  circuit: CircuitState;
  inFlight: number;
  probe: Probe;
}

/** How one subgraph is found to be, beside its answers. What it asks throws SubgraphFailure. */
export interface SubgraphHealth {
  addresses(): readonly AddressHealth[];
  readonly outbox: Outbox;
  /** Says how this router finds the graph, and gives what it is asked in return. */
  tell(status: RouterStatus): Promise<RouterOrders>;
}

/** Nobody waits for it but who asks again soon. */
const OUTBOX_TIMEOUT_MS = 2_000;
const OUTBOX_IDENTITY = partIdentity(ROUTER, OUTBOX_SCOPE);
const STATUS_IDENTITY = partIdentity(ROUTER, REPORT_SCOPE);
const replayed = v.object({ replayed: v.pipe(v.number(), v.integer(), v.minValue(0)) });

/** The health of a subgraph in this process. */
export function directHealth(subgraph: RunningSubgraph, probe: Probe): SubgraphHealth {
  return {
    addresses: () => [{ place: null, circuit: 'closed', inFlight: 0, probe }],
    outbox: subgraph.outbox,
    tell: async (status) => understood(subgraph.name, routerOrders, await subgraph.takeStatus(status)),
  };
}

/** The health of a subgraph that is reached over HTTP, with a probe for each address. */
export function remoteHealth(
  clients: readonly [SubgraphClient, ...SubgraphClient[]],
  resilient: ResilientClient,
  probes: readonly Probe[],
): SubgraphHealth {
  const [{ name }] = clients;
  return {
    addresses: () =>
      resilient.addresses.flatMap(({ place, circuit, inFlight }, at) => {
        const probe = probes[at];
        return probe ? [{ place, circuit, inFlight, probe }] : [];
      }),
    outbox: {
      async read() {
        const said = await askAny(clients, (client) => client.getOutbox(OUTBOX_IDENTITY, OUTBOX_TIMEOUT_MS));
        return understood(name, outboxState, said);
      },
      async replay(seq) {
        const said = await askAny(clients, (client) => client.replayOutbox(OUTBOX_IDENTITY, seq));
        return understood(name, replayed, said).replayed;
      },
    },
    async tell(status) {
      const said = await askAny(clients, (client) => client.postStatus(status, STATUS_IDENTITY));
      return understood(name, routerOrders, said);
    },
  };
}

/** The health of a subgraph that has no address. */
export function noHealth(failure: SubgraphFailure): SubgraphHealth {
  return {
    addresses: () => [
      { place: null, circuit: 'closed', inFlight: 0, probe: () => Promise.resolve('unavailable') },
    ],
    outbox: { read: () => Promise.reject(failure), replay: () => Promise.reject(failure) },
    tell: () => Promise.reject(failure),
  };
}

function understood<Said>(name: string, schema: v.GenericSchema<unknown, Said>, said: unknown): Said {
  const parsed = v.safeParse(schema, said, { abortEarly: true });
  if (parsed.success) return parsed.output;
  throw new SubgraphFailure(name, new Error('it answers what is not understood'), { kind: 'invalid' });
}
