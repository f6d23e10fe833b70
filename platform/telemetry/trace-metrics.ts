import { Counter, type Registry } from 'prom-client';
import { currentTracer } from './span.ts';

/** Adds what has become of this process's spans; nothing where none are made. */
export function measureTraces(registry: Registry): void {
  const tracer = currentTracer();
  if (tracer === null) return;
  const spans = new Counter({
    name: 'traces_spans_total',
    help: 'Spans of this process: ended, exported, and failed to be exported; those that are missing then were too many.',
    labelNames: ['state'],
    registers: [registry],
    collect() {
      this.reset();
      for (const [state, count] of Object.entries(tracer.totals)) spans.inc({ state }, count);
    },
  });
}
