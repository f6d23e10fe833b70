import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';

interface Step {
  uses?: string;
  run?: string;
  with?: Record<string, unknown>;
}

const workflow = parse(readFileSync('.github/workflows/schema.yml', 'utf8'));
const steps: Step[] = [...workflow.jobs.check.steps, ...workflow.jobs.report.steps];
const scripts: Record<string, string> = JSON.parse(readFileSync('package.json', 'utf8')).scripts;

test('the workflow for pull requests runs scripts that there are, with options that they have', () => {
  const runs = steps.map(({ run }) => run ?? '').join('\n');
  const named = [...runs.matchAll(/npm run (?:--silent )?([\w:]+)/g)].map(([, name]) => name ?? '');

  // The check first: it is what tells, and in a comment, why nothing composes.
  expect(named).toEqual(['schema', 'generated']);
  expect(named.filter((name) => scripts[name] === undefined)).toEqual([]);
  const help = execFileSync(process.execPath, ['schema-tool/bin.mjs', 'check', '--help'], {
    encoding: 'utf8',
  });
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
