import type { Finding, Severity } from '../finding.ts';
import type { CheckReport } from '../run-check.ts';
import { operationLine } from './wording.ts';

const LEVELS: Record<Severity, string> = { error: 'error', warning: 'warning', notice: 'note' };

/** SARIF 2.1.0 (https://docs.oasis-open.org/sarif/sarif/v2.1.0/), which code scanning shows. */
export function sarifReport({ findings }: CheckReport): string {
  const rules = [...new Set(findings.map(({ section, code }) => `${section}/${code}`))].sort();
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'schema check', rules: rules.map((id) => ({ id })) } },
        columnKind: 'utf16CodeUnits',
        results: findings.map((one) => result(one, rules)),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function result(finding: Finding, rules: readonly string[]): object {
  const { section, code, severity, message, reason, place, change, operations } = finding;
  const text = [message, reason ?? '', ...operations.map((one) => `Used by ${operationLine(one)}.`)];
  const ruleId = `${section}/${code}`;
  return {
    ruleId,
    ruleIndex: rules.indexOf(ruleId),
    level: LEVELS[severity],
    message: { text: text.filter(Boolean).join(' ') },
    locations: place
      ? [
          {
            physicalLocation: {
              artifactLocation: { uri: place.file.split('/').map(encodeURIComponent).join('/') },
              region: { startLine: place.line },
            },
          },
        ]
      : [],
    // The same finding keeps its name over runs, also when it moves to another line.
    partialFingerprints: { finding: change ?? `${ruleId}:${message}` },
  };
}
