import type { FilePlace } from '../sdl/place.ts';
import type { AffectedOperation } from './operations/affected-operation.ts';

/** The parts of a check, in the order in which they are shown. */
export const SECTIONS = [
  'inputs',
  'composition',
  'changes',
  'operations',
  'plans',
  'rollout',
  'lint',
  'approvals',
] as const;
export type Section = (typeof SECTIONS)[number];

/** An error fails the check; a warning is for somebody to look at; a notice is for the record. */
export type Severity = 'error' | 'warning' | 'notice';

/** One thing that a check has to say. */
export interface Finding {
  section: Section;
  severity: Severity;
  /** Names the kind: a composition code, a type of change, a lint rule. */
  code: string;
  message: string;
  /** Why it is as severe as it is. */
  reason: string | null;
  place: FilePlace | null;
  /** Id of the change that it is about, to approve it by. */
  change: string | null;
  /** Every known operation that it concerns. */
  operations: readonly AffectedOperation[];
}

/** A finding; what is not given of it is null, and no operations. */
export function finding(
  section: Section,
  severity: Severity,
  code: string,
  message: string,
  more: Partial<Pick<Finding, 'reason' | 'place' | 'change' | 'operations'>> = {},
): Finding {
  return {
    section,
    severity,
    code,
    message,
    reason: null,
    place: null,
    change: null,
    operations: [],
    ...more,
  };
}
