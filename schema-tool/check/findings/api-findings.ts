import { has } from '../access/granted.ts';
import type { Change } from '../changes/change.ts';
import { KINDS } from '../diff/reasons.ts';
import { type Finding, finding } from '../finding.ts';
import type { AffectedOperation } from '../operations/affected-operation.ts';
import type { ExaminedOperation } from '../operations/examined-operation.ts';
import { operationsHitBy } from '../operations/operations-hit.ts';
import { type Approval, approvalOf } from '../rules/approvals.ts';
import type { ChecksConfig } from '../rules/checks-config.ts';
import { retirementHint } from '../rules/retirement.ts';

/** What decides how grave a change of the API is. */
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
  return changes.map((change) => {
    if (change.type === 'ACCESS_LOOSENED') return loosenedFinding(change, examined, rules);
    if (change.severity === 'breaking') return breakingFinding(change, examined, rules);
    if (change.severity === 'dangerous') return dangerousFinding(change, examined, rules);
    if (change.type === 'FIELD_TYPE_CHANGED' && operationsHitBy(change, examined).length > 0)
      return dangerousFinding(change, examined, rules);
    return mildFinding(change);
  });
}

/** The finding of a change that breaks nothing by itself. */
export function mildFinding(change: Change): Finding {
  const severity = change.severity === 'safe' ? 'notice' : 'warning';
  return finding('changes', severity, change.type, messageOf(change), {
    reason: change.reason,
    change: change.id,
  });
}

/** Of a protection that was dropped: whoever is known to use the field, somebody else may read it now. */
function loosenedFinding(change: Change, examined: readonly ExaminedOperation[], rules: ApiRules): Finding {
  const operations = operationsHitBy(change, examined);
  const more = { change: change.id, operations };
  const approval = approvalOf(change, rules.approvals, rules.today);
  if (approval) return approved(change, approval, more);
  const reason = `${change.reason}${whoMayNow(change, rules)}`;
  return finding('changes', 'error', change.type, messageOf(change), { ...more, reason });
}

/** The clients of the rules that could not read a field and can now, as a sentence. */
function whoMayNow({ access = [] }: Change, { config }: ApiRules): string {
  const names = config.access.clients
    .filter((one) =>
      access.some(({ before, after }) => has(one, before) === 'not' && has(one, after) === 'all'),
    )
    .map(({ client, documents }) => client ?? documents ?? '');
  return names.length === 0 ? '' : ` Can read it now and could not: ${names.join(', ')}.`;
}

function breakingFinding(change: Change, examined: readonly ExaminedOperation[], rules: ApiRules): Finding {
  const operations = operationsHitBy(change, examined);
  const more = { change: change.id, operations };
  const approval = approvalOf(change, rules.approvals, rules.today);
  if (approval) return approved(change, approval, more);
  const counting = operations.filter(({ ignored }) => ignored === null);
  const getLess = leavesValid(change) && counting.every(({ effect }) => effect === 'possible');
  if (counting.length > 0 && !getLess && !onlyGetLess(change, examined)) {
    const reason = `${change.reason} ${tell(counting)}${retirementHint(counting)}`;
    return finding('changes', 'error', change.type, messageOf(change), { ...more, reason });
  }
  const touching = examined.filter((one) => one.operation.ignored === null && one.touches(change)).length;
  const ignored = operations.length - counting.length;
  const { downgraded, why } = downgrade({ ignored, touching, getLess: getLess ? counting.length : 0 }, rules);
  const reason = `${change.reason} ${why}`;
  return finding('changes', downgraded ? 'warning' : 'error', change.type, messageOf(change), {
    ...more,
    reason,
  });
}

/** Whether all operations that count and that a change concerns stay valid whatever is sent; somebody else may not. */
function onlyGetLess(change: Change, examined: readonly ExaminedOperation[]): boolean {
  return examined.every(
    (one) =>
      one.operation.ignored !== null || (one.effectOf(change)?.isLess ?? one.effectOf(change) === null),
  );
}

/** Whether operations that a change may concern stay valid after it, and get objects of other types, or none of one. */
function leavesValid({ type, from, to, isHidden = false }: Change): boolean {
  // What a subgraph still sends is answered with an error.
  if (isHidden) return false;
  if (type === 'TYPE_KIND_CHANGED')
    return [from, to].every((kind) => kind !== null && GIVES_OBJECTS.has(kind));
  return STAYS_VALID.has(type);
}

/** Types of changes that an operation only may notice when objects of other types come. */
const STAYS_VALID: ReadonlySet<string> = new Set([
  'TYPE_REMOVED',
  'UNION_MEMBER_REMOVED',
  'OBJECT_TYPE_INTERFACE_REMOVED',
  'FIELD_TYPE_CHANGED',
]);

const GIVES_OBJECTS: ReadonlySet<string> = new Set([KINDS.object, KINDS.interface, KINDS.union]);

/** Of a change after which operations stay valid and may get something else, or are no longer valid where they are unlucky. */
function dangerousFinding(change: Change, examined: readonly ExaminedOperation[], rules: ApiRules): Finding {
  const operations = operationsHitBy(change, examined);
  const more = { change: change.id, operations };
  const counting = operations.filter(({ ignored }) => ignored === null);
  if (counting.some(({ effect }) => effect === 'broken')) {
    const approval = approvalOf(change, rules.approvals, rules.today);
    if (approval) return approved(change, approval, more);
    const reason = `${change.reason} ${tell(counting)}${retirementHint(counting)}`;
    return finding('changes', 'error', change.type, messageOf(change), { ...more, reason });
  }
  const told = counting.length > 0 ? `${change.reason} ${tell(counting)}` : change.reason;
  // Nobody is known to notice, where it is known who uses what.
  const nobody = counting.length === 0 && rules.hasUsage && !rules.strict;
  return finding('changes', nobody ? 'notice' : 'warning', change.type, messageOf(change), {
    ...more,
    reason: nobody ? `${change.reason} No known operation is concerned.` : told,
  });
}

function approved(
  change: Change,
  { who, why, expires }: Approval,
  more: { change: string; operations: readonly AffectedOperation[] },
): Finding {
  const reason = `Approved by ${who} until ${expires}: ${why}`;
  return finding('changes', 'notice', change.type, messageOf(change), { ...more, reason });
}

/** `2 known operation(s) break, 1 may.` */
function tell(operations: readonly AffectedOperation[]): string {
  const broken = operations.filter(({ effect }) => effect === 'broken').length;
  const possible = operations.length - broken;
  if (possible === 0) return `${broken} known operation(s) break.`;
  const may = `${possible} may, by what callers send or get`;
  return broken === 0 ? `Of the known operations ${may}.` : `${broken} known operation(s) break, ${may}.`;
}

/** Whether a breaking change that no counting operation relies on passes, and the reason in words. */
function downgrade(
  { ignored, touching, getLess }: { ignored: number; touching: number; getLess: number },
  { config, hasUsage, strict }: ApiRules,
): { downgraded: boolean; why: string } {
  if (strict) return { downgraded: false, why: 'Nothing is downgraded with --strict.' };
  if (config.downgrade === 'never') {
    return { downgraded: false, why: 'Nothing is downgraded (`downgrade: never`).' };
  }
  if (getLess > 0) {
    return {
      downgraded: true,
      why: `Downgraded: ${getLess} known operation(s) stay valid; only which types they get there changes.`,
    };
  }
  if (config.downgrade === 'with-usage' && !hasUsage) {
    if (touching > 0) {
      return {
        downgraded: true,
        why: `Downgraded: the ${touching} known operation(s) that use it stay valid and mean the same.`,
      };
    }
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
