import { execFile, execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { parse } from 'yaml';
import { schemaCommand } from '../../tests/support/commands/schema-command.ts';
import { parseChecksConfig } from '../check/rules/checks-config.ts';

const run = promisify(execFile);
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'schema-init-'));
  await run('git', ['init', '-q', '-b', 'main', folder]);
});
afterEach(() => rm(folder, { recursive: true }));

async function write(file: string, text: string): Promise<void> {
  await mkdir(dirname(join(folder, file)), { recursive: true });
  await writeFile(join(folder, file), text);
}

const read = (file: string) => readFile(join(folder, file), 'utf8');

test('a first check passes with what was written, and a second run leaves it as it is', async () => {
  await write('a.graphql', 'type Query { a: Int }\n');
  const init = await schemaCommand(['init', '--ci', 'gitlab', 'a=a.graphql'], { cwd: folder });
  expect(init).toMatchObject({ code: 0, stderr: '' });
  const { stdout, code } = await schemaCommand(['check'], { cwd: folder });
  // Nothing but that there is nothing to compare with yet.
  expect(stdout).toContain('PASSED: 1 notice\n');
  expect(code).toBe(0);

  await write('checks.yaml', 'downgrade: never\n');
  const again = await schemaCommand(['init', '--ci', 'gitlab'], { cwd: folder });
  expect(again.stdout).not.toContain('written');
  expect(await read('checks.yaml')).toBe('downgrade: never\n');
});

test('a list that is there stays as it is: what it has already may be named, and what it has not is told', async () => {
  await write('graph/a.graphql', 'type Query { a: Int }\n');
  await write('graph/b.graphql', 'type Query { b: Int }\n');
  const own = 'subgraphs: { a: { routing_url: "http://a/", schema: { file: ./a.graphql } } } # ours\n';
  await write('graph/supergraph.yaml', own);
  const init = (...named: string[]) =>
    schemaCommand(['init', '--config', 'graph/supergraph.yaml', ...named], { cwd: folder });

  const refused = await init('a=graph/b.graphql', 'b=graph/b.graphql');
  expect(refused).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('a has another schema there, b is not in it.'),
  });
  expect(refused.stderr).toContain(
    '  b:\n    routing_url: http://b:4000/graphql\n    schema:\n      file: "b.graphql"\n',
  );
  await expect(read('graph/checks.yaml')).rejects.toThrow('ENOENT');

  const { code, stdout } = await init('a=graph/a.graphql');
  expect(stdout).toContain('graph/supergraph.yaml is there already\ngraph/checks.yaml written\n');
  expect(code).toBe(0);
  expect(await read('graph/supergraph.yaml')).toBe(own);
});

test('in a folder of a repository, CI is told at the root where to run, whatever the names are', async () => {
  const inner = join(folder, "the team's graphs/one");
  await write("the team's graphs/one/my graph/a.graphql", 'type Query { a: Int }\n');
  const options = ['init', '--config', 'my graph/supergraph.yaml', 'a=my graph/a.graphql', '--ci'];
  await schemaCommand([...options, 'github'], { cwd: inner });
  await schemaCommand([...options.slice(0, 3), '--ci', 'gitlab'], { cwd: inner });

  const github = parse(await read('.github/workflows/schema.yml')).jobs.check;
  expect(github.defaults.run['working-directory']).toBe("the team's graphs/one/");
  const steps: { id?: string; run?: string; if?: string }[] = github.steps;
  // Without the check there is nothing to show but that.
  expect(steps.find(({ run }) => run?.includes('did not run'))?.if).toBe(
    "failure() && steps.check.outcome == 'skipped'",
  );
  expect(steps.find(({ id }) => id === 'check')?.run).toContain('graph-schema check');
  expect(steps.at(-1)?.if).toContain("hashFiles('the team''s graphs/one/schema.md')");
  const check = steps.find((step) => step.run?.includes('graph-schema'))?.run ?? '';
  expect(argumentsOf(check)).toContain('my graph/supergraph.yaml');

  const gitlab = parse(await read('schema.gitlab-ci.yml')).schema;
  expect(gitlab.artifacts.reports.junit).toBe("the team's graphs/one/schema.xml");
  const [enter, , command]: string[] = gitlab.script;
  expect(argumentsOf(enter ?? '')).toEqual(['cd', "the team's graphs/one/"]);
  expect(argumentsOf(command ?? '', { CI_MERGE_REQUEST_DIFF_BASE_SHA: 'left' })).toContain('left');
  const merged = { CI_MERGE_REQUEST_DIFF_BASE_SHA: 'left', CI_MERGE_REQUEST_TARGET_BRANCH_SHA: 'target' };
  expect(argumentsOf(command ?? '', merged)).toContain('target');

  const editors = parse(await readFile(join(inner, '.graphqlrc.yml'), 'utf8'));
  expect(editors.schema).toBe('my graph/api.graphql');
});

test('a workflow of the same name that checks nothing is told, and one name for two subgraphs refused', async () => {
  await write('a.graphql', 'type Query { a: Int }\n');
  await write('.github/workflows/schema.yml', 'name: other\n');
  const twice = await schemaCommand(['init', 'a=a.graphql', 'a=a.graphql'], { cwd: folder });
  expect(twice).toMatchObject({ code: 2, stderr: expect.stringContaining('a is named twice') });
  const { stdout } = await schemaCommand(['init', '--ci', 'github', 'a=a.graphql'], { cwd: folder });
  expect(stdout).toContain('.github/workflows/schema.yml is there already, and does not run');
  expect(await read('.github/workflows/schema.yml')).toBe('name: other\n');
});

test('the rules that are written are the defaults, and how an adopter names things fails nothing', async () => {
  await write('a.graphql', 'type Query { a: Int }\n');
  await schemaCommand(['init', 'a=a.graphql'], { cwd: folder });
  expect(parseChecksConfig(await read('checks.yaml'), 'checks.yaml')).toEqual(parseChecksConfig('', ''));
  await run('git', ['add', '-A'], { cwd: folder });
  await run('git', ['-c', 'user.name=t', '-c', 'user.email=t@localhost', 'commit', '-q', '-m', '1'], {
    cwd: folder,
  });
  await write(
    'a.graphql',
    'type Query { a: Int Its_Kind(First_one: Int): kind_of @deprecated }\nenum kind_of { book }\n',
  );
  const { code, stdout } = await schemaCommand(['check'], { cwd: folder });

  expect(stdout).toContain('Lint: 1 warning\n  ! deprecation-reason  Query.Its_Kind ');
  expect(code).toBe(0);
});

/** The words of a command as a shell reads them. */
function argumentsOf(command: string, env: Record<string, string> = {}): string[] {
  const printed = execFileSync('sh', ['-c', `printf '%s\\n' ${command}`], { encoding: 'utf8', env });
  return printed.trim().split('\n');
}
