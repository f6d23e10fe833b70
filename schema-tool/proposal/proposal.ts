import { styleText } from 'node:util';
import type { GraphQLSchema } from 'graphql';
import type { Change, ChangeSeverity } from '../check/changes/change.ts';
import { reported } from '../check/report/json.ts';
import { BoundedText, markdown } from '../check/report/markdown-text.ts';
import { changeMermaid } from './change-mermaid.ts';
import { changedTypes } from './changed-types.ts';

/** What a change proposes, to be read before anybody asks whether it may be merged. */
export interface Proposal {
  baseline: string;
  /** What could not be read, and so is not shown. */
  problems: readonly string[];
  /** Changes of the API, and those of single subgraphs that are not told there. */
  changes: readonly Change[];
  schemas: { before: GraphQLSchema; after: GraphQLSchema };
}

const SEVERITIES: readonly ChangeSeverity[] = ['breaking', 'dangerous', 'safe'];
const TITLES: Record<ChangeSeverity, string> = {
  breaking: 'Breaking',
  dangerous: 'Dangerous',
  safe: 'Safe',
};
const COLOURS = { breaking: 'red', dangerous: 'yellow', safe: 'green' } as const;
const MARKS: Record<ChangeSeverity, string> = { breaking: '✗', dangerous: '!', safe: '·' };
const MAX_MESSAGE = 500;

/** A proposal as Markdown for a pull request: the changes by severity and type, and a picture of the part of the graph that they concern. */
export function proposalMarkdown(proposal: Proposal): string {
  const text = new BoundedText();
  text.add('## Proposed schema changes', '', summary(proposal));
  text.addEach(
    proposal.problems.map((problem) => ['', `> ${markdown(shortened(problem))}`]),
    'problem',
  );
  const types = changedTypes(ofApi(proposal), proposal.schemas);
  if (types.length > 0) {
    const picture = changeMermaid(types, proposal.schemas);
    text.add('', '```mermaid', picture, '```');
  }
  for (const severity of SEVERITIES) {
    const groups = grouped(proposal, severity);
    if (groups.length === 0 || !text.add('', `### ${TITLES[severity]}`)) continue;
    const blocks = groups.map(([name, changes]) => [
      '',
      `**${markdown(name)}**`,
      '',
      ...changes.map(
        ({ message, reason }) =>
          `- ${markdown(shortened(message))}${severity === 'safe' ? '' : ` ${markdown(reason)}`}`,
      ),
    ]);
    text.addEach(blocks, 'type');
  }
  return text.toString();
}

/** A proposal as text for a terminal. */
export function proposalForPeople(proposal: Proposal, colour: boolean): string {
  const paint = (style: Parameters<typeof styleText>[0], text: string) =>
    colour ? styleText(style, text, { validateStream: false }) : text;
  const lines = [...proposal.problems.map((problem) => paint('yellow', `! ${problem}`)), summary(proposal)];
  for (const severity of SEVERITIES) {
    const groups = grouped(proposal, severity);
    if (groups.length > 0) lines.push('', paint('bold', TITLES[severity]));
    for (const [name, changes] of groups) {
      lines.push(`  ${name}`);
      for (const { message } of changes)
        lines.push(`    ${paint(COLOURS[severity], `${MARKS[severity]} ${message}`)}`);
    }
  }
  return `${lines.join('\n')}\n`;
}

/** A proposal as JSON for programs. */
export function proposalJson({ baseline, problems, changes }: Proposal): string {
  return `${JSON.stringify({ version: 1, baseline, problems, changes: changes.map(reported) }, null, 2)}\n`;
}

function ofApi({ changes }: Proposal): Change[] {
  return changes.filter(({ scope }) => scope === 'api');
}

function summary({ baseline, changes }: Proposal): string {
  const counts = SEVERITIES.map((severity) => {
    const number = changes.filter((one) => one.severity === severity).length;
    return `${number} ${severity}`;
  });
  return changes.length === 0
    ? `Compared with ${baseline}: nothing changed.`
    : `Compared with ${baseline}: ${counts.join(', ')} change(s).`;
}

/** Changes of a severity by the type that they concern, or by the subgraph when the API does not show them. */
function grouped({ changes }: Proposal, severity: ChangeSeverity): [string, Change[]][] {
  const groups = new Map<string, Change[]>();
  for (const one of changes) {
    if (one.severity !== severity) continue;
    const [type = ''] = one.coordinate.replace(/\(.*$/, '').split('.');
    const name = one.scope === 'api' ? type : `${type} (${one.scope} only)`;
    const group = groups.get(name);
    if (group) group.push(one);
    else groups.set(name, [one]);
  }
  return [...groups];
}

function shortened(text: string): string {
  return text.length > MAX_MESSAGE ? `${text.slice(0, MAX_MESSAGE)}…` : text;
}
