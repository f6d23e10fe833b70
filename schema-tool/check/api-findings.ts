import { type Approval, approvalOf } from './approvals.ts';
import type { Change } from './change.ts';
import type { ChecksConfig } from './checks-config.ts';
import { type Finding, finding } from './finding.ts';
import { type ExaminedOperation, operationsHitBy } from './validity.ts';

export interface ApiRules {
  config: ChecksConfig;
  approvals: readonly Approval[];
  /** Whether usage of the window is known, so that an operation that is not known is not in use. */
  hasUsage: boolean;
  /** Downgrades nothing. */
  strict: boolean;
  today: string;
}

/** What each change of the API means for those who use it. */
export function apiFindings(
  changes: readonly Change[],
  examined: readonly ExaminedOperation[],
  rules: ApiRules,
): Finding[] {
  return changes.map((change) =>
    change.severity === 'breaking' ? breakingFinding(change, examined, rules) : mildFinding(change),
  );
}

/** Of a change that breaks nothing by itself. */
export function mildFinding(change: Change): Finding {
  const severity = change.severity === 'safe' ? 'notice' : 'warning';
  return finding('changes', severity, change.type, messageOf(change), {
    reason: change.reason,
    change: change.id,
  });
}

function breakingFinding(change: Change, examined: readonly ExaminedOperation[], rules: ApiRules): Finding {
  const operations = operationsHitBy(change, examined);
  const more = { change: change.id, operations };
  const approval = approvalOf(change, rules.approvals, rules.today);
  if (approval) {
    const reason = `Approved by ${approval.who} until ${approval.expires}: ${approval.why}`;
    return finding('changes', 'notice', change.type, messageOf(change), { ...more, reason });
  }
  const counting = operations.filter(({ ignored }) => ignored === null);
  if (counting.length > 0) {
    const reason = `${change.reason} ${counting.length} known operation(s) rely on it.`;
    return finding('changes', 'error', change.type, messageOf(change), { ...more, reason });
  }
  const { downgraded, why } = downgrade(operations.length, rules);
  const reason = `${change.reason} ${why}`;
  return finding('changes', downgraded ? 'warning' : 'error', change.type, messageOf(change), {
    ...more,
    reason,
  });
}

/** Whether a breaking change that no counting operation relies on passes, and the reason in words. */
function downgrade(
  ignored: number,
  { config, hasUsage, strict }: ApiRules,
): { downgraded: boolean; why: string } {
  if (strict) return { downgraded: false, why: 'Nothing is downgraded with --strict.' };
  if (config.downgrade === 'never') {
    return { downgraded: false, why: 'Nothing is downgraded (`downgrade: never`).' };
  }
  if (config.downgrade === 'with-usage' && !hasUsage) {
    return {
      downgraded: false,
      why: `Whether anybody relies on it is not known: give the usage files of the routers, with calls of the last ${config.usage.windowDays} days, by --usage.`,
    };
  }
  const { windowDays, minimumShare } = config.usage;
  const share = minimumShare > 0 ? ` with at least ${minimumShare} % of calls` : '';
  const others = ignored > 0 ? ` (${ignored} that do not count are listed)` : '';
  return {
    downgraded: true,
    why: `Downgraded: no known operation of the last ${windowDays} days${share} relies on it${others}.`,
  };
}

function messageOf({ scope, severity, message }: Change): string {
  return scope === 'api' ? `${severity}: ${message}` : `${severity} in ${scope}: ${message}`;
}
