import type { Access } from './access.ts';

/** The type of the event that a report is. */
export const ACCESS_REPORT = 'AcessosRelatados';

/** A report on some requests, as an event of the router that answered them. */
export interface AccessReport {
  /** UUID, by which it is taken once. */
  id: string;
  aggregatetype: 'Roteador';
  /** Which router. */
  aggregateid: string;
  type: typeof ACCESS_REPORT;
  payload: { acessos: readonly Access[] };
}

/** A report as it is sent and kept. */
export interface WrittenReport {
  readonly id: string;
  /** How many requests it is about. */
  readonly accesses: number;
  /** JSON of an `AccessReport` on one line, UTF-8. */
  readonly bytes: Uint8Array;
}

/** The report of a router on some requests. */
export function accessReport(id: string, router: string, acessos: readonly Access[]): AccessReport {
  return { id, aggregatetype: 'Roteador', aggregateid: router, type: ACCESS_REPORT, payload: { acessos } };
}

/** A report as it is sent and kept. */
export function writtenReport(report: AccessReport): WrittenReport {
  return {
    id: report.id,
    accesses: report.payload.acessos.length,
    bytes: Buffer.from(JSON.stringify(report)),
  };
}

/** What stands before the first request of a written report, and behind the last; between two is a comma. */
export function framesOf(id: string, router: string): { head: string; tail: string } {
  const text = JSON.stringify(accessReport(id, router, []));
  const end = ']}}';
  return { head: text.slice(0, -end.length), tail: end };
}

/** The requests of a report that a router has made. */
export function accessesIn(payload: Readonly<Record<string, unknown>>): readonly Access[] {
  // As it was made; of a file that was tampered with, whatever it is has a length.
  return Array.isArray(payload.acessos) ? (payload.acessos as Access[]) : [];
}
