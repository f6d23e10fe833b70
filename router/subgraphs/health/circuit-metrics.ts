import { Counter, Gauge, type Registry } from 'prom-client';
import type { ResilientClient } from '../resilience/resilient-client.ts';

type Circuits = () => ReadonlyMap<string, Pick<ResilientClient, 'addresses' | 'totals'>>;

type Address = ResilientClient['addresses'][number];

/** Adds how often subgraphs were asked again, and which of them are not asked now. */
export function measureCircuits(registry: Registry, circuits: Circuits): void {
  const gauges = {
    subgraph_circuit_open: [
      '1 while nothing is sent to an address of a subgraph because nearly nothing was answered.',
      ({ circuit }: Address) => (circuit === 'closed' ? 0 : 1),
    ],
    subgraph_address_passed_over: [
      '1 while other addresses of the subgraph are asked instead of this one, which failed or is not ready.',
      ({ isPassedOver }: Address) => (isPassedOver ? 1 : 0),
    ],
    subgraph_requests_in_flight: [
      'Requests to an address of a subgraph without an answer so far.',
      ({ inFlight }: Address) => inFlight,
    ],
  } as const;
  for (const [name, [help, measure]] of Object.entries(gauges)) {
    new Gauge({
      name,
      help,
      labelNames: ['subgraph', 'address'],
      registers: [registry],
      collect() {
        this.reset();
        for (const [subgraph, { addresses }] of circuits())
          for (const address of addresses) this.set({ subgraph, address: address.place }, measure(address));
      },
    });
  }
  const counters = {
    retries: ['subgraph_retries_total', 'Requests that were sent to a subgraph once more.'],
    notSent: ['subgraph_circuit_refusals_total', 'Requests that were not sent to a subgraph.'],
  } as const;
  for (const total of ['retries', 'notSent'] as const) {
    const [name, help] = counters[total];
    new Counter({
      name,
      help,
      labelNames: ['subgraph'],
      registers: [registry],
      collect() {
        this.reset();
        for (const [subgraph, { totals }] of circuits()) this.inc({ subgraph }, totals[total]);
      },
    });
  }
}
