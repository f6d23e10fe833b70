import { type Composition, compose } from '../compose/compose.ts';
import { CannotRun } from '../inputs/cannot-run.ts';
import type { Baseline } from './baseline.ts';
import type { ReadInput } from './check-input.ts';
import { asComposed, type Composed } from './rollout/rollout-state.ts';

/** The baseline and the working copy, each composed. */
export interface TwoSides {
  baseline: Baseline;
  composed: { before: Composed; after: Composed };
}

/** Composes both sides of a comparison. Throws CannotRun when there are not two that compose. */
export function twoSides({
  baseline,
  subgraphs,
  findings,
}: Pick<ReadInput, 'baseline' | 'subgraphs' | 'findings'>): TwoSides {
  if (!baseline) {
    const why = findings.find(({ code }) => code.startsWith('BASELINE_'));
    throw new CannotRun(why?.message ?? 'There is no baseline to compare with.');
  }
  const unreadable = findings.find(({ code }) => code === 'SUBGRAPH_UNREADABLE');
  if (unreadable) throw new CannotRun(unreadable.message);
  if (baseline.unread) {
    const part = findings.find(({ code }) => code === 'BASELINE_PART_UNREADABLE');
    throw new CannotRun(part?.message ?? 'A subgraph of the baseline cannot be read.');
  }
  return {
    baseline,
    composed: {
      before: composedOf(compose(baseline.subgraphs), `The subgraphs of ${baseline.label}`),
      after: composedOf(compose(subgraphs), 'The subgraphs'),
    },
  };
}

function composedOf(composition: Composition, what: string): Composed {
  if (composition.kind === 'failed') {
    const [first] = composition.errors;
    throw new CannotRun(`${what} do not compose: ${first?.code}: ${first?.message}`);
  }
  return asComposed(composition);
}
