import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, expect, test } from 'vitest';
import { schemaCommand } from '../../../tests/support/commands/schema-command.ts';

const run = promisify(execFile);
const CONFIG = 'subgraphs:\n  a: { routing_url: "http://a/", schema: { file: a.graphql } }\n';
const RULES = 'downgrade: always\ndeprecatedFor: { days: 30 }\n';

const folders: string[] = [];
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true }))));

test('a field that was not deprecated may not go, nor may an argument, an input field, an enum value', async () => {
  const folder = await repository();
  await commit(
    folder,
    {
      'a.graphql': 'type Query { b(x: Int, i: I): E c: Int } enum E { ONE TWO } input I { p: Int q: Int }\n',
    },
    daysAgo(100),
  );
  const outcome = await checked(folder, 'type Query { b(i: I): E } enum E { ONE } input I { p: Int }\n');

  expect(outcome.code).toBe(1);
  for (const coordinate of ['Query.c', 'Query.b(x:)', 'I.q', 'E.TWO'])
    expect(outcome.stdout).toContain(`${coordinate} was removed and was not deprecated in HEAD`);
});

test('one that is deprecated for less may not go, and the day from which it may is told', async () => {
  const folder = await repository();
  await commit(folder, { 'a.graphql': sdl('c: Int') }, daysAgo(100));
  await commit(folder, { 'a.graphql': sdl('c: Int @deprecated(reason: "old")') }, daysAgo(10));
  await commit(folder, { 'a.graphql': sdl('c: Int @deprecated(reason: "very old")') }, daysAgo(1));
  const outcome = await checked(folder, sdl(''));

  expect(outcome.stdout).toContain(`Query.c was removed and is deprecated since ${day(10)} only.`);
  expect(outcome.stdout).toContain(`it may go on ${day(-20)}.`);
  expect(outcome.stdout).toContain('to approve: api:FIELD_REMOVED:Query.c');
  expect(outcome.code).toBe(1);
});

test('one that is deprecated long enough may go', async () => {
  const folder = await repository();
  await commit(folder, { 'a.graphql': sdl('c: Int') }, daysAgo(100));
  await commit(folder, { 'a.graphql': sdl('c: Int @deprecated(reason: "old")') }, daysAgo(40));
  const outcome = await checked(folder, sdl(''));

  expect(outcome.stdout).toContain(`Query.c was removed and was deprecated since ${day(40)}.`);
  expect(outcome.code).toBe(0);
});

test('a deprecation that was taken back and given again counts from the second time', async () => {
  const folder = await repository();
  await commit(folder, { 'a.graphql': sdl('c: Int @deprecated(reason: "old")') }, daysAgo(100));
  await commit(folder, { 'a.graphql': sdl('c: Int') }, daysAgo(50));
  await commit(folder, { 'a.graphql': sdl('c: Int @deprecated(reason: "old")') }, daysAgo(20));

  expect((await checked(folder, sdl(''))).stdout).toContain(`deprecated since ${day(20)} only`);
});

test('the day is that of the merge into the main branch, not that of the branch', async () => {
  const folder = await repository();
  await commit(folder, { 'a.graphql': sdl('c: Int') }, daysAgo(100));
  await git(folder, ['switch', '-q', '-c', 'deprecate']);
  await commit(folder, { 'a.graphql': sdl('c: Int @deprecated(reason: "old")') }, daysAgo(90));
  await git(folder, ['switch', '-q', 'main']);
  await git(folder, ['merge', '-q', '--no-ff', '--no-edit', 'deprecate'], daysAgo(5));

  expect((await checked(folder, sdl(''))).stdout).toContain(`deprecated since ${day(5)} only`);
});

test('files that move, the list of subgraphs too, and a commit with a syntax error do not begin it anew', async () => {
  const folder = await repository();
  const deprecated = sdl('c: Int @deprecated(reason: "old")');
  await commit(folder, { 'a.graphql': deprecated }, daysAgo(60));
  await commit(folder, { 'a.graphql': 'type Query {' }, daysAgo(50));
  await commit(folder, { 'a.graphql': deprecated }, daysAgo(49));
  await mkdir(join(folder, 'graph'));
  await git(folder, ['mv', 'a.graphql', 'graph/b.graphql']);
  await git(folder, ['mv', 'supergraph.yaml', 'graph/supergraph.yaml']);
  await git(folder, ['mv', 'checks.yaml', 'graph/checks.yaml']);
  await commit(folder, { 'graph/supergraph.yaml': CONFIG.replace('a.graphql', 'b.graphql') }, daysAgo(3));
  await writeFile(join(folder, 'graph/b.graphql'), sdl(''));
  const config = ['--config', 'graph/supergraph.yaml'];
  const { stdout, code } = await schemaCommand(['check', '--base', 'HEAD', ...config], { cwd: folder });

  expect(stdout).toContain(`was deprecated since ${day(60)}`);
  expect(code).toBe(0);
});

