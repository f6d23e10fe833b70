import { withoutThose } from '../documents/document-operations.ts';
import type { KnownOperation } from '../documents/known-operations.ts';
import { servedDocument } from '../documents/served-document.ts';
import { grantedTo } from './access/granted.ts';
import { composeReadable, notComposing, ofComposition } from './baseline/compositions.ts';
import type { Change } from './changes/change.ts';
import { changePlaces } from './changes/change-places.ts';
import { withNewNames } from './changes/new-names.ts';
import { Side } from './changes/side.ts';
import type { CheckInput, CheckPart, CheckReport } from './check-report.ts';
import { type Finding, finding, type Section } from './finding.ts';
import { mildFinding } from './findings/api-findings.ts';
import { compareGraphs, examineGraph } from './graph-findings.ts';
import { lint } from './lint/lint.ts';
import { affected } from './operations/affected-operation.ts';
import { withRetirements } from './rules/retirement.ts';
import { subgraphChanges } from './subgraph-changes/subgraph-changes.ts';

/** What takes every subgraph as it is now. */
const OF_EACH: readonly Section[] = ['composition', 'changes', 'lint'];
/** What takes a graph before and one after. */
const COMPARING: readonly Section[] = ['changes', 'plans', 'approvals'];
/** What takes the graph as it is now. */
const OF_GRAPH: readonly Section[] = ['operations'];

/** Checks subgraphs against a baseline. */
export function runCheck(input: CheckInput): CheckReport {
  const { baseline } = input;
  const after = composeReadable(input);
  const before = baseline?.composition.kind === 'composed' ? baseline.composition : null;
  const findings: Finding[] = [...(input.findings ?? [])];
  if (baseline && baseline.composition.kind === 'failed')
    findings.push(notComposing(baseline, baseline.composition));
  let part: CheckPart;
  let operations = input.operations;
  if (after.kind === 'composed') {
    findings.push(...after.hints.map((hint) => ofComposition(hint, 'notice', input)));
    const now = new Side(after, after);
    const old = before && new Side(before, before.hasApiOf(after) ? after : before);
    operations = [...input.operations, ...withoutThose(baseline?.operations ?? [], input.operations)];
    const served = operations.map((operation) => ({
      operation,
      ...servedDocument(operation.document, old && old.graph !== now.graph ? [old.api, now.api] : [now.api]),
    }));
    operations = withRetirements(
      served.map(({ operation, document }) => ({
        ...operation,
        document,
        granted: grantedTo(operation, input.config.access.clients),
      })),
      input.approvals,
      input.today,
    );
    findings.push(...notServed(served));
    part =
      baseline && old
        ? compareGraphs(input, baseline, { old, now, operations })
        : examineGraph(input, { now, operations });
  } else {
    findings.push(...after.errors.map((error) => ofComposition(error, 'error', input)));
    const changes = baseline ? subgraphChanges(baseline.subgraphs, input.subgraphs, null) : [];
    part = { changes, findings: changes.map(mildFinding), plans: [] };
  }
  findings.push(...part.findings, ...lintFindings(input));
  const isCompared = after.kind === 'composed' && before !== null;
  return {
    verdict: findings.some(({ severity }) => severity === 'error') ? 'fail' : 'pass',
    baseline: baseline?.label ?? 'nothing',
    findings: withPlaces(findings, part.changes, input),
    unchecked: [
      ...new Set([
        ...(input.unread?.length ? OF_EACH : []),
        ...(isCompared ? [] : COMPARING),
        ...(after.kind === 'composed' ? [] : OF_GRAPH),
      ]),
    ],
    changes: part.changes,
    plans: part.plans,
    ...(part.rollout ? { rollout: part.rollout } : {}),
    operations: countOperations(operations),
  };
}

/** What the change has brought, or all there is. */
function lintFindings({ baseline, subgraphs, config, all }: CheckInput): Finding[] {
  const now = lint(subgraphs, config.lint);
  if (all || !baseline || now.length === 0) return now;
  const before = new Set(lint(baseline.subgraphs, config.lint).map(keyOf));
  return now.filter((one) => !before.has(keyOf(one)));
}

function keyOf({ code, message }: Finding): string {
  return `${code} ${message}`;
}

/** One note on operations with `@defer` or `@stream`. */
function notServed(
  served: readonly { operation: KnownOperation; incremental: readonly string[] }[],
): Finding[] {
  const concerned = served.filter(({ incremental }) => incremental.length > 0);
  if (concerned.length === 0) return [];
  const names = [...new Set(concerned.flatMap(({ incremental }) => incremental))].map((name) => `@${name}`);
  return [
    finding(
      'operations',
      'notice',
      'INCREMENTAL_DELIVERY',
      `${names.join(' and ')} is checked as if it were not there.`,
      {
        reason: 'A router that does not serve it answers at once, or refuses the operation.',
        operations: concerned.map(({ operation }) => affected(operation)),
      },
    ),
  ];
}

function withPlaces(
  findings: readonly Finding[],
  changes: readonly Change[],
  { baseline, subgraphs }: CheckInput,
): Finding[] {
  const placeOf = changePlaces(withNewNames(baseline?.subgraphs ?? [], subgraphs), subgraphs);
  const byId = new Map(changes.map((change) => [change.id, change]));
  return findings.map((one) => {
    const change = one.change === null ? undefined : byId.get(one.change);
    return change && one.place === null ? { ...one, place: placeOf(placedAt(change), change.scope) } : one;
  });
}

/** Where a root comes or goes, the `schema` definition says nothing of it: its type does. */
function placedAt({ type, coordinate, from, to }: Change): string {
  if (!/^SCHEMA_\w+_TYPE_CHANGED$/.test(type)) return coordinate;
  return (from === 'none' ? to : from) ?? coordinate;
}

function countOperations(operations: readonly KnownOperation[]): CheckReport['operations'] {
  return {
    documents: operations.filter(({ source }) => source !== 'usage').length,
    inUse: operations.filter(({ source, ignored }) => source === 'usage' && ignored === null).length,
    notCounted: operations.filter(({ ignored }) => ignored !== null).length,
  };
}
