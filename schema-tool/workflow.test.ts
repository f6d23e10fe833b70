import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { schemaCommand } from '../tests/support/commands/schema-command.ts';
import { githubWorkflow } from './init/templates.ts';
import manifest from './package.json' with { type: 'json' };

interface Step {
  name?: string;
  id?: string;
  if?: string;
  uses?: string;
  run?: string;
  with?: Record<string, unknown>;
}

const workflow = parse(readFileSync('.github/workflows/schema.yml', 'utf8'));
const steps: Step[] = [...workflow.jobs.check.steps, ...workflow.jobs.report.steps];
const scripts: Record<string, string> = JSON.parse(readFileSync('package.json', 'utf8')).scripts;

test('the workflow for pull requests runs scripts that there are, with options that they have', async () => {
  const runs = steps.map(({ run }) => run ?? '').join('\n');
  const named = [...runs.matchAll(/npm run (?:--silent )?([\w:]+)/g)].map(([, name]) => name ?? '');

  // The check first: it is what tells, and in a comment, why nothing composes.
  expect(named).toEqual(['schema', 'generated']);
  expect(named.filter((name) => scripts[name] === undefined)).toEqual([]);
  const { stdout: help } = await schemaCommand(['check', '--help']);
  const command = runs.slice(runs.indexOf('schema -- check'), runs.indexOf('--format github'));
  const options = [...new Set(command.match(/--[a-z]+(?=[ =])/g))];
  expect(options).toEqual(['--base', '--format', '--out']);
  expect(options.filter((option) => !help.includes(option))).toEqual([]);
});

test('the baseline is there to compare with, and what is reported is what was written', () => {
  const checkout = steps.find(({ uses }) => uses?.startsWith('actions/checkout@'));
  expect(checkout?.with).toMatchObject({ 'fetch-depth': 0 });
  const text = JSON.stringify(steps);
  for (const file of new Set(text.match(/reports\/schema\.\w+/g))) {
    expect(text).toContain(`--out ${file}`);
  }
});

test('shell steps are valid, and nothing of a pull request is put into one as text', () => {
  for (const { run } of steps) {
    if (run === undefined) continue;
    execFileSync('bash', ['-n'], { input: run });
    expect(run).not.toContain('${{');
  }
});

test('the comment is what the check said, or that it did not run; an earlier one is never left', () => {
  const script = steps.find(({ name }) => name === 'Comment on the pull request')?.run ?? '';
  const report = '## ✅ Schema checks passed\n';

  expect(comment(script, { report })).toBe(`POST <!-- schema check -->\n${report}`);
  expect(comment(script, { report, earlier: '7' })).toBe(`PATCH 7 <!-- schema check -->\n${report}`);
  expect(comment(script, { earlier: '7' })).toBe(
    'PATCH 7 <!-- schema check -->\n## ❌ Schema checks did not run\n\nA step before them failed: see [the run](run-1).\n',
  );
  // It is reached whenever the other job was not cancelled, and only this one may write.
  expect(workflow.jobs.report.if).not.toContain('outputs');
  expect(workflow.permissions).toEqual({});
  expect(workflow.jobs.check.permissions).toEqual({ contents: 'read' });
});

test('actions are pinned to the same commits here and in what `init` writes', () => {
  const written: Step[] = parse(githubWorkflow({ prefix: '', config: 'supergraph.yaml' })).jobs.check.steps;
  const used = (list: readonly Step[]) => list.flatMap(({ uses }) => uses ?? []);

  expect(used(written)).toHaveLength(2);
  expect(used(steps).filter((one) => !/@[0-9a-f]{40}$/.test(one))).toEqual([]);
  expect(used(steps)).toEqual(expect.arrayContaining(used(written)));
});

test('a tag releases the package of its version, and what builds it may write nothing', () => {
  const release = parse(readFileSync('.github/workflows/release-schema-tool.yml', 'utf8'));
  const made: Step[] = [...release.jobs.pack.steps, ...release.jobs.release.steps];

  expect(release.permissions).toEqual({});
  expect(release.jobs.pack.permissions).toEqual({ contents: 'read' });
  expect(
    made.flatMap(({ uses }) => uses ?? []).filter((one) => !steps.some(({ uses }) => uses === one)),
  ).toEqual([]);
  for (const { run } of made) {
    if (run === undefined) continue;
    execFileSync('bash', ['-n'], { input: run });
    expect(run).not.toContain('${{');
  }
  const named = made.flatMap(({ run }) =>
    [...(run ?? '').matchAll(/npm run ([\w:]+)/g)].map(([, name]) => name ?? ''),
  );
  expect(named.map((name) => scripts[name])).toEqual([expect.any(String)]);
  const check = made.find(({ name }) => name?.startsWith('The tag is'))?.run ?? '';
  const outcome = (tag: string) =>
    spawnSync('bash', ['-e'], { input: check, env: { ...process.env, GITHUB_REF_NAME: tag } }).status;
  expect(outcome(`graph-schema-v${manifest.version}`)).toBe(0);
  expect(outcome('graph-schema-v0.0.0')).toBe(1);
});

/** What a script has written as a comment, by a `gh` that writes down what it is asked to do. */
function comment(script: string, { report, earlier }: { report?: string; earlier?: string }): string {
  const cwd = mkdtempSync(join(tmpdir(), 'schema-comment-'));
  try {
    if (report !== undefined) {
      mkdirSync(join(cwd, 'reports'));
      writeFileSync(join(cwd, 'reports/schema.md'), report);
    }
    writeFileSync(join(cwd, 'gh'), GH, { mode: 0o755 });
    execFileSync('bash', ['-e', '-o', 'pipefail'], {
      cwd,
      input: script,
      env: {
        PATH: `${cwd}${delimiter}${process.env.PATH}`,
        COMMENTS: 'repos/o/r/issues/1/comments',
        MARK: '<!-- schema check -->',
        RUN: 'run-1',
        EARLIER: earlier ?? '',
      },
    });
    return readFileSync(join(cwd, 'sent'), 'utf8');
  } finally {
    rmSync(cwd, { recursive: true });
  }
}

/** It lists the earlier comment, or keeps what is sent: `POST`, or `PATCH` with the comment's id. */
const GH = `#!/bin/sh
case "$*" in
  *--jq*) echo "$EARLIER" ;;
  *'--method PATCH repos/o/r/issues/comments/'*) { printf 'PATCH %s ' "\${4##*/}"; cat reports/comment.md; } > sent ;;
  *) { printf 'POST '; cat reports/comment.md; } > sent ;;
esac
`;
