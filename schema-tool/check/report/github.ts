import type { CheckReport } from '../check-report.ts';
import type { Finding, Severity } from '../finding.ts';
import { fromRoot, IN_BASELINE, operationLines, worstFirst } from './wording.ts';

const COMMANDS: Record<Severity, string> = { error: 'error', warning: 'warning', notice: 'notice' };
/** GitHub shows ten annotations of each kind for a step; a log need not have thousands. */
const MAX_OF_A_KIND = 50;
const MAX_OPERATIONS = 20;

/**
 * GitHub Actions' workflow commands, which annotate the lines of a pull request
 * (https://docs.github.com/actions/reference/workflow-commands-for-github-actions). Safe changes are left out.
 *
 * @param prefix from the repository's root to the working directory
 */
export function githubReport({ findings }: CheckReport, prefix: string): string {
  const shown = worstFirst(findings).filter(({ severity }) => severity !== 'notice');
  const lines = (['error', 'warning'] as const).flatMap((severity) => {
    const these = shown.filter((one) => one.severity === severity);
    const rest = these.length - MAX_OF_A_KIND;
    const more =
      rest > 0 ? [`::notice title=MORE::${rest} more ${severity}s are in the other reports.\n`] : [];
    return [...these.slice(0, MAX_OF_A_KIND).map((one) => annotation(one, prefix)), ...more];
  });
  return lines.join('');
}

function annotation(one: Finding, prefix: string): string {
  const { severity, code, message, reason, place, operations } = one;
  const where = place ? `file=${property(fromRoot(place.file, prefix))},line=${place.line},` : '';
  const used = operationLines(operations, MAX_OPERATIONS).map((line) => `used by ${line}`);
  const was = place?.inBaseline ? `${IN_BASELINE}.` : '';
  const text = [message, was, reason ?? '', ...used].filter(Boolean).join('\n');
  return `::${COMMANDS[severity]} ${where}title=${property(code)}::${data(text)}\n`;
}

function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
