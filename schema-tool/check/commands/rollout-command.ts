import { withoutThose } from '../../documents/document-operations.ts';
import { servedDocument } from '../../documents/served-document.ts';
import { type InputOptions, readCheckInput } from '../input/check-input.ts';
import { twoSides } from '../input/two-sides.ts';
import {
  changedSubgraphs,
  findRollout,
  LIMITS_OF_COMMAND,
  type Rollout,
  type RolloutStep,
} from '../rollout/rollout.ts';
import { rolloutFindings } from '../rollout/rollout-findings.ts';

const FIRST = {
  either: 'the subgraph and the supergraph in either order',
  subgraph: 'the subgraph, then the supergraph',
  supergraph: 'the supergraph, then the subgraph',
  together: 'both at once: whichever comes first, requests fail until the other is there',
} as const satisfies Record<RolloutStep['first'], string>;

/**
 * `schema rollout`: prints in which order changed subgraphs can be deployed. 0 with an order, 1 when there is none, a step makes
 * requests fail, or an input cannot be read, so that there may be none. Throws CannotRun.
 */
export async function rolloutCommand(options: InputOptions & { json: boolean }): Promise<number> {
  const input = await readCheckInput(options);
  const { baseline, composed, problems, isWrongNow } = twoSides(input);
  const schemas = [composed.before.api, composed.after.api];
  const operations = [...input.operations, ...withoutThose(baseline.operations ?? [], input.operations)].map(
    (operation) => ({ ...operation, document: servedDocument(operation.document, schemas).document }),
  );
  const sides = { before: baseline.subgraphs, after: input.subgraphs };
  const rollout = findRollout({ ...sides, composed, operations }, LIMITS_OF_COMMAND);
  const text = options.json
    ? JSON.stringify({ version: 1, baseline: baseline.label, problems, ...rollout }, null, 2)
    : [
        ...problems.map((problem) => `! ${problem}\n`),
        forPeople(rollout, { label: baseline.label, changed: changedSubgraphs(sides) }),
      ].join('\n');
  process.stdout.write(`${text}\n`);
  return !isWrongNow && rollout.steps?.every(({ first }) => first !== 'together') ? 0 : 1;
}

function forPeople(
  rollout: Rollout,
  { label, changed }: { label: string; changed: readonly string[] },
): string {
  if (changed.length === 0) return `Compared with ${label}: no subgraph changed.`;
  const lines = [`Compared with ${label}: ${changed.length} subgraph(s) changed: ${changed.join(', ')}.`];
  for (const { message, reason } of rolloutFindings(rollout))
    lines.push('', message, ...(reason ? [reason] : []));
  for (const [index, { subgraph, first, plans }] of (rollout.steps ?? []).entries()) {
    lines.push('', `${index + 1}. ${subgraph}: ${FIRST[first]}`);
    for (const { name, before, after } of plans) {
      const grown = (['requests', 'depth', 'cost'] as const).map(
        (key) => `${key} ${before[key]} -> ${after[key]}`,
      );
      lines.push(`   plan of ${name}: ${grown.join(', ')}`);
    }
  }
  return lines.join('\n');
}
