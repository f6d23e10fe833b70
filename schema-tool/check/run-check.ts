import { buildSchema, type GraphQLSchema } from 'graphql';
import { CannotRun } from '../cannot-run.ts';
import { compose } from '../compose/compose.ts';
import type { CompositionMessage } from '../compose/composition-message.ts';
import type { SubgraphSource } from '../compose/supergraph-config.ts';
import type { NamedContract } from '../contract/contracts-config.ts';
import { schemaChanges } from './api-changes.ts';
import { type ApiRules, apiFindings, mildFinding } from './api-findings.ts';
import { approvalOf, staleApprovals } from './approvals.ts';
import type { Baseline } from './baseline.ts';
import type { Change } from './change.ts';
import { changePlaces } from './change-places.ts';
import { compareContracts, isOfClients } from './contract-changes.ts';
import { deprecationFindings } from './deprecations.ts';
import { type Finding, finding, type Severity } from './finding.ts';
import type { KnownOperation } from './known-operations.ts';
import { lint } from './lint/lint.ts';
import { usedCoordinates } from './operation-coordinates.ts';
import { type PlanComparison, planFindings } from './plan-findings.ts';
import { subgraphChanges } from './subgraph-changes.ts';
import { type ExaminedOperation, examine, invalidOperations } from './validity.ts';

/** A baseline with the supergraph and the API that it composes to. */
export interface ComposedBaseline extends Baseline {
  supergraph: string;
  api: string;
}

export interface CheckInput extends Omit<ApiRules, 'hasUsage'> {
  baseline: ComposedBaseline;
  subgraphs: readonly SubgraphSource[];
  /** Contracts that are kept now. */
  contracts: readonly NamedContract[];
  operations: readonly KnownOperation[];
}

/** All that a check has found. */
export interface CheckReport {
  verdict: 'pass' | 'fail';
  /** What was compared with, for people. */
  baseline: string;
  findings: readonly Finding[];
  changes: readonly Change[];
  plans: readonly PlanComparison[];
  operations: { documents: number; inUse: number; notCounted: number };
}

/** Composes what a check compares with. Throws CannotRun when it does not compose itself. */
export function composeBaseline(baseline: Baseline): ComposedBaseline {
  const composition = compose(baseline.subgraphs);
  if (composition.ok) return { ...baseline, supergraph: composition.supergraph, api: composition.api };
  const [first] = composition.errors;
  throw new CannotRun(
    `The baseline, ${baseline.label}, does not compose itself: ${first?.code}: ${first?.message} Name another --base.`,
  );
}

/** Checks subgraphs against a baseline. */
export async function runCheck(input: CheckInput): Promise<CheckReport> {
  const before = input.baseline;
  const after = compose(input.subgraphs);
  const findings: Finding[] = [];
  const rules: ApiRules = { ...input, hasUsage: knowsUsage(input.operations) };
  let changes: Change[] = [];
  let plans: PlanComparison[] = [];
  if (after.ok) {
    findings.push(...after.hints.map((hint) => ofComposition(hint, 'notice')));
    const schemas = { before: buildSchema(before.api), after: buildSchema(after.api) };
    const examined = input.operations.map((operation) => examine(schemas.before, operation));
    const compared = await compareApis(input, rules, schemas, examined);
    const ofContracts = await compareContracts(
      { supergraph: before.supergraph, contracts: input.baseline.contracts ?? input.contracts },
      { supergraph: after.supergraph, contracts: input.contracts },
      { ofApi: compared.changes.filter(({ scope }) => scope === 'api'), examined, rules },
    );
    changes = [...compared.changes, ...ofContracts.changes];
    findings.push(...compared.findings, ...ofContracts.findings);
    const planned = planFindings(
      input.operations,
      { supergraph: before.supergraph, api: schemas.before },
      { supergraph: after.supergraph, api: schemas.after },
      input.config.plans,
    );
    plans = planned.comparisons;
    findings.push(...planned.findings);
    const used = input.operations
      .filter(({ ignored }) => ignored === null)
      .map(({ document, variables }) => usedCoordinates(schemas.after, document, variables));
    findings.push(...deprecationFindings(input.subgraphs, used, rules));
  } else {
    findings.push(...after.errors.map((error) => ofComposition(error, 'error')));
    changes = await subgraphChanges(input.baseline.subgraphs, input.subgraphs, null);
    findings.push(...changes.map(mildFinding));
  }
  findings.push(...lint(input.subgraphs, input.config.lint));
  const breaking = changes.filter((change) => isOfClients(change) && change.severity === 'breaking');
  if (after.ok) findings.push(...staleApprovals(input.approvals, breaking, input.today));
  return {
    verdict: findings.some(({ severity }) => severity === 'error') ? 'fail' : 'pass',
    baseline: input.baseline.label,
    findings: withPlaces(findings, changes, input),
    changes,
    plans,
    operations: countOperations(input.operations),
  };
}

