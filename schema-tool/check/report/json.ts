import type { CheckReport } from '../run-check.ts';
import { count } from './wording.ts';

/** For programs: the whole report. */
export function jsonReport(report: CheckReport): string {
  const summary = {
    errors: count(report.findings, 'error'),
    warnings: count(report.findings, 'warning'),
    notices: count(report.findings, 'notice'),
  };
  return `${JSON.stringify({ version: 1, summary, ...report }, null, 2)}\n`;
}
