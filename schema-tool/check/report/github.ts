import type { Severity } from '../finding.ts';
import type { CheckReport } from '../run-check.ts';
import { operationLine } from './wording.ts';

const COMMANDS: Record<Severity, string> = { error: 'error', warning: 'warning', notice: 'notice' };

/**
 * GitHub Actions' workflow commands, which annotate the lines of a pull request
 * (https://docs.github.com/actions/reference/workflow-commands-for-github-actions). Safe changes are left out.
 */
export function githubReport({ findings }: CheckReport): string {
  const lines = findings
    .filter(({ severity }) => severity !== 'notice')
    .map(({ severity, code, message, reason, place, operations }) => {
      const where = place ? `file=${property(place.file)},line=${place.line},` : '';
      const text = [message, reason ?? '', ...operations.map((one) => `used by ${operationLine(one)}`)];
      return `::${COMMANDS[severity]} ${where}title=${property(code)}::${data(text.filter(Boolean).join('\n'))}\n`;
    });
  return lines.join('');
}

function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
