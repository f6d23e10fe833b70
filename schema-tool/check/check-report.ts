import type { SubgraphSource } from '../compose/supergraph-config.ts';
import type { NamedContract } from '../contract/contracts-config.ts';
import type { KnownOperation } from '../documents/known-operations.ts';
import type { ComposedBaseline } from './baseline/compositions.ts';
import type { Change } from './changes/change.ts';
import type { Finding, Section } from './finding.ts';
import type { ApiRules } from './findings/api-findings.ts';
import type { PlanComparison } from './findings/plan-findings.ts';
import type { Rollout } from './rollout/rollout.ts';

/** What a check looks at. */
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
export interface CheckPart {
  changes: readonly Change[];
  findings: readonly Finding[];
  plans: readonly PlanComparison[];
  rollout?: Rollout;
}
