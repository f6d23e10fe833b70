import type { SubgraphSource } from '../compose/supergraph-config.ts';
import { contractOf } from '../contract/contract.ts';
import type { NamedContract } from '../contract/contracts-config.ts';
import { withoutThose } from '../documents/document-operations.ts';
import { type KnownOperation, knowsUsage } from '../documents/known-operations.ts';
import { servedDocument } from '../documents/served-document.ts';
import { accessChanges } from './access-changes.ts';
import { affected } from './affected-operation.ts';
import { type ApiRules, apiFindings, mildFinding } from './api-findings.ts';
import { staleApprovals } from './approvals.ts';
import { type Change, inOrder, toldIn } from './change.ts';
import { changePlaces } from './change-places.ts';
import { type ComposedBaseline, composeReadable, notComposing, ofComposition } from './compositions.ts';
import { compareContracts, isOfClients, withoutTagsOfContracts } from './contract-changes.ts';
import { costVerdicts } from './costs/cost-changes.ts';
import { deprecationFindings } from './deprecations.ts';
import { schemaChanges } from './diff/schema-diff.ts';
import { operationUses } from './effects/operation-uses.ts';
import { ExaminedOperation } from './examined-operation.ts';
import { type Finding, finding, type Section } from './finding.ts';
import { grantedTo } from './granted.ts';
import { withHidden } from './hidden-elements.ts';
import { toldOnce } from './inherited-changes.ts';
import { invalidNow, invalidOperations } from './invalid-operations.ts';
import { lint } from './lint/lint.ts';
import { withNewNames } from './new-names.ts';
import { type PlanComparison, planFindings } from './plan-findings.ts';
import { retirable, withRetirements } from './retirement.ts';
import { changedSubgraphs, findRollout, LIMITS_OF_CHECK, type Rollout } from './rollout/rollout.ts';
import { rolloutFindings } from './rollout/rollout-findings.ts';
import { Side, schemasOf } from './side.ts';
import { subgraphChanges } from './subgraph-changes.ts';

export interface CheckInput extends Omit<ApiRules, 'hasUsage'> {
  /** Null when there is nothing to compare with. */
  baseline: ComposedBaseline | null;
  subgraphs: readonly SubgraphSource[];
  /** Contracts that are kept now. */
  contracts: readonly NamedContract[];
  operations: readonly KnownOperation[];
  /** What reading all of this had to say. */
  findings?: readonly Finding[];
  /** Whether lint tells also what was there before. */
  all?: boolean;
  /** Subgraphs that cannot be read; those of the baseline stand for them in `subgraphs`, where it has them. */
  unread?: readonly string[];
}

/** All that a check has found. */
export interface CheckReport {
  /** `error` when nothing could be checked. */
  verdict: 'pass' | 'fail' | 'error';
  /** What was compared with, for people. */
  baseline: string;
  findings: readonly Finding[];
  /** What could not be looked at, or not at all of it: its having no finding says nothing. */
  unchecked: readonly Section[];
  changes: readonly Change[];
  plans: readonly PlanComparison[];
  /** In which order the changed subgraphs can be deployed; left out when fewer than two changed. */
  rollout?: Rollout;
  operations: { documents: number; inUse: number; notCounted: number };
}

