import { dirname, join } from 'node:path';
import { Protections } from '../check/access/protections.ts';
import { readBaseline } from '../check/baseline/baseline.ts';
import { accessChanges } from '../check/changes/access-changes.ts';
import { inOrder, toldIn } from '../check/changes/change.ts';
import { withHidden } from '../check/changes/hidden-elements.ts';
import { toldOnce } from '../check/changes/inherited-changes.ts';
import { watchedFiles } from '../check/commands/watch.ts';
import { schemaChanges } from '../check/diff/schema-diff.ts';
import { unusable, withStandIns } from '../check/input/check-input.ts';
import { twoSides } from '../check/input/two-sides.ts';
import { subgraphChanges } from '../check/subgraph-changes/subgraph-changes.ts';
import { environment } from '../compose/config.ts';
import { readSubgraphs } from '../compose/supergraph-config.ts';
import { writeText } from '../inputs/generated-files.ts';
import { requireNoInputs } from '../inputs/output-files.ts';
import { type Proposal, proposalForPeople, proposalJson, proposalMarkdown } from './proposal.ts';

export interface DiffOptions {
  base?: string;
  config: string;
  format: 'people' | 'markdown' | 'json';
  out?: string;
}

/**
 * `schema diff`: prints what changed, whatever it means for known operations. 0, or 1 where a subgraph cannot be read and the rest is
 * shown. Throws CannotRun.
 */
export async function diffCommand({ base, config, format, out }: DiffOptions): Promise<number> {
  if (out !== undefined) await requireNoInputs([out], await watchedFiles({ ...READ_BESIDE, base, config }));
  const sources = await readSubgraphs(config, { environment: environment() });
  const read = await readBaseline(base, {
    config,
    contracts: join(dirname(config), 'contracts.yaml'),
    operations: [],
    areNamed: true,
    parsed: sources.subgraphs,
  });
  const { unread } = sources;
  const subgraphs = withStandIns(sources.subgraphs, unread, read.baseline);
  const unreadable = sources.problems.map((one) => unusable('SUBGRAPH_UNREADABLE', one));
  const { baseline, composed, problems, isWrongNow } = twoSides({
    baseline: read.baseline,
    subgraphs,
    unread,
    findings: [...unreadable, ...read.findings],
  });
  const { before, after } = composed;
  const schemas = { before: before.api, after: after.api };
  const ofApi = toldOnce(
    [
      ...withHidden(schemaChanges('api', before.api, after.api), after.supergraph),
      ...accessChanges(new Protections(before.supergraph), new Protections(after.supergraph)),
    ],
    { before: baseline.subgraphs, after: subgraphs },
    schemas,
  );
  const ofSubgraphs = subgraphChanges(baseline.subgraphs, subgraphs, ofApi);
  const isTold = toldIn(ofApi);
  const proposal: Proposal = {
    baseline: baseline.label,
    problems,
    changes: [...ofApi, ...ofSubgraphs.filter((one) => !isTold(one))].sort(inOrder),
    schemas,
  };
  const text = rendered(proposal, format, out === undefined);
  if (out === undefined) process.stdout.write(text);
  else await writeText(out, text);
  return isWrongNow ? 1 : 0;
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
