import { type DocumentNode, GraphQLError, type GraphQLSchema } from 'graphql';
import type { KnownOperation } from '../../documents/known-operations.ts';
import { operationErrors } from '../../documents/operation-errors.ts';
import {
  type OfflinePlanner,
  type PlanMetrics,
  planMetrics,
  requestsOfPlan,
} from '../../plans/plan-metrics.ts';
import { UnlikeParts } from '../../plans/unlike-parts.ts';
import { type Finding, finding, type Severity } from '../finding.ts';
import { affected } from '../operations/affected-operation.ts';
import type { ChecksConfig, Threshold } from '../rules/checks-config.ts';

/** The plan of one operation before and after. */
export interface PlanComparison {
  name: string;
  before: PlanMetrics;
  after: PlanMetrics;
}

/** A graph that plans are made for. */
export interface Planned {
  supergraph: string;
  api: GraphQLSchema;
  planner: OfflinePlanner;
}

/**
 * Compares the plans of the operations that are valid before and after, and whose plans can differ; of the same document once. That a
 * plan asks a subgraph which the change brings is what it brings it for: such plans are one notice.
 *
 * @param added subgraphs that were not there before
 */
export function planFindings(
  operations: readonly KnownOperation[],
  before: Planned,
  after: Planned,
  rules: ChecksConfig['plans'],
  added: ReadonlySet<string>,
): { findings: Finding[]; comparisons: PlanComparison[] } {
  if (before.supergraph === after.supergraph) return { findings: [], comparisons: [] };
  const parts = new UnlikeParts(before.supergraph, after.supergraph);
  const distinct = distinctDocuments(operations).filter(
    ({ document }) =>
      operationErrors(before.api, document).length === 0 &&
      operationErrors(after.api, document).length === 0 &&
      parts.mayPlanDifferently(document),
  );
  const compared = distinct.slice(0, rules.maxOperations);
  const findings: Finding[] = [];
  const comparisons: PlanComparison[] = [];
  const split: Split[] = [];
  for (const operation of compared) {
    try {
      const old = planMetrics(before.planner.plan(operation.document));
      const plan = after.planner.plan(operation.document);
      const now = planMetrics(plan);
      comparisons.push({ name: operation.name, before: old, after: now });
      const worse = worsening(operation, old, now, rules);
      if (!worse) continue;
      const asked = requestsOfPlan(plan)
        .map(({ serviceName }) => serviceName)
        .filter((name) => added.has(name));
      const isOfSplit =
        worse.severity === 'warning' &&
        now.requests - asked.length <= old.requests &&
        now.depth - asked.length <= old.depth;
      if (isOfSplit) split.push({ operation, asked });
      else findings.push(worse);
    } catch (error) {
      if (!(error instanceof GraphQLError)) throw error;
      const message = `No plan of ${operation.name} can be made: ${error.message}`;
      findings.push(finding('plans', 'error', 'NO_PLAN', message, { operations: [affected(operation)] }));
    }
  }
  if (split.length > 0) findings.push(ofSplit(split));
  const skipped = distinct.length - compared.length;
  if (skipped > 0) {
    const message = `Plans of the ${compared.length} operations with most calls were compared, of ${skipped} not (\`plans.maxOperations\`).`;
    findings.push(finding('plans', 'notice', 'PLANS_SKIPPED', message));
  }
  return { findings, comparisons };
}

/** An operation whose plan has got no more than requests to subgraphs that are new. */
interface Split {
  operation: KnownOperation;
  asked: readonly string[];
}

function ofSplit(split: readonly Split[]): Finding {
  const names = [...new Set(split.flatMap(({ asked }) => asked))].sort().join(', ');
  const most = Math.max(...split.map(({ asked }) => asked.length));
  const message = `The plans of ${split.length} operation(s) ask what is new, ${names}: ${most} request(s) each at most.`;
  return finding('plans', 'notice', 'PLAN_ASKS_NEW_SUBGRAPH', message, {
    reason: 'A plan that gets worse by more than that is told by itself.',
    operations: split.map(({ operation }) => affected(operation)),
  });
}

function distinctDocuments(operations: readonly KnownOperation[]): KnownOperation[] {
  const seen = new Map<DocumentNode, KnownOperation>();
  for (const operation of operations) {
    if (operation.ignored === null && !seen.has(operation.document)) seen.set(operation.document, operation);
  }
  return [...seen.values()];
}

const UNITS = {
  requests: 'requests to subgraphs',
  depth: 'sequential steps',
  cost: 'estimated cost',
} as const;

function worsening(
  operation: KnownOperation,
  before: PlanMetrics,
  after: PlanMetrics,
  rules: ChecksConfig['plans'],
): Finding | null {
  const grown = {
    requests: after.requests - before.requests,
    depth: after.depth - before.depth,
    cost: ((after.cost - before.cost) / Math.max(1, before.cost)) * 100,
  };
  const names = ['requests', 'depth', 'cost'] as const;
  const levels = names.map((name) => levelOf(grown[name], rules[name]));
  const severity: Severity | undefined = levels.includes('error')
    ? 'error'
    : (levels.find((level) => level !== null) ?? undefined);
  if (!severity) return null;
  const what = names
    .filter((_, index) => levels[index] !== null)
    .map((name) => `${UNITS[name]} ${before[name]} -> ${after[name]}`);
  return finding(
    'plans',
    severity,
    'PLAN_WORSE',
    `The plan of ${operation.name} got worse: ${what.join(', ')}.`,
    {
      place: { file: operation.file, line: operation.line },
      operations: [affected(operation)],
      reason: 'Thresholds are in checks.yaml, `plans`.',
    },
  );
}

function levelOf(grown: number, { warn, fail }: Threshold): Severity | null {
  if (grown <= 0) return null;
  return fail !== null && grown >= fail ? 'error' : grown >= warn ? 'warning' : null;
}
