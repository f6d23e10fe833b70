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

/** The report of a router on some requests. */
export function accessReport(id: string, router: string, acessos: readonly Access[]): AccessReport {
  return { id, aggregatetype: 'Roteador', aggregateid: router, type: ACCESS_REPORT, payload: { acessos } };
}

/** The requests of a report that a router has made. */
export function accessesIn(payload: Readonly<Record<string, unknown>>): readonly Access[] {
  // As it was made; of a file that was tampered with, whatever it is has a length.
  return Array.isArray(payload.acessos) ? (payload.acessos as Access[]) : [];
}
