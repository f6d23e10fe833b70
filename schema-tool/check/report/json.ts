import type { Change } from '../changes/change.ts';
import type { CheckReport } from '../check-report.ts';
import { count } from './wording.ts';

/** A report for programs: all of it, as `docs/check-report.schema.json` describes it. */
export function jsonReport(report: CheckReport): string {
  const summary = {
    errors: count(report.findings, 'error'),
    warnings: count(report.findings, 'warning'),
    notices: count(report.findings, 'notice'),
  };
  const changes = report.changes.map(reported);
  return `${JSON.stringify({ version: 1, summary, ...report, changes }, null, 2)}\n`;
}

/** What a program gets of a change; the rest is for judging it. */
type ReportedChange = Omit<Change, 'directive' | 'slicing' | 'isHidden' | 'inherited'> & {
  inherited?: readonly ReportedChange[];
};

/** A change as reports for programs have it. */
export function reported({ directive, slicing, isHidden, inherited, ...change }: Change): ReportedChange {
  return { ...change, ...(inherited ? { inherited: inherited.map(reported) } : {}) };
}
