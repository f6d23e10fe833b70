import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { schemaCommand } from '../../../tests/support/commands/schema-command.ts';
import type { CheckReport } from '../check-report.ts';

const run = promisify(execFile);
const LIST = 'subgraphs: { s: { routing_url: "http://s/", schema: { file: s.graphql } } }\n';

const AUTHOR = ['-c', 'user.name=t', '-c', 'user.email=t@localhost'];

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'unusual-'));
  for (const side of ['old', 'now']) {
    await write(`${side}/supergraph.yaml`, LIST);
    await write(`${side}/s.graphql`, 'type Query { a: Int }\n');
  }
});
// `rm` of Node goes no deeper than a path may be long.
afterEach(() => run('rm', ['-r', folder]));

async function write(file: string, text: string | Buffer): Promise<void> {
  await mkdir(dirname(join(folder, file)), { recursive: true });
  await writeFile(join(folder, file), text);
}

/** In place of whatever is there. */
async function pipeAt(...files: string[]): Promise<void> {
  for (const file of files) {
    await rm(join(folder, file), { force: true });
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await run('mkfifo', [join(folder, file)]);
  }
}

async function check(...args: string[]): Promise<CheckReport> {
  const options = ['--config', 'now/supergraph.yaml', '--format', 'json', ...args];
  const base = args.includes('--base') ? [] : ['--base', 'old/supergraph.yaml'];
  const { stdout } = await schemaCommand(['check', ...options, ...base], { cwd: folder });
  return JSON.parse(stdout);
}

/** Errors and warnings as `severity CODE message`. */
function told({ findings }: CheckReport): string[] {
  return findings
    .filter(({ severity }) => severity !== 'notice')
    .map(({ severity, code, message }) => `${severity} ${code} ${message}`);
}

const isPipe = (file: string) => `${file} is not a regular file, but a named pipe: it is not read.`;

test('a pipe in the place of any file is an error, the rest is checked, and nothing waits for it', async () => {
  const files = ['checks.yaml', 'approvals.yaml', 'contracts.yaml', 'usage.jsonl', 'operations/p.graphql'];
  await pipeAt(...files.map((name) => `now/${name}`), '.graphqlrc', 'old/operations/old.graphql');
  await write('now/operations/q.graphql', 'query Q { nope }');

  expect(told(await check())).toEqual([
    `error RULES_UNREADABLE ${isPipe('now/checks.yaml')}`,
    `error APPROVALS_UNREADABLE ${isPipe('now/approvals.yaml')}`,
    `error CONTRACTS_UNREADABLE ${isPipe('now/contracts.yaml')}`,
    `error DOCUMENTS_UNREADABLE ${isPipe('.graphqlrc')}`,
    `error DOCUMENT_UNREADABLE ${isPipe('now/operations/p.graphql')}`,
    `warning BASELINE_PART_UNREADABLE A part of the baseline cannot be read: ${isPipe('old/operations/old.graphql')}`,
    `error USAGE_UNREADABLE ${isPipe('now/usage.jsonl')}`,
    'error OPERATION_INVALID Q is not valid: Cannot query field "nope" on type "Query".',
  ]);
});

test('so is one in the place of a schema, on either side, and of the list of subgraphs', async () => {
  await pipeAt('old/s.graphql');
  expect(told(await check())).toEqual([
    `error BASELINE_UNREADABLE The baseline, old/supergraph.yaml, cannot be read: ${isPipe('old/s.graphql')}`,
  ]);

  await pipeAt('now/s.graphql');
  expect(told(await check())).toContain(`error SUBGRAPH_UNREADABLE ${isPipe('now/s.graphql')}`);

  await pipeAt('now/supergraph.yaml');
  const { code, stderr } = await schemaCommand(['check', '--config', 'now/supergraph.yaml'], { cwd: folder });
  expect([code, stderr]).toEqual([2, `${isPipe('now/supergraph.yaml')}\n`]);
});

test('a socket, a device and a very large file are not read either', async () => {
  const server = createServer();
  await mkdir(join(folder, 'now/operations'));
  await new Promise<void>((done) => server.listen(join(folder, 'now/operations/s.graphql'), done));
  await symlink('/dev/zero', join(folder, 'now/operations/z.graphql'));
  await write('now/operations/l.graphql', '');
  await truncate(join(folder, 'now/operations/l.graphql'), 10 * 1024 ** 3); // Takes no room on a disk.
  const report = await check();
  await new Promise((done) => server.close(done));

  expect(told(report)).toEqual([
    'error DOCUMENT_UNREADABLE now/operations/l.graphql is larger than 64 MiB: it is not read.',
    'error DOCUMENT_UNREADABLE now/operations/s.graphql is not a regular file, but a socket: it is not read.',
    'error DOCUMENT_UNREADABLE now/operations/z.graphql is not a regular file, but a device: it is not read.',
  ]);
});

