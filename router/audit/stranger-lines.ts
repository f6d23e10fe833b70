import { Counter, type Registry } from 'prom-client';
import { BoundedLines } from '../../platform/process/bounded-lines.ts';
import type { Log } from '../../platform/process/logging.ts';

/** More than a person mistypes and probes ask, and few enough to be kept when a crowd of strangers comes. */
const PER_ADDRESS = 10;
const IN_ALL = 50;

/** The lines in the log that whoever has not logged in can cause: so many in a second of each address and in all. */
export interface StrangerLines extends Disposable {
  /** Of refused logins. */
  readonly logins: BoundedLines;
  /** Of requests. */
  readonly requests: BoundedLines;
}

export function strangerLines(log: Log): StrangerLines {
  const bounds = { perSource: PER_ADDRESS, inAll: IN_ALL };
  const logins = new BoundedLines({
    ...bounds,
    onLeftOut: (leftOut) => log.warn({ audit: 'logins refused', leftOut }, 'audit'),
  });
  const requests = new BoundedLines({
    ...bounds,
    onLeftOut: (leftOut) => log.warn({ leftOut }, 'requests of strangers'),
  });
  return {
    logins,
    requests,
    [Symbol.dispose]() {
      logins[Symbol.dispose]();
      requests[Symbol.dispose]();
    },
  };
}

/** Adds how many lines were left out. */
export function measureStrangerLines(registry: Registry, lines: StrangerLines): void {
  new Counter({
    name: 'router_log_lines_left_out_total',
    help: 'Lines about whoever had not logged in that were not written, because there were too many.',
    labelNames: ['about'],
    registers: [registry],
    collect() {
      this.reset();
      for (const about of ['logins', 'requests'] as const) this.inc({ about }, lines[about].leftOut);
    },
  });
}
