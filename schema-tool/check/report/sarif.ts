import { createHash } from 'node:crypto';
import type { CheckReport } from '../check-report.ts';
import type { Finding, Severity } from '../finding.ts';
import { fromRoot, IN_BASELINE, operationLines, worstFirst } from './wording.ts';

const LEVELS: Record<Severity, string> = { error: 'error', warning: 'warning', notice: 'note' };
/** Code scanning takes so many results of a run (https://docs.github.com/code-security/reference/code-scanning/sarif-files). */
const MAX_RESULTS = 5_000;
const MAX_OPERATIONS = 100;

/**
 * SARIF 2.1.0 (https://docs.oasis-open.org/sarif/sarif/v2.1.0/), which code scanning shows.
 *
 * @param subgraphList file at which a finding stands that is about none in particular
 * @param prefix from the repository's root to the working directory
 */
export function sarifReport(
  { findings, verdict }: CheckReport,
  { subgraphList, prefix }: { subgraphList: string; prefix: string },
): string {
  const shown = worstFirst(findings).slice(0, MAX_RESULTS);
  const rules = [...new Set(shown.map(({ section, code }) => `${section}/${code}`))].sort();
  const fingerprints = new Set<string>();
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'schema check', rules: rules.map((id) => ({ id })) } },
        columnKind: 'utf16CodeUnits',
        invocations: [{ executionSuccessful: verdict !== 'error' }],
        results: shown.map((one) => result(one, rules, { subgraphList, prefix, fingerprints })),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function result(
  one: Finding,
  rules: readonly string[],
  { subgraphList, prefix, fingerprints }: { subgraphList: string; prefix: string; fingerprints: Set<string> },
): object {
  const { section, code, severity, message, reason, place, operations } = one;
  const used = operationLines(operations, MAX_OPERATIONS).map((line) => `Used by ${line}.`);
  const ruleId = `${section}/${code}`;
  return {
    ruleId,
    ruleIndex: rules.indexOf(ruleId),
    level: LEVELS[severity],
    message: {
      text: [message, place?.inBaseline ? `${IN_BASELINE}.` : '', reason ?? '', ...used]
        .filter(Boolean)
        .join(' '),
    },
    // Code scanning refuses the whole file when one result has no location.
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: uriOf(fromRoot(place?.file ?? subgraphList, prefix)) },
          region: { startLine: place?.line ?? 1 },
        },
        ...(place?.inBaseline ? { message: { text: IN_BASELINE } } : {}),
      },
    ],
    partialFingerprints: { 'finding/v1': fingerprint(one, fingerprints) },
  };
}

/** The same finding keeps its name over runs, also when it moves to another line; two findings never share one. */
function fingerprint({ section, code, message, change, place }: Finding, taken: Set<string>): string {
  const content = change ?? `${section}/${code}:${message}:${place?.file ?? ''}`;
  for (let number = 0; ; number += 1) {
    const name = createHash('sha256').update(`${content}#${number}`).digest('hex').slice(0, 32);
    if (taken.has(name)) continue;
    taken.add(name);
    return name;
  }
}

/** A file's path as a relative reference. */
function uriOf(file: string): string {
  return file.split('/').map(encodeURIComponent).join('/');
}