test('a shallow clone says what to fetch, unless what it has is enough', async () => {
  const origin = await repository();
  await commit(origin, { 'a.graphql': sdl('c: Int @deprecated(reason: "old")') }, daysAgo(100));
  await commit(origin, { 'notes.txt': '1' }, daysAgo(60));
  await commit(origin, { 'notes.txt': '2' }, daysAgo(8));
  const shallow = await cloned(origin, 1);
  const unknown = await checked(shallow, sdl(''));
  expect(unknown.stdout).toContain(`DEPRECATED_SINCE_UNKNOWN`);
  expect(unknown.stdout).toContain(`at least since ${day(8)}`);
  expect(unknown.stdout).toContain('git fetch --unshallow');
  expect(unknown.code).toBe(1);

  const deeper = await cloned(origin, 2);
  const known = await checked(deeper, sdl(''));
  expect(known.stdout).toContain(`was deprecated since ${day(60)} or before`);
  expect(known.code).toBe(0);
});

test('a file has no history: what it has not deprecated may not go, of the rest it is not known', async () => {
  const folder = await repository();
  await mkdir(join(folder, 'old'));
  await writeFile(join(folder, 'old/supergraph.yaml'), CONFIG);
  await writeFile(join(folder, 'old/a.graphql'), sdl('c: Int d: Int @deprecated(reason: "old")'));
  await writeFile(join(folder, 'a.graphql'), sdl(''));
  const base = ['check', '--base', 'old/supergraph.yaml'];
  const { stdout } = await schemaCommand(base, { cwd: folder });

  expect(stdout).toContain('Query.c was removed and was not deprecated');
  expect(stdout).toContain('old/supergraph.yaml is a file, which has no history');
});

test('an approval of the removal holds for the rule too, a level of warn only warns, and it is off by default', async () => {
  const folder = await repository();
  await commit(folder, { 'a.graphql': sdl('c: Int') }, daysAgo(100));
  await writeFile(
    join(folder, 'approvals.yaml'),
    `approvals: [{ change: "api:FIELD_REMOVED:Query.c", who: ana, why: leaked, expires: "${day(-9)}" }]\n`,
  );
  const approved = await checked(folder, sdl(''));
  expect(approved.stdout).toContain('Approved by ana');
  expect(approved.stdout).not.toContain('NOT_DEPRECATED_BEFORE');
  expect(approved.code).toBe(0);

  await rm(join(folder, 'approvals.yaml'));
  await writeFile(join(folder, 'checks.yaml'), `${RULES.replace('days: 30', 'days: 30, level: warn')}`);
  expect(await checked(folder, sdl(''))).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('! NOT_DEPRECATED_BEFORE'),
  });

  await writeFile(join(folder, 'checks.yaml'), 'downgrade: always\n');
  expect((await checked(folder, sdl(''))).stdout).not.toContain('DEPRECATED');
});

function sdl(field: string): string {
  return `type Query {\n  b: Int\n  ${field}\n}\n`;
}

function daysAgo(days: number): Date {
  return new Date(Date.now() - days * 86_400_000);
}

function day(ago: number): string {
  return daysAgo(ago).toISOString().slice(0, 10);
}

async function repository(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'schema-deprecated-'));
  folders.push(folder);
  await git(folder, ['init', '-q', '-b', 'main']);
  await writeFile(join(folder, 'supergraph.yaml'), CONFIG);
  await writeFile(join(folder, 'checks.yaml'), RULES);
  return folder;
}

async function cloned(origin: string, depth: number): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'schema-deprecated-'));
  folders.push(folder);
  await run('git', ['clone', '-q', '--depth', String(depth), `file://${origin}`, folder]);
  return folder;
}

async function commit(folder: string, files: Record<string, string>, date: Date): Promise<void> {
  for (const [file, text] of Object.entries(files)) await writeFile(join(folder, file), text);
  await git(folder, ['add', '-A']);
  await git(folder, ['commit', '-q', '-m', 'change'], date);
}

async function git(folder: string, args: string[], date = new Date()): Promise<void> {
  const dates = { GIT_AUTHOR_DATE: date.toISOString(), GIT_COMMITTER_DATE: date.toISOString() };
  const author = ['-c', 'user.name=test', '-c', 'user.email=test@localhost'];
  await run('git', [...author, ...args], { cwd: folder, env: { ...process.env, ...dates } });
}

async function checked(folder: string, text: string) {
  await writeFile(join(folder, 'a.graphql'), text);
  return await schemaCommand(['check', '--base', 'HEAD'], { cwd: folder });
}
