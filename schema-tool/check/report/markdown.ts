import type { CheckReport } from '../check-report.ts';
import type { Finding, Severity } from '../finding.ts';
import { BoundedText, markdown } from './markdown-text.ts';
import {
  bySection,
  operationLines,
  placeText,
  SECTION_TITLES,
  scopeLine,
  sectionTally,
  tally,
} from './wording.ts';

const MARKS: Record<Severity, string> = { error: '❌', warning: '⚠️', notice: 'ℹ️' };
const MAX_OPERATIONS = 25;
const TITLES = {
  pass: '✅ Schema checks passed',
  fail: '❌ Schema checks failed',
  error: '❌ Schema checks could not be made',
} as const;

/** A report for a comment on a pull request: the worst first, as much as fits in one. */
export function markdownReport(report: CheckReport): string {
  const text = new BoundedText();
  text.add(`## ${TITLES[report.verdict]}`, '', scopeLine(report), '', '| | |', '|---|---|');
  for (const one of bySection(report)) {
    text.add(`| ${markOf(one)} ${SECTION_TITLES[one.section]} | ${sectionTally(one)} |`);
  }
  for (const severity of ['error', 'warning'] as const) {
    for (const { section, findings } of bySection(report)) {
      const shown = findings.filter((one) => one.severity === severity);
      if (shown.length === 0) continue;
      const title = `${SECTION_TITLES[section]}: ${tally(shown)}`;
      if (text.add('', `### ${title}`, '')) text.addEach(shown.map(describe), severity);
    }
  }
  addPlans(report, text);
  const notices = report.findings.filter(({ severity }) => severity === 'notice');
  if (notices.length > 0 && text.add('', `<details><summary>${tally(notices)}</summary>`, '')) {
    text.addEach(notices.map(describe), 'notice');
    text.close('', '</details>');
  }
  return text.toString();
}

function markOf({ findings: [worst], checked }: ReturnType<typeof bySection>[number]): string {
  if (worst && worst.severity !== 'notice') return MARKS[worst.severity];
  return checked ? '✅' : '➖';
}

function addPlans({ plans }: CheckReport, text: BoundedText): void {
  const changed = plans.filter(({ before, after }) => JSON.stringify(before) !== JSON.stringify(after));
  if (changed.length === 0) return;
  if (
    !text.add(
      '',
      '### Plans that changed',
      '',
      '| operation | requests | steps | cost |',
      '|---|---|---|---|',
    )
  )
    return;
  const rows = changed.map(({ name, before, after }) => {
    const cells = (['requests', 'depth', 'cost'] as const).map((key) => `${before[key]} → ${after[key]}`);
    return [`| ${markdown(name)} | ${cells.join(' | ')} |`];
  });
  text.addEach(rows, 'plan');
}

function describe({ severity, code, message, reason, place, change, operations }: Finding): string[] {
  const where = place ? ` (\`${placeText(place, place.file.replaceAll('`', "'"))}\`)` : '';
  const lines = [`- ${MARKS[severity]} **${markdown(code)}** ${markdown(message)}${where}`];
  if (reason) lines.push(`  ${markdown(reason)}`);
  for (const line of operationLines(operations, MAX_OPERATIONS)) lines.push(`  - ${markdown(line)}`);
  if (severity === 'error' && change) lines.push(`  - to approve: \`${change.replaceAll('`', "'")}\``);
  return lines.map((line) => (line.length > MAX_LINE ? `${line.slice(0, MAX_LINE)} …` : line));
}

const MAX_LINE = 2_000;
