import type { Finding } from '../finding.ts';
import type { CheckReport } from '../run-check.ts';
import { bySection, count, operationLine } from './wording.ts';

/** JUnit's XML, which CI systems show as tests: a suite for each section, a failed case for each error. */
export function junitReport(report: CheckReport): string {
  const suites = bySection(report).map(({ section, findings }) => {
    const shown = findings.filter(({ severity }) => severity !== 'notice');
    const cases =
      shown.length === 0
        ? [`    <testcase classname="schema.${section}" name="${section}"/>`]
        : shown.map(testcase);
    return [
      `  <testsuite name="schema.${section}" tests="${cases.length}" failures="${count(findings, 'error')}">`,
      ...cases,
      '  </testsuite>',
    ].join('\n');
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="schema check">\n${suites.join('\n')}\n</testsuites>\n`;
}

function testcase({ section, severity, code, message, reason, place, operations }: Finding): string {
  const name = `${code}: ${message}`;
  const details = [
    message,
    ...(place ? [`at ${place.file}:${place.line}`] : []),
    ...(reason ? [reason] : []),
    ...operations.map((one) => `used by ${operationLine(one)}`),
  ].join('\n');
  const file = place ? ` file="${xml(place.file)}" line="${place.line}"` : '';
  const open = `    <testcase classname="schema.${section}" name="${xml(name)}"${file}>`;
  const inner =
    severity === 'error'
      ? `<failure type="${xml(code)}" message="${xml(message)}">${xml(details)}</failure>`
      : `<system-out>${xml(details)}</system-out>`;
  return `${open}${inner}</testcase>`;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: XML 1.0 cannot hold them.
const NOT_IN_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

function xml(text: string): string {
  return text
    .replace(NOT_IN_XML, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\n', '&#10;');
}
