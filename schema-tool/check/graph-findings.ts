import { contractOf } from '../contract/contract.ts';
import { type KnownOperation, knowsUsage, seenLately } from '../documents/known-operations.ts';
import type { ComposedBaseline } from './baseline/compositions.ts';
import { accessChanges } from './changes/access-changes.ts';
import { type Change, inOrder, toldIn } from './changes/change.ts';
import { withHidden } from './changes/hidden-elements.ts';
import { toldOnce } from './changes/inherited-changes.ts';
import { withNewNames } from './changes/new-names.ts';
import { type Side, schemasOf } from './changes/side.ts';
import type { CheckInput, CheckPart } from './check-report.ts';
import { costVerdicts } from './costs/cost-changes.ts';
import { deprecationFindings } from './deprecations/deprecations.ts';
import { schemaChanges } from './diff/schema-diff.ts';
import { operationUses } from './effects/operation-uses.ts';
import { type Finding, finding } from './finding.ts';
import { type ApiRules, apiFindings, mildFinding } from './findings/api-findings.ts';
import { compareContracts, isOfClients, withoutTagsOfContracts } from './findings/contract-changes.ts';
import { invalidNow, invalidOperations } from './findings/invalid-operations.ts';
import { planFindings } from './findings/plan-findings.ts';
import { ExaminedOperation } from './operations/examined-operation.ts';
import { changedSubgraphs, findRollout, LIMITS_OF_CHECK } from './rollout/rollout.ts';
import { rolloutFindings } from './rollout/rollout-findings.ts';
import { staleApprovals } from './rules/approvals.ts';
import { retirable } from './rules/retirement.ts';
import { subgraphChanges } from './subgraph-changes/subgraph-changes.ts';

/** All that is told of a change from one API to another. */
export function compareGraphs(
  input: CheckInput,
  baseline: ComposedBaseline,
  { old, now, operations }: { old: Side; now: Side; operations: readonly KnownOperation[] },
): CheckPart {
  const schemas = schemasOf(old, now);
  const rules: ApiRules = { ...input, hasUsage: knowsUsage(operations, old.api) };
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
      ...usageOfAnother(operations, rules.hasUsage),
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

/** A warning when routers have told of operations, and none of them is one of this API. */
function usageOfAnother(operations: readonly KnownOperation[], hasUsage: boolean): Finding[] {
  const [first, ...others] = seenLately(operations);
  if (hasUsage || !first) return [];
  const count = others.length + 1;
  return [
    finding(
      'inputs',
      'warning',
      'USAGE_OF_ANOTHER_API',
      `None of the ${count} operation(s) that the usage files have of clients that count is valid in the baseline.`,
      {
        reason: `They seem to be of another graph, as ${first.name} in ${first.file}: nothing is taken as unused because of them.`,
      },
    ),
  ];
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
export function examineGraph(
  input: CheckInput,
  { now, operations }: { now: Side; operations: readonly KnownOperation[] },
): CheckPart {
  const schemas = schemasOf(now, now);
  const examined = operations.map((operation) => new ExaminedOperation(operation, schemas));
  const invalid = invalidNow(examined, schemas);
  return {
    changes: [],
    plans: planFindings(operations, now, now, input.config.plans, new Set()).comparisons,
    findings: [...invalid, ...contractErrors(now.supergraph, input), ...deprecated(input, now, operations)],
  };
}

function contractErrors(supergraph: string, { contracts, subgraphs }: CheckInput): Finding[] {
  return contracts.flatMap((contract) => {
    const made = contractOf(supergraph, contract, subgraphs);
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
    hasUsage: knowsUsage(operations, side.api),
    today: input.today,
    before: input.all ? [] : (input.baseline?.subgraphs ?? []),
  });
}

/** Of a change of a subgraph that is not one of the API just so. */
function subgraphFinding(change: Change): Finding {
  if (change.severity !== 'breaking') return mildFinding(change);
  const reason = `${change.reason} It is judged as a change of the API.`;
  return { ...mildFinding(change), severity: 'notice', reason };
}