/** What one part of a check found. */
interface Part {
  changes: readonly Change[];
  findings: readonly Finding[];
  plans: readonly PlanComparison[];
  rollout?: Rollout;
}

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
  let part: Part;
  let operations = input.operations;
  if (after.kind === 'composed') {
    findings.push(...after.hints.map((hint) => ofComposition(hint, 'notice')));
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
        ? compared(input, baseline, { old, now, operations })
        : alone(input, { now, operations });
  } else {
    findings.push(...after.errors.map((error) => ofComposition(error, 'error')));
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

/** All that is told of a change from one API to another. */
function compared(
  input: CheckInput,
  baseline: ComposedBaseline,
  { old, now, operations }: { old: Side; now: Side; operations: readonly KnownOperation[] },
): Part {
  const rules: ApiRules = { ...input, hasUsage: knowsUsage(operations) };
  const schemas = schemasOf(old, now);
  const examined = operations.map((operation) => new ExaminedOperation(operation, schemas));
  const subgraphs = { before: withNewNames(baseline.subgraphs, input.subgraphs), after: input.subgraphs };
  const ofApi =
    old.supergraph === now.supergraph && old.graph === now.graph
      ? []
      : toldOnce(
          [
            ...(old.graph === now.graph
              ? []
              : withHidden(schemaChanges('api', old.api, now.api), now.supergraph)),
            ...accessChanges(old.protections, now.protections),
          ].sort(inOrder),
          subgraphs,
          schemas,
        );
  const { changes: ofSubgraphs, operationsOf } = costVerdicts(
    withoutTagsOfContracts(subgraphChanges(baseline.subgraphs, input.subgraphs, ofApi), input.contracts),
    { before: old.supergraph, after: now.supergraph },
    examined,
    schemas,
  );
  const ofContracts = compareContracts(
    { supergraph: old.supergraph, contracts: baseline.contracts ?? input.contracts },
    { supergraph: now.supergraph, contracts: input.contracts },
    { ofApi, subgraphs, examined, rules },
  );
  const added = new Set(
    input.subgraphs
      .map(({ name }) => name)
      .filter((name) => !subgraphs.before.some((one) => one.name === name)),
  );
  const planned = planFindings(operations, old, now, input.config.plans, added);
  const rollout =
    changedSubgraphs(subgraphs).length > 1
      ? findRollout(
          {
            before: baseline.subgraphs,
            after: input.subgraphs,
            composed: { before: old, after: now },
            operations,
          },
          LIMITS_OF_CHECK,
        )
      : null;
  const changes = [...ofApi, ...ofSubgraphs, ...ofContracts.changes];
  const isTold = toldIn(ofApi);
  const arePlansTold = (one: Change) =>
    isOfPlansOnly(one) &&
    examined.some(({ operation, uses }) => operation.ignored === null && uses.fields.has(one.coordinate));
  const approvable = changes.filter((change) => isOfClients(change) && mayBreak(change));
  return {
    changes,
    plans: planned.comparisons,
    ...(rollout ? { rollout } : {}),
    findings: [
      ...apiFindings(ofApi, examined, rules),
      ...ofSubgraphs
        .filter((change) => !isTold(change))
        .map((change) => ({
          ...subgraphFinding(arePlansTold(change) ? ofPlans(change) : change),
          operations: operationsOf.get(change) ?? [],
        })),
      ...invalidOperations(examined, schemas, {
        breaking: ofApi.filter(mayBreak),
        // A document may use what the part of the change has that cannot be read.
        isComplete: (input.unread ?? []).length === 0,
      }),
      ...ofContracts.findings,
      ...planned.findings,
      ...(rollout ? rolloutFindings(rollout) : []),
      ...deprecated(input, now, operations),
      ...staleApprovals(input.approvals, [...approvable, ...retirable(operations)], input.today),
    ],
  };
}

/** Whether a change does nothing but make plans that take more requests. */
function isOfPlansOnly({ type, directive }: Change): boolean {
  return type === 'DIRECTIVE_USAGE_REMOVED' && directive === 'provides';
}

function ofPlans(change: Change): Change {
  return {
    ...change,
    severity: 'safe',
    reason: `${change.reason} What that costs known operations is told of their plans.`,
  };
}

/** Whether a change can break an operation; a narrower type of a field can where it is merged with another field. */
function mayBreak({ severity, type }: Change): boolean {
  return severity !== 'safe' || type === 'FIELD_TYPE_CHANGED';
}

/** All that is told of an API without another one to compare it with. */
function alone(
  input: CheckInput,
  { now, operations }: { now: Side; operations: readonly KnownOperation[] },
): Part {
  const schemas = schemasOf(now, now);
  const examined = operations.map((operation) => new ExaminedOperation(operation, schemas));
  const invalid = invalidNow(examined, schemas);
  return {
    changes: [],
    plans: planFindings(operations, now, now, input.config.plans, new Set()).comparisons,
    findings: [
      ...invalid,
      ...contractErrors(now.supergraph, input.contracts),
      ...deprecated(input, now, operations),
    ],
  };
}

function contractErrors(supergraph: string, contracts: readonly NamedContract[]): Finding[] {
  return contracts.flatMap((contract) => {
    const made = contractOf(supergraph, contract);
    if (made.kind === 'valid') return [];
    return made.errors.map((error) =>
      finding('composition', 'error', 'CONTRACT_INVALID', `Contract ${contract.name}: ${error}`),
    );
  });
}

function deprecated(input: CheckInput, side: Side, operations: readonly KnownOperation[]): Finding[] {
  const used = operations
    .filter(({ ignored }) => ignored === null)
    .map(({ document, variables }) => operationUses(side.api, document, variables));
  return deprecationFindings(input.subgraphs, used, {
    hasUsage: knowsUsage(operations),
    today: input.today,
    before: input.all ? [] : (input.baseline?.subgraphs ?? []),
  });
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

/** Of a change of a subgraph that is not one of the API just so. */
function subgraphFinding(change: Change): Finding {
  if (change.severity !== 'breaking') return mildFinding(change);
  const reason = `${change.reason} It is judged as a change of the API.`;
  return { ...mildFinding(change), severity: 'notice', reason };
}

function countOperations(operations: readonly KnownOperation[]): CheckReport['operations'] {
  return {
    documents: operations.filter(({ source }) => source !== 'usage').length,
    inUse: operations.filter(({ source, ignored }) => source === 'usage' && ignored === null).length,
    notCounted: operations.filter(({ ignored }) => ignored !== null).length,
  };
}
