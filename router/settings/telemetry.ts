import { type Env, integer, setting } from '../../platform/process/config/config.ts';
import type { ValuesOf } from './settings.ts';

/** What holds for traces that clients begin. */
export interface ClientTracesConfig {
  /** How many requests of clients go on in the clients' own traces, in a second. */
  clientTracesPerSecond: number;
}

/** The variables of `telemetry` in the file that the router alone has; the others are every process'. */
export function clientTracesVariables(_env: Env) {
  return {
    CLIENT_TRACES_PER_SECOND: setting(
      'telemetry.clientTracesPerSecond',
      'how many requests of clients that record their own [traces](observability.md) go on in them here; 0 is none',
      integer(10, 0, 100_000),
    ),
  };
}

/** How many traces of clients go on here, by the values of the variables. */
export function clientTracesConfig(values: ValuesOf<typeof clientTracesVariables>): ClientTracesConfig {
  return { clientTracesPerSecond: values.CLIENT_TRACES_PER_SECOND };
}
