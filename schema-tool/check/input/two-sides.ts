import { type Composition, compose } from '../../compose/compose.ts';
import { CannotRun } from '../../inputs/cannot-run.ts';
import type { Baseline } from '../baseline/baseline.ts';
import type { Finding } from '../finding.ts';
import { asComposed, type Composed } from '../rollout/rollout-state.ts';
import type { ReadInput } from './check-input.ts';

/** The baseline and the working copy, each composed. */
export interface TwoSides {
  baseline: Baseline;
  composed: { before: Composed; after: Composed };
  /** What could not be read, in a message each: the rest was compared. */
  problems: readonly string[];
  /** Whether some of that is wrong now, and not only in the baseline. */
  isWrongNow: boolean;
}

/**
 * Composes both sides of a comparison; for a subgraph that one of them cannot read stands that of the other. Throws CannotRun when
 * there are not two that compose.
 */
export function twoSides({
  baseline,
  subgraphs,
  unread = [],
  findings,
}: Pick<ReadInput, 'baseline' | 'subgraphs' | 'unread' | 'findings'>): TwoSides {
  if (!baseline) {
    const why = findings.find(({ code }) => code.startsWith('BASELINE_'));
    throw new CannotRun(why?.message ?? 'There is no baseline to compare with.');
  }
  const wrong = findings.filter(({ severity }) => severity !== 'notice');
  const isAlone = unread.some((name) => !subgraphs.some((one) => one.name === name));
  // Without a new subgraph, what it takes over from others would be told as removed.
  if (isAlone) throw new CannotRun(messagesOf(wrong, 'SUBGRAPH_UNREADABLE'));
  return {
    baseline,
    composed: {
      before: composedOf(compose(baseline.subgraphs), `The subgraphs of ${baseline.label}`, [
        ...(baseline.unread ? messagesOf(wrong, 'BASELINE_PART_UNREADABLE') : []),
      ]),
      after: composedOf(compose(subgraphs), 'The subgraphs', messagesOf(wrong, 'SUBGRAPH_UNREADABLE')),
    },
    problems: wrong.map(({ message, place }) =>
      place === null || message.includes(`${place.file}`)
        ? message
        : `${place.file}:${place.line}: ${message}`,
    ),
    isWrongNow: wrong.some(({ severity }) => severity === 'error'),
  };
}

function messagesOf(findings: readonly Finding[], code: string): string[] {
  return findings.filter((one) => one.code === code).map(({ message }) => message);
}

/** @param unreadable what of it cannot be read */
function composedOf(composition: Composition, what: string, unreadable: readonly string[]): Composed {
  if (composition.kind === 'failed') {
    const [first] = composition.errors;
    throw new CannotRun([...unreadable, `${what} do not compose: ${first?.code}: ${first?.message}`]);
  }
  return asComposed(composition);
}
