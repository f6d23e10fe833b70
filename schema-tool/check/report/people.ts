import { styleText } from 'node:util';
import type { CheckReport } from '../check-report.ts';
import type { Finding, Severity } from '../finding.ts';
import {
  bySection,
  operationLines,
  placeText,
  SECTION_TITLES,
  scopeLine,
  sectionTally,
  tally,
  withMarksWritten,
} from './wording.ts';

const MARKS: Record<Severity, string> = { error: '✗', warning: '!', notice: '·' };
const MAX_OPERATIONS = 50;
const COLOURS = { error: 'red', warning: 'yellow', notice: 'gray' } as const;

/** A report for a terminal. */
export function peopleReport(report: CheckReport, colour: boolean): string {
  const paint = (style: Parameters<typeof styleText>[0], text: string) =>
    colour ? styleText(style, text, { validateStream: false }) : text;
  const lines = [scopeLine(report), ''];
  for (const one of bySection(report)) {
    lines.push(`${paint('bold', SECTION_TITLES[one.section])}: ${sectionTally(one)}`);
    for (const finding of one.findings) {
      lines.push(
        ...describe(finding).map((line, index) =>
          index === 0 ? paint(COLOURS[finding.severity], line) : line,
        ),
      );
    }
  }
  const verdict =
    report.verdict === 'pass'
      ? paint('green', 'PASSED')
      : paint('red', report.verdict === 'fail' ? 'FAILED' : 'NOT CHECKED');
  return `${[...lines, '', `${verdict}: ${tally(report.findings)}`].join('\n')}\n`;
}

function describe({ severity, code, message, reason, place, change, operations }: Finding): string[] {
  const lines = [`  ${MARKS[severity]} ${code}  ${message}`];
  if (place) lines.push(`      at ${placeText(place, place.file)}`);
  if (reason) lines.push(`      ${reason}`);
  for (const line of operationLines(operations, MAX_OPERATIONS)) lines.push(`      used by ${line}`);
  if (severity === 'error' && change) lines.push(`      to approve: ${change}`);
  return lines.map(inOneLine);
}

/** A line as it is, whatever characters for a terminal the name of a file or an operation has. */
function inOneLine(line: string): string {
  const visible = line.replace(/\p{Cc}/gu, (character) => JSON.stringify(character).slice(1, -1));
  return withMarksWritten(visible);
}
