import type { CheckReport } from '../check-report.ts';
import type { Finding } from '../finding.ts';
import { bySection, count, fromRoot, operationLines, placeText } from './wording.ts';

const MAX_OPERATIONS = 100;

/**
 * JUnit's XML as Jenkins' schema has it (`junit-10.xsd` of its xUnit plugin), which CI systems show as tests: a suite for
 * each section, a failed case for each error, a skipped one for what was not looked at. Where a check could not be made, the failed case is an error.
 */
export function junitReport(report: CheckReport, prefix: string): string {
  const broken = report.verdict === 'error';
  const suites = bySection(report).map(({ section, findings, checked }) => {
    const shown = findings.filter(({ severity }) => severity !== 'notice');
    const cases = shown.map((one) => testcase(one, prefix, broken));
    if (!checked)
      cases.push(
        `    <testcase classname="schema.${section}" name="${section}: not all of it was checked"><skipped/></testcase>`,
      );
    if (cases.length === 0) cases.push(`    <testcase classname="schema.${section}" name="${section}"/>`);
    const wrong = count(findings, 'error');
    const numbers = `tests="${cases.length}" failures="${broken ? 0 : wrong}" errors="${broken ? wrong : 0}" skipped="${checked ? 0 : 1}"`;
    return [`  <testsuite name="schema.${section}" ${numbers}>`, ...cases, '  </testsuite>'].join('\n');
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="schema check">\n${suites.join('\n')}\n</testsuites>\n`;
}

function testcase(
  { section, severity, code, message, reason, place, operations }: Finding,
  prefix: string,
  broken: boolean,
): string {
  const name = `${code}: ${message}`;
  const details = [
    message,
    ...(place ? [`at ${placeText(place, fromRoot(place.file, prefix))}`] : []),
    ...(reason ? [reason] : []),
    ...operationLines(operations, MAX_OPERATIONS).map((one) => `used by ${one}`),
  ].join('\n');
  const open = `    <testcase classname="schema.${section}" name="${xml(name)}">`;
  const element = broken ? 'error' : 'failure';
  const inner =
    severity === 'error'
      ? `<${element} type="${xml(code)}" message="${xml(message)}">${xml(details)}</${element}>`
      : `<system-out>${xml(details)}</system-out>`;
  return `${open}${inner}</testcase>`;
}

/** XML 1.0 cannot hold control characters and halves of characters. */
const NOT_IN_XML = /(?![\t\n\r])[\p{Cc}\p{Cs}\ufffe\uffff]/gu;

function xml(text: string): string {
  return text
    .replace(NOT_IN_XML, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\n', '&#10;');
}
