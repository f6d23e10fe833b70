import { randomUUID } from 'node:crypto';
import type { Access } from '../../access-format/access.ts';
import { type AccessReport, accessReport } from '../../access-format/access-report.ts';

/** How many requests, and how many people's data, one report is about: far less than `LIMITS` of the format. */
const MAX_ACCESSES = 500;
const MAX_PEOPLE = 5_000;

/** How much one takes, in lines of what is kept of it. */
export function keptLinesOf({ titulares }: Access): number {
  return 1 + titulares.length;
}

/** Reports on requests, each with an id by which it is taken once. */
export function reportsOn(accesses: readonly Access[], router: string): AccessReport[] {
  const reports: AccessReport[] = [];
  let some: Access[] = [];
  let lines = 0;
  for (const access of accesses) {
    if (some.length > 0 && (some.length >= MAX_ACCESSES || lines + keptLinesOf(access) > MAX_PEOPLE)) {
      reports.push(accessReport(randomUUID(), router, some));
      some = [];
      lines = 0;
    }
    some.push(access);
    lines += keptLinesOf(access);
  }
  if (some.length > 0) reports.push(accessReport(randomUUID(), router, some));
  return reports;
}
