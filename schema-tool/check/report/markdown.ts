import type { Finding, Severity } from '../finding.ts';
import type { CheckReport } from '../run-check.ts';
import { bySection, operationLine, SECTION_TITLES, scopeLine, tally } from './wording.ts';

const MARKS: Record<Severity, string> = { error: '❌', warning: '⚠️', notice: 'ℹ️' };

/** For a comment on a pull request. */
export function markdownReport(report: CheckReport): string {
  const lines = [
    `## ${report.verdict === 'pass' ? '✅ Schema checks passed' : '❌ Schema checks failed'}`,
    '',
    scopeLine(report),
    '',
    '| | |',
    '|---|---|',
  ];
  const sections = bySection(report);
  for (const { section, findings } of sections) {
    const worst = findings[0]?.severity;
    const mark = worst === 'error' ? '❌' : worst === 'warning' ? '⚠️' : '✅';
    lines.push(`| ${mark} ${SECTION_TITLES[section]} | ${tally(findings)} |`);
  }
  for (const { section, findings } of sections) {
    const shown = findings.filter(({ severity }) => severity !== 'notice');
    if (shown.length > 0) lines.push('', `### ${SECTION_TITLES[section]}`, '', ...shown.flatMap(describe));
  }
  const notices = report.findings.filter(({ severity }) => severity === 'notice');
  if (notices.length > 0) {
    lines.push(
      '',
      `<details><summary>${tally(notices)}</summary>`,
      '',
      ...notices.flatMap(describe),
      '',
      '</details>',
    );
  }
  if (report.plans.some(({ before, after }) => JSON.stringify(before) !== JSON.stringify(after))) {
    lines.push(
      '',
      '### Plans that changed',
      '',
      '| operation | requests | steps | cost |',
      '|---|---|---|---|',
    );
    for (const { name, before, after } of report.plans) {
      if (JSON.stringify(before) === JSON.stringify(after)) continue;
      const cells = (['requests', 'depth', 'cost'] as const).map((key) => `${before[key]} → ${after[key]}`);
      lines.push(`| ${markdown(name)} | ${cells.join(' | ')} |`);
    }
  }
  return `${lines.join('\n')}\n`;
}

function describe({ severity, code, message, reason, place, change, operations }: Finding): string[] {
  const where = place ? ` (\`${place.file}:${place.line}\`)` : '';
  const lines = [`- ${MARKS[severity]} **${markdown(code)}** ${markdown(message)}${where}`];
  if (reason) lines.push(`  ${markdown(reason)}`);
  for (const operation of operations) lines.push(`  - ${markdown(operationLine(operation))}`);
  if (severity === 'error' && change) lines.push(`  - to approve: \`${change.replaceAll('`', "'")}\``);
  return lines;
}

/** Text that Markdown and HTML leave as it is: a description in a schema must not become a picture or a mention. */
function markdown(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replace(/([\\`*_[\]|#])/g, '\\$1')
    .replaceAll('@', '@\u200b')
    .replace(/\s*\n\s*/g, ' ');
}
