import { expect, test } from 'vitest';
import type { CheckReport } from '../check-report.ts';
import { finding } from '../finding.ts';
import { render } from './render.ts';

const report: CheckReport = {
  verdict: 'fail',
  baseline: 'main (0123456789)',
  findings: [
    finding('changes', 'error', 'FIELD_REMOVED', "breaking: Field 'fax' was removed, 100% <b>@ana</b>.", {
      reason: '1 known operation(s) rely on it.',
      place: { file: 'subgraphs/clientes/schema.graphql', line: 7 },
      change: 'api:FIELD_REMOVED:Cliente.fax',
      operations: [
        {
          name: 'Fax',
          client: 'app',
          clientVersion: '1.2',
          calls: 42,
          lastSeen: '2026-11-23T10:00:00.000Z',
          file: 'usage.jsonl',
          line: 3,
          effect: 'broken',
          why: 'it selects the field',
          ignored: null,
        },
      ],
    }),
    finding(
      'lint',
      'warning',
      'deprecated-overdue',
      'Cliente.telex was to be removed on 2020-01-01 already.',
    ),
    finding('changes', 'notice', 'FIELD_ADDED', 'safe: Field added.'),
  ],
  unchecked: ['approvals'],
  changes: [],
  plans: [
    {
      name: 'Fax',
      before: { requests: 1, depth: 1, cost: 12 },
      after: { requests: 2, depth: 2, cost: 30 },
    },
  ],
  operations: { documents: 2, inUse: 1, notCounted: 0 },
};
const text = (format: Parameters<typeof render>[1], colour = false) =>
  render(report, format, { colour, subgraphList: 'schema/supergraph.yaml', prefix: '' });

test('for people: a name with line ends or escapes is one line', () => {
  const named = finding(
    'inputs',
    'error',
    'DOCUMENT_UNREADABLE',
    'a\nPASSED\u001b[2J\u202e.graphql is broken.',
  );
  const options = { colour: false, subgraphList: 'schema/supergraph.yaml', prefix: '' };

  expect(render({ ...report, findings: [named] }, 'people', options)).toContain(
    '  ✗ DOCUMENT_UNREADABLE  a\\nPASSED\\u001b[2J\\u202e.graphql is broken.\n',
  );
});

test('for people: each finding with where, why and who, and the id to approve', () => {
  expect(
    text('people'),
  ).toBe(`Compared with main (0123456789): 0 changes, 2 operations in documents, 1 in use, 0 not counted, 1 query plans.

Inputs: nothing to report
Composition: nothing to report
Changes: 1 error, 1 notice
  ✗ FIELD_REMOVED  breaking: Field 'fax' was removed, 100% <b>@ana</b>.
      at subgraphs/clientes/schema.graphql:7
      1 known operation(s) rely on it.
      used by Fax (app 1.2, 42 calls, last seen 2026-11-23 10:00, it selects the field) usage.jsonl:3
      to approve: api:FIELD_REMOVED:Cliente.fax
  · FIELD_ADDED  safe: Field added.
Operations: nothing to report
Query plans: nothing to report
Lint: 1 warning
  ! deprecated-overdue  Cliente.telex was to be removed on 2020-01-01 already.
Approvals: not checked

FAILED: 1 error, 1 warning, 1 notice
`);
  expect(text('people', true)).toContain('\u001b[31mFAILED\u001b[39m');
});

test('for programs: everything, and a summary', () => {
  expect(JSON.parse(text('json'))).toEqual({
    version: 1,
    summary: { errors: 1, warnings: 1, notices: 1 },
    ...JSON.parse(JSON.stringify(report)),
  });
});

test('for GitHub: annotations in which nothing is taken for a command', () => {
  expect(text('github')).toBe(
    "::error file=subgraphs/clientes/schema.graphql,line=7,title=FIELD_REMOVED::breaking: Field 'fax' was removed, 100%25 <b>@ana</b>.%0A1 known operation(s) rely on it.%0Aused by Fax (app 1.2, 42 calls, last seen 2026-11-23 10:00, it selects the field) usage.jsonl:3\n" +
      '::warning title=deprecated-overdue::Cliente.telex was to be removed on 2020-01-01 already.\n',
  );
});

test('for a pull request: a table, details, plans that changed, and no markup or mention from a schema', () => {
  const markdown = text('markdown');

  expect(markdown).toContain('## ❌ Schema checks failed');
  expect(markdown).toContain('| ❌ Changes | 1 error, 1 notice |');
  expect(markdown).toContain('| Fax | 1 → 2 | 1 → 2 | 12 → 30 |');
  expect(markdown).toContain('to approve: `api:FIELD_REMOVED:Cliente.fax`');
  expect(markdown).not.toMatch(/<b>|@ana/);
});

test('for JUnit: a suite for each section, a failure for each error, well-formed', () => {
  const xml = text('junit');

  expect(xml.match(/<testsuite /g)).toHaveLength(7);
  expect(xml.match(/<failure /g)).toHaveLength(1);
  expect(xml).toContain('<testsuite name="schema.changes" tests="1" failures="1" errors="0" skipped="0">');
  expect(xml).toContain('removed, 100% &lt;b&gt;@ana&lt;/b&gt;.');
  const opened = [...xml.matchAll(/<([\w-]+)(?: [^>]*)?(?<!\/)>/g)]
    .map(([, name]) => name)
    .filter((name) => name !== 'xml');
  const closed = [...xml.matchAll(/<\/([\w-]+)>/g)].map(([, name]) => name);
  expect(opened.sort()).toEqual(closed.sort());
});

test('for code scanning: SARIF with a rule for each code and a stable fingerprint', () => {
  const { version, runs } = JSON.parse(text('sarif'));

  expect(version).toBe('2.1.0');
  expect(runs[0].tool.driver.rules).toEqual([
    { id: 'changes/FIELD_ADDED' },
    { id: 'changes/FIELD_REMOVED' },
    { id: 'lint/deprecated-overdue' },
  ]);
  expect(runs[0].results[0]).toMatchObject({
    ruleId: 'changes/FIELD_REMOVED',
    ruleIndex: 1,
    level: 'error',
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: 'subgraphs/clientes/schema.graphql' },
          region: { startLine: 7 },
        },
      },
    ],
    partialFingerprints: { 'finding/v1': expect.stringMatching(/^[0-9a-f]{32}$/) },
  });
  // Code scanning refuses a file with a result that stands nowhere.
  expect(runs[0].results[1].locations).toEqual([
    {
      physicalLocation: {
        artifactLocation: { uri: 'schema/supergraph.yaml' },
        region: { startLine: 1 },
      },
    },
  ]);
});
