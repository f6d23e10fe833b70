import { dirname, join } from 'node:path';
import { accessChanges } from '../check/access-changes.ts';
import { readBaseline } from '../check/baseline.ts';
import { inOrder, toldIn } from '../check/change.ts';
import { schemaChanges } from '../check/diff/schema-diff.ts';
import { withHidden } from '../check/hidden-elements.ts';
import { toldOnce } from '../check/inherited-changes.ts';
import { subgraphChanges } from '../check/subgraph-changes.ts';
import { twoSides } from '../check/two-sides.ts';
import { watchedFiles } from '../check/watch.ts';
import { environment } from '../compose/config.ts';
import { readSupergraphConfig } from '../compose/supergraph-config.ts';
import { writeText } from '../inputs/generated-files.ts';
import { requireNoInputs } from '../inputs/output-files.ts';
import { type Proposal, proposalForPeople, proposalJson, proposalMarkdown } from './proposal.ts';

export interface DiffOptions {
  base?: string;
  config: string;
  format: 'people' | 'markdown' | 'json';
  out?: string;
}

/** `schema diff`: prints what changed, whatever it means for known operations. Throws CannotRun. */
export async function diffCommand({ base, config, format, out }: DiffOptions): Promise<void> {
  if (out !== undefined) await requireNoInputs([out], await watchedFiles({ ...READ_BESIDE, base, config }));
  const subgraphs = await readSupergraphConfig(config, { environment: environment() });
  const read = await readBaseline(base, {
    config,
    contracts: join(dirname(config), 'contracts.yaml'),
    operations: [],
    areNamed: true,
    parsed: subgraphs,
  });
  const { baseline, composed } = twoSides({ ...read, subgraphs });
  const { before, after } = composed;
  const schemas = { before: before.api, after: after.api };
  const ofApi = toldOnce(
    [
      ...withHidden(schemaChanges('api', before.api, after.api), after.supergraph),
      ...accessChanges(before.supergraph, after.supergraph),
    ],
    { before: baseline.subgraphs, after: subgraphs },
    schemas,
  );
  const ofSubgraphs = subgraphChanges(baseline.subgraphs, subgraphs, ofApi);
  const isTold = toldIn(ofApi);
  const proposal: Proposal = {
    baseline: baseline.label,
    changes: [...ofApi, ...ofSubgraphs.filter((one) => !isTold(one))].sort(inOrder),
    schemas,
  };
  const text = rendered(proposal, format, out === undefined);
  if (out === undefined) process.stdout.write(text);
  else await writeText(out, text);
}

/** A proposal takes the place of nothing that a check reads from its usual place. */
const READ_BESIDE = { rules: null, approvals: null, contracts: null, operations: [], usage: [] };

function rendered(proposal: Proposal, format: DiffOptions['format'], toTerminal: boolean): string {
  if (format === 'markdown') return proposalMarkdown(proposal);
  if (format === 'json') return proposalJson(proposal);
  return proposalForPeople(
    proposal,
    toTerminal && process.stdout.isTTY === true && process.stdout.hasColors(),
  );
}
