import { Counter, Gauge, type Registry } from 'prom-client';
import type { ResilientClient } from './resilient-client.ts';

type Circuits = () => ReadonlyMap<string, Pick<ResilientClient, 'circuit' | 'totals'>>;

/** Adds how often subgraphs were asked again, and which of them are not asked now. */
export function measureCircuits(registry: Registry, circuits: Circuits): void {
  new Gauge({
    name: 'subgraph_circuit_open',
    help: '1 while nothing is sent to a subgraph because nearly nothing was answered.',
    labelNames: ['subgraph'],
    registers: [registry],
    collect() {
      this.reset();
      for (const [subgraph, { circuit }] of circuits()) {
        this.set({ subgraph }, circuit === 'closed' ? 0 : 1);
      }
    },
  });
  const counters = {
    retries: ['subgraph_retries_total', 'Queries that were sent to a subgraph once more.'],
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
