import { Counter, Gauge, type Registry } from 'prom-client';
import { PURPOSES, type SharedStore } from './shared-store.ts';

/** Adds whether the shared store answers, and how often it was asked for what. */
export function measureSharedStore(registry: Registry, store: SharedStore): void {
  new Gauge({
    name: 'shared_store_up',
    help: '1 while Redis answers; otherwise this process goes by what it knows itself.',
    registers: [registry],
    collect() {
      this.set(store.isUp ? 1 : 0);
    },
  });
  new Counter({
    name: 'shared_store_requests_total',
    help: 'Requests to Redis: answered, failed (late or an error), or left out because it was down.',
    labelNames: ['purpose', 'result'],
    registers: [registry],
    collect() {
      this.reset();
      for (const purpose of PURPOSES) {
        for (const [result, count] of Object.entries(store.totals[purpose]))
          this.inc({ purpose, result }, count);
      }
    },
  });
}
