import { Counter, Gauge, type Registry } from 'prom-client';
import type { AccessTotals } from './access-recorder.ts';

/** Adds how many accesses were reported, are lost, and wait. */
export function measureAccesses(registry: Registry, recorder: { readonly totals: AccessTotals }): void {
  const counters = {
    reported: ['accesses_reported_total', 'Requests that were reported to the subgraph of accesses.'],
    dropped: ['accesses_dropped_total', 'Requests that were not reported and never will be.'],
  } as const;
  for (const total of ['reported', 'dropped'] as const) {
    const [name, help] = counters[total];
    new Counter({
      name,
      help,
      registers: [registry],
      collect() {
        this.reset();
        this.inc(recorder.totals[total]);
      },
    });
  }
  const gauges = {
    pending: ['accesses_pending', 'Requests that wait to be reported for the first time.'],
    waitingBytes: ['accesses_waiting_bytes', 'Bytes of reports that wait to be sent again.'],
  } as const;
  for (const total of ['pending', 'waitingBytes'] as const) {
    const [name, help] = gauges[total];
    new Gauge({
      name,
      help,
      registers: [registry],
      collect() {
        this.set(recorder.totals[total]);
      },
    });
  }
}
