import { CannotRun } from '../../inputs/cannot-run.ts';
import { ifShallow } from '../../inputs/git.ts';
import { indexSdl } from '../../sdl/sdl-index.ts';
import type { Baseline } from '../baseline/baseline.ts';
import type { Change } from '../changes/change.ts';
import type { CheckReport } from '../check-report.ts';
import { type Finding, finding, type Severity } from '../finding.ts';
import { deprecationOf } from '../lint/contract-rules.ts';
import { type Approval, approvalOf } from '../rules/approvals.ts';
import type { ChecksConfig } from '../rules/checks-config.ts';
import { type DeprecatedSince, DeprecationHistory } from './deprecation-history.ts';

const REMOVALS: ReadonlySet<string> = new Set([
  'FIELD_REMOVED',
  'FIELD_ARGUMENT_REMOVED',
  'INPUT_FIELD_REMOVED',
  'ENUM_VALUE_REMOVED',
]);

/**
 * A report with what the rule `deprecatedFor` says of what was removed: it must have been deprecated for so many days in
 * the history of the baseline. What is approved is not asked about, nor what no operation could come to.
 */
export async function withDeprecatedFor(
  report: CheckReport,
  {
    baseline,
    rule,
    approvals,
    today,
  }: {
    baseline: Baseline | null;
    rule: ChecksConfig['deprecatedFor'];
    approvals: readonly Approval[];
    today: string;
  },
): Promise<CheckReport> {
  if (!baseline || rule.level === 'off') return report;
  const removed = report.changes.filter(
    (change) =>
      change.scope === 'api' &&
      change.severity !== 'safe' &&
      REMOVALS.has(change.type) &&
      !approvalOf(change, approvals, today),
  );
  if (removed.length === 0) return report;
  const severity: Severity = rule.level === 'error' ? 'error' : 'warning';
  const history = baseline.commit ? new DeprecationHistory(baseline.commit, baseline.subgraphs) : null;
  const found: Finding[] = [];
  for (const change of removed) {
    const told = await judged(change, { history, baseline, days: rule.days, today });
    const { code, message, reason } = told;
    const place = report.findings.find((one) => one.change === change.id)?.place ?? null;
    const grave = code === 'DEPRECATED_LONG_ENOUGH' ? 'notice' : severity;
    found.push(finding('changes', grave, code, message, { reason, place, change: change.id }));
  }
  const findings = [...report.findings, ...found];
  const fails = report.verdict === 'pass' && found.some((one) => one.severity === 'error');
  return { ...report, findings, verdict: fails ? 'fail' : report.verdict };
}

/** What is to be said of a removal. */
async function judged(
  { coordinate }: Change,
  {
    history,
    baseline,
    days,
    today,
  }: { history: DeprecationHistory | null; baseline: Baseline; days: number; today: string },
): Promise<Told> {
  const rule = `What is removed must have been deprecated for ${days} days (\`deprecatedFor\`)`;
  const never = {
    code: 'NOT_DEPRECATED_BEFORE',
    message: `${coordinate} was removed and was not deprecated in ${baseline.label}.`,
    reason: `${rule}: deprecate it first, in a change of its own.`,
  };
  let since: DeprecatedSince;
  try {
    if (!history) {
      if (!isDeprecated(coordinate, baseline)) return never;
      throw new CannotRun(`${baseline.label} is a file, which has no history: name a commit by --base.`);
    }
    since = await history.since(coordinate);
    if (!since) return never;
  } catch (error) {
    if (!(error instanceof CannotRun)) throw error;
    return unknown(coordinate, rule, error.message);
  }
  const allowed = new Date(Date.parse(since.day) + days * 86_400_000).toISOString().slice(0, 10);
  if (today >= allowed) {
    return {
      code: 'DEPRECATED_LONG_ENOUGH',
      message: `${coordinate} was removed and was deprecated since ${since.day}${since.exact ? '' : ' or before'}.`,
      reason: `${rule}.`,
    };
  }
  if (!since.exact) {
    const shallow = await ifShallow();
    const what = shallow === '' ? 'the commits before cannot be read' : `fetch what was before${shallow}`;
    return unknown(coordinate, rule, `It is deprecated at least since ${since.day}; ${what}.`);
  }
  return {
    code: 'DEPRECATED_TOO_SHORT',
    message: `${coordinate} was removed and is deprecated since ${since.day} only.`,
    reason: `${rule}: it may go on ${allowed}.`,
  };
}

function unknown(coordinate: string, rule: string, why: string): Told {
  return {
    code: 'DEPRECATED_SINCE_UNKNOWN',
    message: `Since when ${coordinate}, which was removed, is deprecated is not known. ${why}`,
    reason: `${rule}.`,
  };
}

interface Told {
  code: string;
  message: string;
  reason: string;
}

function isDeprecated(coordinate: string, { subgraphs }: Baseline): boolean {
  return subgraphs.some(({ document, file }) =>
    indexSdl(document, file).some((one) => one.coordinate === coordinate && deprecationOf(one) !== null),
  );
}