async function compareApis(
  input: CheckInput,
  rules: ApiRules,
  { before, after }: { before: GraphQLSchema; after: GraphQLSchema },
  examined: readonly ExaminedOperation[],
): Promise<{ changes: Change[]; findings: Finding[] }> {
  const ofApi = await schemaChanges('api', before, after);
  const breaking = ofApi.filter(({ severity }) => severity === 'breaking');
  const ofSubgraphs = await subgraphChanges(
    input.baseline.subgraphs,
    input.subgraphs,
    new Set(breaking.map(({ coordinate }) => coordinate)),
  );
  const approved = breaking.filter((change) => approvalOf(change, input.approvals, input.today) !== null);
  return {
    changes: [...ofApi, ...ofSubgraphs],
    findings: [
      ...apiFindings(ofApi, examined, rules),
      ...ofSubgraphs.map((change) => subgraphFinding(change, ofApi)),
      ...invalidOperations(examined, { before, after, approved }),
    ],
  };
}

/** Whether any router has told what is in use lately: an empty or old usage file knows of nobody, not that there is nobody. */
function knowsUsage(operations: readonly KnownOperation[]): boolean {
  return operations.some(({ source, calls }) => source === 'usage' && calls !== null && calls > 0);
}

function withPlaces(
  findings: readonly Finding[],
  changes: readonly Change[],
  { baseline, subgraphs }: CheckInput,
): Finding[] {
  const placeOf = changePlaces(baseline.subgraphs, subgraphs);
  const byId = new Map(changes.map((change) => [change.id, change]));
  return findings.map((one) => {
    const change = one.change === null ? undefined : byId.get(one.change);
    return change && one.place === null ? { ...one, place: placeOf(change.coordinate, change.scope) } : one;
  });
}

/** A change of a subgraph that is one of the API too is judged there. */
function subgraphFinding(change: Change, ofApi: readonly Change[]): Finding {
  const reachesApi = ofApi.some(
    ({ type, coordinate }) => type === change.type && coordinate === change.coordinate,
  );
  if (change.severity !== 'breaking' && !reachesApi) return mildFinding(change);
  return {
    ...mildFinding(change),
    severity: 'notice',
    reason: `${change.reason} It is judged as a change of the API.`,
  };
}

function ofComposition({ code, message, places }: CompositionMessage, severity: Severity): Finding {
  const [first, ...others] = places;
  const also = others.map(({ file, line }) => `${file}:${line}`);
  return finding('composition', severity, code, message, {
    place: first ? { file: first.file, line: first.line } : null,
    reason: also.length > 0 ? `See also ${also.join(', ')}.` : null,
  });
}

function countOperations(operations: readonly KnownOperation[]): CheckReport['operations'] {
  return {
    documents: operations.filter(({ source }) => source === 'document').length,
    inUse: operations.filter(({ source, ignored }) => source === 'usage' && ignored === null).length,
    notCounted: operations.filter(({ ignored }) => ignored !== null).length,
  };
}
