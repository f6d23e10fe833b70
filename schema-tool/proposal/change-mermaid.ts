import type { GraphQLSchema } from 'graphql';
import { quoted } from '../plans/mermaid-text.ts';
import { type ChangedType, type Mark, type Reference, referencesOf } from './changed-types.ts';

/** What GitHub still draws, and a person still reads. */
const MAX_TYPES = 30;
const MAX_REFERENCES = 80;
const MAX_MEMBERS = 12;
const MAX_TEXT = 80;

const ARROWS: Record<Mark, string> = { added: '==>', removed: '-.->', changed: '-->' };
const STYLES: Record<Mark, string> = {
  added: 'fill:#dafbe1,stroke:#1a7f37,color:#1f2328',
  removed: 'fill:#ffebe9,stroke:#cf222e,color:#1f2328,stroke-dasharray:5 5',
  changed: 'fill:#fff8c5,stroke:#9a6700,color:#1f2328',
};

/**
 * The part of the graph that changed as a Mermaid flowchart (https://mermaid.js.org/syntax/flowchart.html): its types with
 * their changed members, and what leads from one to another. Thick arrows are new, dotted ones go.
 */
export function changeMermaid(
  types: readonly ChangedType[],
  schemas: { before: GraphQLSchema; after: GraphQLSchema },
): string {
  const shown = types.slice(0, MAX_TYPES);
  const references = referencesOf(shown, schemas);
  const drawn = [...references].sort((a, b) => rank(a) - rank(b)).slice(0, MAX_REFERENCES);
  const ids = new Map<string, string>();
  const idOf = (name: string) => {
    const id = ids.get(name) ?? `t${ids.size}`;
    ids.set(name, id);
    return id;
  };
  const lines = ['flowchart LR'];
  for (const type of shown) lines.push(`  ${idOf(type.name)}[${quoted(labelOf(type))}]:::${type.mark}`);
  const neighbours = new Set(drawn.map(({ to }) => to).filter((name) => !ids.has(name)));
  for (const name of neighbours) lines.push(`  ${idOf(name)}[${quoted(name)}]`);
  for (const { from, to, field, mark } of drawn) {
    const label = quoted(mark === null ? field : `${mark} ${field}`);
    lines.push(`  ${idOf(from)} ${ARROWS[mark ?? 'changed']}|${label}| ${idOf(to)}`);
  }
  const left = [
    [types.length - shown.length, 'types'],
    [references.length - drawn.length, 'references'],
  ] as const;
  const more = left.filter(([number]) => number > 0).map(([number, what]) => `${number} more ${what}`);
  if (more.length > 0) lines.push(`  more([${quoted(`… ${more.join(', ')}`)}])`);
  for (const mark of ['added', 'removed', 'changed'] as const)
    lines.push(`  classDef ${mark} ${STYLES[mark]}`);
  return lines.join('\n');
}

function rank({ mark }: Reference): number {
  return mark === null ? 1 : 0;
}

/** The type with its changed members, in words: signs at the start of a line would be lists to Mermaid. */
function labelOf({ name, mark, members }: ChangedType): string {
  const rest = members.length - MAX_MEMBERS;
  return [
    mark === 'changed' ? name : `${name} (${mark})`,
    ...members
      .slice(0, MAX_MEMBERS)
      .map((one) => shortened(`${one.mark} ${one.name}${one.text === '' ? '' : `: ${one.text}`}`)),
    ...(rest > 0 ? [`… ${rest} more`] : []),
  ].join('\n');
}

function shortened(text: string): string {
  return text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}…` : text;
}
