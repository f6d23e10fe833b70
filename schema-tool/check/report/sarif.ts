import type { Finding, Severity } from '../finding.ts';
import type { CheckReport } from '../run-check.ts';
import { operationLine } from './wording.ts';

const LEVELS: Record<Severity, string> = { error: 'error', warning: 'warning', notice: 'note' };

/**
 * SARIF 2.1.0 (https://docs.oasis-open.org/sarif/sarif/v2.1.0/), which code scanning shows.
 *
 * @param subgraphList file at which a finding stands that is about none in particular
 */
export function sarifReport({ findings }: CheckReport, subgraphList: string): string {
  const rules = [...new Set(findings.map(({ section, code }) => `${section}/${code}`))].sort();
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'schema check', rules: rules.map((id) => ({ id })) } },
        columnKind: 'utf16CodeUnits',
        results: findings.map((one) => result(one, rules, subgraphList)),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function result(finding: Finding, rules: readonly string[], subgraphList: string): object {
  const { section, code, severity, message, reason, place, change, operations } = finding;
  const text = [message, reason ?? '', ...operations.map((one) => `Used by ${operationLine(one)}.`)];
  const ruleId = `${section}/${code}`;
  return {
    ruleId,
    ruleIndex: rules.indexOf(ruleId),
    level: LEVELS[severity],
    message: { text: text.filter(Boolean).join(' ') },
    // Code scanning refuses the whole file when one result has no location.
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: uriOf(place?.file ?? subgraphList) },
          region: { startLine: place?.line ?? 1 },
        },
      },
    ],
    // The same finding keeps its name over runs, also when it moves to another line.
    partialFingerprints: { finding: change ?? `${ruleId}:${message}` },
  };
}

/** A file's path as a relative reference. */
function uriOf(file: string): string {
  return file.split('/').map(encodeURIComponent).join('/');
}
