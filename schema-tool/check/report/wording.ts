import { posix } from 'node:path';
import type { FilePlace } from '../../sdl/place.ts';
import type { CheckReport } from '../check-report.ts';
import { type Finding, SECTIONS, type Section, type Severity } from '../finding.ts';
import type { AffectedOperation } from '../operations/affected-operation.ts';

/** What reports call each section. */
export const SECTION_TITLES: Record<Section, string> = {
  inputs: 'Inputs',
  composition: 'Composition',
  changes: 'Changes',
  operations: 'Operations',
  plans: 'Query plans',
  rollout: 'Rollout',
  lint: 'Lint',
  approvals: 'Approvals',
};

const RANK: Record<Severity, number> = { error: 0, warning: 1, notice: 2 };

/** What a report says of a section. */
interface SectionReport {
  section: Section;
  /** The gravest first. */
  findings: Finding[];
  /** Whether all of it was looked at. */
  checked: boolean;
}

/** The findings of each section. How a change is rolled out is there only when something is to be said. */
export function bySection({ findings, unchecked }: CheckReport): SectionReport[] {
  return SECTIONS.map((section) => ({
    section,
    findings: worstFirst(findings.filter((one) => one.section === section)),
    checked: !unchecked.includes(section),
  })).filter(({ section, findings: found }) => section !== 'rollout' || found.length > 0);
}

/** Findings with the gravest first, and among these the ones that concern most operations. */
export function worstFirst(findings: readonly Finding[]): Finding[] {
  return [...findings].sort(
    (a, b) => RANK[a.severity] - RANK[b.severity] || b.operations.length - a.operations.length,
  );
}

/** For a place that is not in the files that are checked. */
export const IN_BASELINE = 'The line is that of the baseline';

/** A place in words; `file` is its path as the report has paths. */
export function placeText({ line, inBaseline }: FilePlace, file: string): string {
  return `${file}:${line}${inBaseline ? ' in the baseline' : ''}`;
}

/** Text in which marks that turn the direction of what follows are written out: a name must not read as another one. */
export function withMarksWritten(text: string): string {
  return text.replace(
    /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g,
    (mark) => `\\u${mark.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** A path from the repository's root, of one from the working directory. */
export function fromRoot(file: string, prefix: string): string {
  return posix.join(prefix, file);
}

/** The first operations in a line each, and how many more there are. */
export function operationLines(operations: readonly AffectedOperation[], most: number): string[] {
  const rest = operations.length - most;
  return [
    ...operations.slice(0, most).map(operationLine),
    ...(rest > 0 ? [`${rest} more operation(s)`] : []),
  ];
}

/** How many findings have a severity. */
export function count(findings: readonly Finding[], severity: Severity): number {
  return findings.filter((one) => one.severity === severity).length;
}

/** `1 error, 2 warnings, 3 notices`, without kinds of which there are none. */
export function tally(findings: readonly Finding[]): string {
  const parts = (['error', 'warning', 'notice'] as const).flatMap((severity) => {
    const number = count(findings, severity);
    return number === 0 ? [] : [`${number} ${severity}${number === 1 ? '' : 's'}`];
  });
  return parts.join(', ') || 'nothing to report';
}

/** How many findings a section has, and whether that is all that can be said of it. */
export function sectionTally({ findings, checked }: SectionReport): string {
  if (checked) return tally(findings);
  return findings.length === 0 ? 'not checked' : `${tally(findings)}; not all of it was checked`;
}

const EFFECTS = { broken: '', possible: 'may break: ', affected: 'affected: ' } as const;

/** One operation in a line: who runs it, how often, when last, and where it stands. */
function operationLine(operation: AffectedOperation): string {
  const { name, client, clientVersion, calls, lastSeen, file, line, effect, why, ignored, deployed } =
    operation;
  const who =
    calls === null
      ? deployed === undefined
        ? 'document'
        : `document of the baseline, ${deployed} here`
      : `${client ?? 'unnamed client'}${clientVersion === null ? '' : ` ${clientVersion}`}, ${calls} calls, last seen ${lastSeen?.slice(0, 16).replace('T', ' ') ?? 'never'}`;
  const what = why === null ? '' : `, ${effect === null ? '' : EFFECTS[effect]}${why}`;
  return `${name} (${who}${what}) ${file}:${line}${ignored === null ? '' : ` - does not count: ${ignored}`}`;
}

/** What was looked at, in a sentence. */
export function scopeLine({ verdict, baseline, operations, changes, plans }: CheckReport): string {
  if (verdict === 'error') return 'Nothing was checked.';
  const { documents, inUse, notCounted } = operations;
  return `Compared with ${baseline}: ${changes.length} changes, ${documents} operations in documents, ${inUse} in use, ${notCounted} not counted, ${plans.length} query plans.`;
}
