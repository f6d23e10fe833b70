import { CannotRun } from '../../inputs/cannot-run.ts';
import { writeText } from '../../inputs/generated-files.ts';
import type { CheckReport } from '../check-report.ts';
import { type Finding, finding, SECTIONS } from '../finding.ts';
import type { FileOutput } from './outputs.ts';
import { prefixFor, render } from './render.ts';

/** Writes a report into files. One that cannot be written keeps none of the others from it; throws CannotRun then. */
export async function writeReports(
  report: CheckReport,
  files: readonly FileOutput[],
  subgraphList: string,
): Promise<void> {
  if (files.length === 0) return;
  const prefix = await prefixFor(files.map(({ format }) => format));
  const written = await Promise.allSettled(
    files.map(({ format, file }) =>
      writeText(file, render(report, format, { colour: false, subgraphList, prefix })),
    ),
  );
  const reasons = written.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
  const other = reasons.find((one) => !(one instanceof CannotRun));
  if (other !== undefined) throw other;
  if (reasons.length > 0) throw new CannotRun(reasons.flatMap((one: CannotRun) => one.problems));
}

/** The report that stands in files until a check has ended: what an earlier one said must not stay when it is killed. */
export function unfinished(): CheckReport {
  const message = 'This check has not come to its end: it is still running, or was stopped.';
  return notMade(finding('inputs', 'error', 'CHECK_UNFINISHED', message));
}

/** The report of a check that could not be made. */
export function notMade(why: Finding): CheckReport {
  return {
    verdict: 'error',
    baseline: 'nothing',
    findings: [{ ...why, reason: 'Nothing was checked.' }],
    unchecked: SECTIONS,
    changes: [],
    plans: [],
    operations: { documents: 0, inUse: 0, notCounted: 0 },
  };
}
