import { Counter, Gauge, type Registry } from 'prom-client';
import type { Admission } from '../../../platform/http/admission/admission.ts';

/** Shows in metrics how many requests are in flight, how many wait and how many were refused. */
export function measureAdmission(registry: Registry, admission: Admission): void {
  const registers = [registry];
  new Gauge({
    name: 'graphql_requests_in_flight',
    help: 'GraphQL requests that are being executed.',
    registers,
    collect() {
      this.set(admission.inFlight);
    },
  });
  new Gauge({
    name: 'graphql_requests_limit',
    help: 'GraphQL requests that are executed at a time at most, found by trying.',
    registers,
    collect() {
      this.set(admission.places);
    },
  });
  new Gauge({
    name: 'graphql_requests_waiting',
    help: 'GraphQL requests that wait for a place.',
    registers,
    collect() {
      this.set(admission.waiting);
    },
  });
  let told = 0;
  new Counter({
    name: 'graphql_requests_shed_total',
    help: 'GraphQL requests answered 503 because too many were in flight.',
    registers,
    collect() {
      this.inc(admission.shed - told);
      told = admission.shed;
    },
  });
}
