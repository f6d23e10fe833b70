import { readFileSync } from 'node:fs';
import AjvOf7 from 'ajv';
import Ajv from 'ajv-draft-04';
import { expect, test } from 'vitest';
import type { CheckReport } from '../check-report.ts';
import { type Finding, finding, SECTIONS } from '../finding.ts';
import { render } from './render.ts';
import { notMade } from './report-files.ts';

/** What a machine reads must be valid whatever stands in a schema: all severities, sections and odd characters. */
function reportOf(findings: readonly Finding[], verdict: CheckReport['verdict'] = 'fail'): CheckReport {
  return {
    verdict,
    baseline: 'main',
    findings,
    unchecked: verdict === 'error' ? SECTIONS : [],
    changes: [],
    plans: [],
    operations: { documents: 0, inUse: 0, notCounted: 0 },
  };
}
const odd = '\u0000\u001b[31m <b a="1">&amp; ]]> \ud800 \u00e7\nline %25 `x` @team';
const findings = SECTIONS.flatMap((section) =>
  (['error', 'warning', 'notice'] as const).flatMap((severity) => [
    finding(section, severity, 'CODE', `same ${odd}`, { place: { file: 'a b/ç#?.graphql', line: 7 } }),
    finding(section, severity, 'CODE', `same ${odd}`, { place: { file: 'a b/ç#?.graphql', line: 9 } }),
    finding(section, severity, 'CODE', 'gone', {
      place: { file: 'gone.graphql', line: 99, inBaseline: true },
    }),
    finding(section, severity, 'CODE', 'nowhere', { reason: odd }),
  ]),
);
const options = { colour: false, subgraphList: 'schema/supergraph.yaml', prefix: 'graphs/shop/' };
const cannot = finding('inputs', 'error', 'CANNOT_CHECK', 'No list of subgraphs.');
const reports = {
  full: reportOf(findings),
  empty: reportOf([], 'pass'),
  error: reportOf(findings, 'error'),
  nothing: notMade(cannot),
};

// The package's own matcher is for another test runner; its copy of the schema is the published one.
const SARIF_SCHEMA = 'node_modules/@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json';
const validate = new Ajv.default({
  strict: false,
  validateFormats: false,
  allErrors: true,
  unicodeRegExp: false,
}).compile(JSON.parse(readFileSync(SARIF_SCHEMA, 'utf8')));

test.each(Object.entries(reports))('SARIF is valid by the published schema of 2.1.0: %s', (_name, report) => {
  const log: { runs: { results: SarifResult[] }[] } = JSON.parse(render(report, 'sarif', options));

  expect(validate(log) ? [] : validate.errors).toEqual([]);
  expect(validate({ ...log, runs: [{ results: [{}] }] })).toBe(false);
  const results = log.runs.flatMap((one) => one.results);
  expect(results).toHaveLength(report.findings.length);
  const prints = results.map((one) => one.partialFingerprints['finding/v1']);
  expect(new Set(prints).size).toBe(prints.length);
  const uris = results.flatMap((one) => one.locations.map((at) => at.physicalLocation.artifactLocation.uri));
  // From the repository's root, and each a URI.
  expect(uris.every((uri) => uri.startsWith('graphs/shop/') && URL.canParse(uri, 'file:///'))).toBe(true);
});

test.each(Object.entries(reports))('JSON is valid by its own published schema: %s', (_name, report) => {
  const isReport = new AjvOf7.default({ allErrors: true }).compile(
    JSON.parse(readFileSync('docs/check-report.schema.json', 'utf8')),
  );

  expect(isReport(JSON.parse(render(report, 'json', options))) ? [] : isReport.errors).toEqual([]);
  expect(isReport({ ...report, version: 1 })).toBe(false);
});

interface SarifResult {
  partialFingerprints: Record<string, string>;
  locations: { physicalLocation: { artifactLocation: { uri: string } } }[];
}

/**
 * What Jenkins' `junit-10.xsd` states: which elements may stand in which, and their attributes, a required one with a
 * star. There is no package that carries the schema itself.
 */
const XSD: Readonly<Record<string, { within: readonly string[]; attributes: readonly string[] }>> = {
  testsuites: { within: ['testsuite'], attributes: ['name', 'time', 'tests', 'failures', 'errors'] },
  testsuite: {
    within: ['testsuite', 'properties', 'testcase', 'system-out', 'system-err'],
    attributes: [
      ...['name*', 'tests*', 'failures*', 'errors*', 'group', 'time', 'skipped', 'timestamp', 'hostname'],
      ...['id', 'package', 'file', 'log', 'url'],
    ],
  },
  testcase: {
    within: ['skipped', 'error', 'failure', 'rerunFailure', 'rerunError', 'system-out', 'system-err'],
    attributes: ['name*', 'time', 'classname', 'group'],
  },
  skipped: { within: [], attributes: [] },
  error: { within: [], attributes: ['type', 'message'] },
  failure: { within: [], attributes: ['type', 'message'] },
  'system-out': { within: [], attributes: [] },
};
const WITH_TEXT: ReadonlySet<string> = new Set(['error', 'failure', 'system-out']);

