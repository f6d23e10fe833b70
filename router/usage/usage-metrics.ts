import { Counter, Gauge, type Registry } from 'prom-client';
import type { UsageTotals } from './usage-recorder.ts';

/** Adds how much usage was written and lost. */
export function measureUsage(registry: Registry, recorder: { readonly totals: UsageTotals }): void {
  const counters = {
    linesWritten: ['usage_lines_written_total', 'Lines written to the usage file.'],
    callsDropped: [
      'usage_calls_dropped_total',
      'Calls that usage does not count: too many operations, or no room.',
    ],
    writesFailed: ['usage_writes_failed_total', 'Times that the usage file could not be written.'],
  } as const;
  for (const total of ['linesWritten', 'callsDropped', 'writesFailed'] as const) {
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
  new Gauge({
    name: 'usage_lines_pending',
    help: 'Lines that wait to be written to the usage file.',
    registers: [registry],
    collect() {
      this.set(recorder.totals.linesPending);
    },
  });
}
