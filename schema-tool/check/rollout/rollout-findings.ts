import { type Finding, finding } from '../finding.ts';
import type { Rollout, RolloutStep } from './rollout.ts';

const MOST = 5;

/** What is to be said of a rollout: the order, or where it cannot go on. */
export function rolloutFindings(rollout: Rollout): Finding[] {
  const { changed, anyOrder, steps, blocked, search } = rollout;
  if (search === 'none') {
    return [
      finding(
        'rollout',
        'notice',
        'ROLLOUT_NOT_SEARCHED',
        `An order for ${changed.length} changed subgraphs was not searched for.`,
        { reason: 'It would take long within a check; `graph-schema rollout` searches.' },
      ),
    ];
  }
  const reason = rolloutBasis(rollout);
  if (blocked) {
    const message =
      blocked.after.length === 0
        ? `No changed subgraph can be deployed before the others: ${list(blocked.next.map(whyNot))}`
        : `After ${blocked.after.join(', ')}, no other changed subgraph can be deployed alone: ${list(blocked.next.map(whyNot))}`;
    return [
      finding('rollout', 'warning', 'ROLLOUT_BLOCKED', `${message}.`, {
        reason: `${reason} Make the change in two, or deploy them at once.`,
      }),
    ];
  }
  if (!steps) return [];
  if (anyOrder) {
    const message = `${changed.join(', ')} can be deployed in any order${sides(steps)}.`;
    return [finding('rollout', 'notice', 'ROLLOUT_ANY_ORDER', message, { reason })];
  }
  const order = `Deploy ${steps.map(({ subgraph }) => subgraph).join(', then ')}${sides(steps)}.`;
  const together = steps.filter(({ first }) => first === 'together');
  return [
    finding('rollout', 'notice', 'ROLLOUT_ORDER', order, { reason }),
    ...together.map(({ subgraph, problems }) =>
      finding(
        'rollout',
        'warning',
        'ROLLOUT_TOGETHER',
        `${subgraph} and the router's supergraph must change at once: ${list(problems)}.`,
        { reason: 'Whichever comes first, known operations fail until the other is there.' },
      ),
    ),
  ];
}

/** How the order was found, in sentences. */
export function rolloutBasis({ search, operations, blocked }: Rollout): string {
  const how = search === 'all' ? 'All orders were tried' : 'Found step by step, without trying all orders';
  if (blocked)
    return `${search === 'all' ? how : 'Orders were tried step by step, not all of them'}: none goes to the end. Each step must compose, and the ${operations} known operation(s) must stay valid, mean the same and have plans that what runs answers.`;
  return `${how}: each step composes, and the ${operations} known operation(s) stay valid, mean the same and have plans that what runs answers.`;
}

function whyNot({ subgraph, problems }: { subgraph: string; problems: readonly string[] }): string {
  return `with ${subgraph}, ${list(problems)}`;
}

/** Where the router's supergraph must come before a subgraph: usually it comes after. */
function sides(steps: readonly RolloutStep[]): string {
  const late = steps.filter(({ first }) => first === 'supergraph').map(({ subgraph }) => subgraph);
  return late.length === 0
    ? ''
    : `; ${late.join(' and ')} after the router has the supergraph that this makes`;
}

function list(texts: readonly string[]): string {
  const unique = [...new Set(texts)];
  const rest = unique.length - MOST;
  return `${unique.slice(0, MOST).join('; ')}${rest > 0 ? `; and ${rest} more` : ''}`;
}