test.each(Object.entries(reports))('JUnit is what the XSD of Jenkins allows: %s', (_name, report) => {
  expect(xsdProblems(render(report, 'junit', options))).toEqual([]);
});

test('a report of a check that could not be made says of no part that it is good', () => {
  const people = render(notMade(cannot), 'people', options);
  expect(people.match(/: .*/g)).toEqual([
    ': 1 error; not all of it was checked',
    ...Array(6).fill(': not checked'),
    ': 1 error',
  ]);
  expect(people).not.toContain('0 ');
  const markdown = render(notMade(cannot), 'markdown', options);
  expect(markdown).toContain('| ➖ Changes | not checked |');
  expect(markdown).not.toContain('✅');
  const xml = render(notMade(cannot), 'junit', options);
  expect(xml.match(/<skipped\/>/g)).toHaveLength(7);
  expect(xml).not.toMatch(/<testcase [^>]*\/>/);
});

test('what the XSD does not allow is found', () => {
  expect(xsdProblems('<testsuites><testsuite name="a"><failure/></testsuite></testsuites>')).toEqual([
    'testsuite has no tests',
    'testsuite has no failures',
    'testsuite has no errors',
    'failure in testsuite',
  ]);
  expect(xsdProblems('<testsuites>a & b</testsuites>')).toEqual([
    'text in testsuites',
    'a bare & in " a & b"',
  ]);
});

/** Reads XML in the way of a strict parser, which refuses what it does not know. */
function xsdProblems(xml: string): string[] {
  const problems: string[] = [];
  const open: string[] = [];
  const body = xml.replace(/^<\?xml version="1\.0" encoding="UTF-8"\?>\n/, '');
  for (const [token, slash, name, attributes = '', selfClosed] of body.matchAll(
    /<(\/?)([\w-]+)((?: [\w-]+="[^"<]*")*)(\/?)>|[^<]+|</g,
  )) {
    const parent = open.at(-1);
    if (name === undefined) {
      if (token.trim() !== '' && !WITH_TEXT.has(parent ?? '')) problems.push(`text in ${parent}`);
      if (/&(?!(amp|lt|gt|quot|#10);)|</.test(token)) problems.push(`a bare & in " ${token}"`);
      continue;
    }
    if (slash) {
      if (open.pop() !== name) problems.push(`${name} ends where it is not open`);
      continue;
    }
    const allowed = parent === undefined ? ['testsuites', 'testsuite'] : (XSD[parent]?.within ?? []);
    const given = [...attributes.matchAll(/ ([\w-]+)="/g)].map(([, one]) => one ?? '');
    const known = XSD[name]?.attributes ?? [];
    for (const one of given) {
      if (!known.some((text) => text.replace('*', '') === one)) problems.push(`${name} has ${one}`);
    }
    for (const one of known.filter((text) => text.endsWith('*')).map((text) => text.slice(0, -1))) {
      if (!given.includes(one)) problems.push(`${name} has no ${one}`);
    }
    if (!allowed.includes(name)) problems.push(`${name} in ${parent ?? 'nothing'}`);
    if (/&(?!(amp|lt|gt|quot|#10);)/.test(attributes)) problems.push(`a bare & in ${attributes}`);
    if (!selfClosed) open.push(name);
  }
  // XML 1.0 has no other control characters and no halves of characters, not even escaped.
  if (/(?![\t\n\r])[\p{Cc}\p{Cs}\ufffe\uffff]/u.test(xml)) problems.push('a character that XML has not');
  return [...problems, ...open.map((one) => `${one} is not ended`)];
}

test('Markdown stays under the limit of a comment, the worst first, however much there is to say', () => {
  const operations = Array.from({ length: 300 }, (_, index) => ({
    name: `Operation${index}`.padEnd(90, 'x'),
    client: 'app',
    clientVersion: '1',
    calls: 1,
    lastSeen: null,
    file: 'a.graphql',
    line: 1,
    effect: 'broken' as const,
    why: 'it selects the field',
    ignored: null,
  }));
  const many = (['notice', 'warning', 'error'] as const).flatMap((severity) =>
    Array.from({ length: 3_000 }, (_, index) =>
      finding(
        'changes',
        severity,
        `${severity.toUpperCase()}_${index}`,
        '`&<'.repeat(index === 0 ? 50_000 : 20),
        {
          operations: index === 7 ? operations : [],
          reason: odd,
        },
      ),
    ),
  );
  const plans = Array.from({ length: 2_000 }, (_, index) => ({
    name: `Plan${index}`,
    before: { requests: 1, depth: 1, cost: 1 },
    after: { requests: 2, depth: 1, cost: 1 },
  }));
  const text = render({ ...reportOf(many), plans }, 'markdown', options);

  expect(text.length).toBeLessThan(65_536);
  expect(text.length).toBeGreaterThan(50_000);
  // The error that breaks most operations comes first of all.
  expect(/\*\*(\w+?)\\?_/.exec(text)?.[1]).toBe('ERROR');
  expect(text.indexOf('ERROR\\_7*')).toBeLessThan(text.indexOf('ERROR\\_1*'));
  expect(text).toContain('more errors that did not fit');
});