test('a folder that cannot be looked into costs its own documents', async () => {
  await write('now/operations/q.graphql', 'query Q { nope }');
  // Longer than a path may be, which no user may look into.
  const deeper = 'name=$(printf %0250d 0); for i in $(seq 20); do mkdir $name && cd $name; done';
  await run('bash', ['-c', `cd now/operations && ${deeper}`], { cwd: folder });

  expect(told(await check())).toEqual([
    expect.stringMatching(
      /^error DOCUMENT_UNREADABLE now\/operations\/0+\/.*0 cannot be read \(ENAMETOOLONG\): documents in it are not known\.$/,
    ),
    'error OPERATION_INVALID Q is not valid: Cannot query field "nope" on type "Query".',
  ]);
});

test('a document that is there and cannot be read is not taken to be deleted: the one of the baseline counts', async () => {
  await run('git', ['init', '-q', '-b', 'main'], { cwd: folder });
  await write('now/operations/q.graphql', 'query Q { a }');
  await run('git', ['add', '.'], { cwd: folder });
  await run('git', [...AUTHOR, 'commit', '-q', '-m', 'graph'], { cwd: folder });
  await write('now/operations/q.graphql', 'query Q {');
  await write('now/s.graphql', 'type Query { b: Int }\n');
  const { findings } = await check('--base', 'HEAD');

  expect(findings.flatMap(({ code, operations }) => operations.map((one) => ({ code, ...one })))).toEqual([
    expect.objectContaining({ code: 'FIELD_REMOVED', name: 'Q', effect: 'broken' }),
  ]);
  expect(JSON.stringify(findings)).not.toMatch(/RETIRED|deployed/);
});

test('usage that the shell hands over by a pipe is read, and more documents than a process may open at a time', async () => {
  const today = new Date().toISOString().slice(0, 10);
  await write('usage', `{"v":1,"day":"${today}","document":"query U { a }","count":1}\n`);
  for (let number = 0; number < 200; number += 1)
    await write(`now/operations/${number}.graphql`, `query Q${number} { a }`);
  const command = `${process.execPath} ${join(import.meta.dirname, '../../bin.mjs')} check --config now/supergraph.yaml`;
  const { stdout } = await run(
    'bash',
    ['-c', `ulimit -n 120; ${command} --base old/supergraph.yaml --usage <(cat usage)`],
    { cwd: folder },
  );

  expect(stdout).toContain(' 200 operations in documents, 1 in use,');
});

test('links of a commit that lead nowhere are told, in the place of whatever they are', async () => {
  await run('git', ['init', '-q', '-b', 'main'], { cwd: folder });
  for (const name of ['contracts.yaml', 'operations/q.graphql', 'operations/folder', 'out.graphql']) {
    await mkdir(dirname(join(folder, 'now', name)), { recursive: true });
    await symlink(name === 'out.graphql' ? '/etc/hostname' : 'nowhere', join(folder, 'now', name));
  }
  await symlink('nowhere', join(folder, '.graphqlrc.yml'));
  await symlink('nowhere', join(folder, 'now/operations/notes.txt'));
  await run('git', ['add', '-A'], { cwd: folder });
  await run('git', [...AUTHOR, 'commit', '-q', '-m', 'first'], {
    cwd: folder,
  });
  for (const gone of ['.graphqlrc.yml', 'now/contracts.yaml', 'now/operations'])
    await rm(join(folder, gone), { recursive: true });
  const report = await check('--base', 'HEAD');

  const dead = report.findings.flatMap(({ code, message }) =>
    code === 'BASELINE_PART_UNREADABLE' ? [/: (\S+) in HEAD .* is a link to/.exec(message)?.[1]] : [message],
  );
  expect(dead).toEqual([
    '.graphqlrc.yml',
    'now/operations/folder',
    'now/operations/q.graphql',
    'now/contracts.yaml',
  ]);
});

test('a list of subgraphs that is a link to nothing in the commit is a baseline that cannot be read', async () => {
  await run('git', ['init', '-q', '-b', 'main'], { cwd: folder });
  await rm(join(folder, 'now/supergraph.yaml'));
  await symlink('nowhere', join(folder, 'now/supergraph.yaml'));
  await run('git', ['add', '-A'], { cwd: folder });
  await run('git', [...AUTHOR, 'commit', '-q', '-m', 'first'], {
    cwd: folder,
  });
  await rm(join(folder, 'now/supergraph.yaml'));
  await write('now/supergraph.yaml', LIST);

  expect(told(await check('--base', 'HEAD'))).toEqual([
    expect.stringMatching(/^error BASELINE_UNREADABLE .* is a link to what is not there\.$/),
  ]);
});
