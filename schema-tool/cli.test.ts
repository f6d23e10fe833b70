import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, mkdtemp, open, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { schemaCommand } from '../tests/support/schema-command.ts';
import type { Finding } from './check/finding.ts';
import { FORMATS } from './check/report/render.ts';

const run = promisify(execFile);
const ROOT = join(import.meta.dirname, '..');
const BIN = join(ROOT, 'schema-tool/bin.mjs');
const AS_TEST = ['-c', 'user.name=test', '-c', 'user.email=test@localhost'];

/** A graph of as little as situations need: most of a check's time goes into composing. */
const GRAPH: Readonly<Record<string, string>> = {
  'supergraph.yaml': [
    'subgraphs:',
    ...['catalogo', 'clientes', 'compras'].map(
      (name) => `  ${name}: { routing_url: "http://${name}/", schema: { file: ${name}.graphql } }`,
    ),
    '',
  ].join('\n'),
  'catalogo.graphql':
    'type Query { produto(id: ID!): Produto }\ntype Produto {\n  id: ID!\n  titulo: String!\n}\n',
  'clientes.graphql':
    'type Query { cliente(id: ID!): Cliente }\ntype Cliente {\n  nome: String!\n  telefone: String\n}\n',
  'compras.graphql': 'type Query { compra(id: ID!): Int }\n',
  'operations/cliente.graphql': 'query Cliente($id: ID!) { cliente(id: $id) { nome } }\n',
};

/** For a folder with the same graph in `old`. */
const BASELINE = ['--base', 'old/supergraph.yaml'];

/** A repository whose main branch has the scenarios' graph, with another commit on a branch of its own. */
let repository: string;
/** The same files without git, and as a baseline in `old`. */
let plain: string;

beforeAll(async () => {
  repository = await mkdtemp(join(tmpdir(), 'schema-cli-'));
  plain = await mkdtemp(join(tmpdir(), 'schema-cli-'));
  for (const folder of [repository, plain]) await writeGraph(join(folder, 'schema'));
  await writeGraph(join(plain, 'old'));
  await git('init', '-q', '-b', 'main');
  await commit('first');
  await git('switch', '-q', '-c', 'change');
  await write(repository, 'notes.txt', 'nothing about schemas');
  await commit('second');
});
afterAll(() =>
  Promise.all([repository, plain].map((folder) => rm(folder, { recursive: true, force: true }))),
);

describe('check', () => {
  test('passes an unchanged schema against where the branch left the main branch', async () => {
    const { code, stdout } = await schema(repository, 'check');

    expect(stdout).toContain('Compared with merge base with main (');
    expect(stdout).toContain('PASSED');
    expect(code).toBe(0);
  });

  test('says that nothing was compared where the baseline is what is checked out, and unchanged', async () => {
    const folder = await copyOf(repository);
    const main = { cwd: folder };
    await run('git', ['switch', '-q', 'main'], main);
    const told = async () => {
      const { stdout } = await schema(folder, 'check', '--format', 'json');
      const { findings }: { findings: Finding[] } = JSON.parse(stdout);
      return findings.flatMap(({ severity, code }) => (code === 'BASELINE_IS_THE_SAME' ? [severity] : []));
    };
    expect(await told()).toEqual(['notice']);

    const file = 'schema/catalogo.graphql';
    await write(folder, file, `${await readFile(join(folder, file), 'utf8')}\n# A note.\n`);
    expect(await told()).toEqual([]);
    await run('git', [...AS_TEST, 'commit', '-q', '-am', 'third'], main);
    expect(await told()).toEqual(['notice']);
    const named = await schema(folder, 'check', '--base', 'HEAD^1');
    expect(named.stdout).not.toContain('nothing was compared');
  });

  test('fails a breaking change of the working copy, which is never its own baseline', async () => {
    const folder = await copyOf(repository);
    const sdl = 'type Query { produto(id: ID!): Int }\n';
    await write(folder, 'schema/catalogo.graphql', sdl);
    const { code, stdout } = await schema(folder, 'check', '--base', 'HEAD');

    expect(stdout).toContain('FAILED');
    expect(code).toBe(1);
  });

  test('writes several formats at once, and the rest to the terminal', async () => {
    const folder = await copyOf(repository);
    const { code, stdout } = await schema(
      folder,
      'check',
      ...['--format', 'json', '--out', 'reports/check.json', '--format', 'people'],
      ...['--format', 'markdown', '--out', 'reports/check.md'],
    );

    expect(code).toBe(0);
    expect(stdout).toContain('PASSED');
    expect(JSON.parse(await readFile(join(folder, 'reports/check.json'), 'utf8')).verdict).toBe('pass');
    expect(await readFile(join(folder, 'reports/check.md'), 'utf8')).toContain('Schema checks passed');
  });
});

describe('whatever happens to it, a check', () => {
  const reports = FORMATS.flatMap((format) => ['--format', format, '--out', `reports/${format}`]);

  test('that is killed leaves no report of an earlier one, in any format', async () => {
    const folder = await copyOf(plain);
    for (const format of FORMATS) await write(folder, `reports/${format}`, 'passed');
    await run('mkfifo', [join(folder, 'pipe')]);
    await using pipe = await open(join(folder, 'pipe'), 'r+');
    const usage = ['--usage', '/dev/stdin']; // Which never ends.
    const running = spawn(process.execPath, [BIN, 'check', ...BASELINE, ...usage, ...reports], {
      cwd: folder,
      stdio: [pipe.fd, 'ignore', 'inherit'],
    });
    const ended = once(running, 'exit');
    const unlike = async () => {
      const texts = await Promise.all(FORMATS.map((one) => readFile(join(folder, 'reports', one), 'utf8')));
      return texts.filter((text) => !text.includes('has not come to its end'));
    };
    await vi.waitFor(async () => expect(await unlike()).toEqual([]), { timeout: 20_000, interval: 20 });
    running.kill('SIGKILL');
    await ended;

    expect(await unlike()).toEqual([]);
  });

  test('tells by its exit code how it came out, and writes its reports, when nobody reads what it prints', async () => {
    const folder = await copyOf(plain);
    await write(folder, 'schema/catalogo.graphql', 'type Query { produto(id: ID!): Int }\n');
    const running = spawn(process.execPath, [BIN, 'check', ...BASELINE, '--format', 'people', ...reports], {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    running.stdout.destroy();

    expect(await once(running, 'exit')).toEqual([1, null]);
    expect(JSON.parse(await readFile(join(folder, 'reports/json'), 'utf8')).verdict).toBe('fail');
  });

  test('ends where the system makes no folder for a report', async () => {
    const folder = await copyOf(plain);
    const out = '/proc/none/deeper/check.md';
    const { code, stderr } = await schema(folder, 'check', ...BASELINE, '--format', 'markdown', '--out', out);

    expect(stderr).toContain(`${out} cannot be written (ENOENT).`);
    expect(code).toBe(2);
  });

  test('writes through a link, and beside nothing', async () => {
    const folder = await copyOf(plain);
    await write(folder, 'reports/real.md', 'passed');
    await symlink('real.md', join(folder, 'reports/link.md'));
    await schema(folder, 'check', ...BASELINE, '--format', 'markdown', '--out', 'reports/link.md');

    expect(await readFile(join(folder, 'reports/real.md'), 'utf8')).toContain('## ');
    expect((await readdir(join(folder, 'reports'))).sort()).toEqual(['link.md', 'real.md']);
  });
});

const usage = `${JSON.stringify({
  v: 1,
  day: '2026-11-20',
  hash: '0'.repeat(64),
  name: 'C',
  client: null,
  clientVersion: null,
  document: 'query C { cliente(id: "") { nome } }',
  fields: [],
  enumValues: [],
  inputFields: [],
  count: 1,
  lastSeen: '2026-11-20T00:00:00.000Z',
})}\n`;

describe('what cannot be checked is told in a line, with exit code 2:', () => {
  test.each<[what: string, files: Record<string, string | Buffer>, args: string[], message: string]>([
    ['an unknown format', {}, ['check', '--format', 'html'], 'There is no format "html"'],
    [
      'a file without a format',
      {},
      ['check', '--format', 'json', '--out', 'a', '--out', 'b'],
      '--out b has no --format',
    ],
    [
      'one file for two formats',
      {},
      ['check', '--format', 'json', '--out', 'a', '--format', 'sarif', '--out', 'a'],
      'a is named twice',
    ],
    [
      'a configuration that is no YAML',
      { 'schema/supergraph.yaml': 'subgraphs: [a, "b' },
      ['check', '--base', 'old/supergraph.yaml'],
      'schema/supergraph.yaml:1:18: not valid YAML',
    ],
    [
      'a configuration that refers to what it has not',
      { 'schema/supergraph.yaml': 'subgraphs: *all' },
      ['compose'],
      'schema/supergraph.yaml:1:12: not valid YAML: Unresolved alias',
    ],
    [
      'the working copy as its own baseline',
      {},
      ['check', '--base', './schema/supergraph.yaml'],
      './schema/supergraph.yaml is what is checked',
    ],
    [
      'a schema that rover would fetch',
      {
        'schema/supergraph.yaml':
          'subgraphs: { a: { routing_url: "http://a/", schema: { subgraph_url: "http://a/" } } }',
      },
      ['compose'],
      'schema/supergraph.yaml:1:53: subgraphs.a.schema: `subgraph_url` is what rover reads',
    ],
    [
      'another version of federation',
      { 'schema/supergraph.yaml': 'federation_version: 1' },
      ['compose'],
      'schema/supergraph.yaml:1:21: federation_version: this command composes with version',
    ],
    [
      'a configuration without subgraphs',
      { 'schema/supergraph.yaml': 'federation_version: 2' },
      ['compose'],
      'schema/supergraph.yaml:1:1: subgraphs: lists no subgraphs',
    ],
    [
      'a schema with a syntax error',
      { 'schema/catalogo.graphql': 'type Query {\n  a: \n}' },
      ['compose'],
      'schema/catalogo.graphql:3:1: Syntax Error',
    ],
    [
      'schemas with syntax errors, all of them',
      { 'schema/catalogo.graphql': 'type Query {', 'schema/compras.graphql': '' },
      ['compose'],
      'schema/compras.graphql:1:1: Syntax Error',
    ],
    [
      'a schema in another encoding',
      { 'schema/catalogo.graphql': Buffer.from('"Descrição." type Query { a: Int }', 'latin1') },
      ['compose'],
      'schema/catalogo.graphql is not UTF-8',
    ],
    [
      'a schema that is too large',
      { 'schema/catalogo.graphql': `type Query { ${'a: A '.repeat(400_000)} }` },
      ['compose'],
      'more that 1000000 tokens',
    ],
    [
      'an operation that is too deep',
      { 'a.graphql': `query A ${'{ a '.repeat(30_000)}` },
      ['explain', 'a.graphql'],
      'a.graphql:1: Syntax Error: this is in more than 200 braces',
    ],
    ['a contract that is not listed', {}, ['contract', '--tag', 'x'], 'lists no contract of just these tags'],
    [
      'no operation to explain',
      { 'a.graphql': 'fragment A on B { c }' },
      ['explain', 'a.graphql'],
      'has no operation',
    ],
    [
      'a contract in the place of what it is made of',
      {},
      ['contract', '--exclude', 'internal', '--out', 'schema/catalogo.graphql'],
      'schema/catalogo.graphql is a file that is read',
    ],
    [
      'a composed schema in the place of a subgraph',
      {
        'schema/supergraph.yaml':
          'subgraphs: { a: { routing_url: "http://a/", schema: { file: api.graphql } } }',
        'schema/api.graphql': 'type Query { a: Int }',
      },
      ['compose'],
      'schema/api.graphql is a file that is read',
    ],
    ['an unknown command', {}, ['verify'], "unknown command 'verify'"],
  ])('%s', async (_what, files, args, message) => {
    const folder = await copyOf(plain);
    for (const [file, text] of Object.entries(files)) await write(folder, file, text);
    const { code, stderr } = await schema(folder, ...args);

    expect(stderr).toContain(message);
    expect(stderr).not.toContain('    at ');
    expect(code).toBe(2);
  });

  test.each<[what: string, args: string[]]>([
    ['an unknown option', ['--bogus']],
    ['an option without its value', ['--base']],
    ['a further argument', ['schema']],
    ['an unknown format', ['--format', 'html']],
    ['a file without a format', ['--out', 'b.json']],
    ['a report that cannot be written', ['--format', 'markdown', '--out', 'schema']],
    ['a report in the place of what is read', ['--format', 'markdown', '--out', 'schema/catalogo.graphql']],
    [
      'a report in the place of the configuration',
      ['--format', 'markdown', '--out', './schema/../schema/supergraph.yaml'],
    ],
    ['a report in the place of the baseline', ['--format', 'markdown', '--out', 'old/supergraph.yaml']],
    ['a report in the place of a file of it', ['--format', 'markdown', '--out', 'old/catalogo.graphql']],
    ['an empty name of a report', ['--format', 'markdown', '--out', '']],
    ['one file by two names', ['--format', 'sarif', '--out', './check.json']],
  ])('no report of an earlier check stays after %s', async (_what, args) => {
    const folder = await copyOf(plain);
    await write(folder, 'check.json', '{ "verdict": "pass" }');
    const files = ['check', '--format', 'json', '--out', 'check.json', ...args];
    const { code, stderr } = await schema(folder, ...files, ...(args.includes('--base') ? [] : BASELINE));

    expect(stderr).not.toBe('');
    expect(code).toBe(2);
    expect(await readFile(join(folder, 'check.json'), 'utf8')).not.toContain('"pass"');
    for (const file of ['catalogo.graphql', 'supergraph.yaml']) {
      for (const side of ['schema', 'old'])
        expect(await readFile(join(folder, side, file), 'utf8')).toBe(GRAPH[file]);
    }
  });

  test('every report says so, and none that says something else stays', async () => {
    const folder = await copyOf(plain);
    await write(folder, 'schema/supergraph.yaml', 'subgraphs: {}');
    await write(folder, 'check.md', '## Schema checks passed');
    const formats = [
      '--format',
      'markdown',
      '--out',
      'check.md',
      '--format',
      'sarif',
      '--out',
      'check.sarif',
    ];
    const { code } = await schema(folder, 'check', ...formats, '--format', 'junit', '--out', 'check.xml');

    expect(code).toBe(2);
    expect(await readFile(join(folder, 'check.md'), 'utf8')).toContain('Schema checks could not be made');
    const sarif = JSON.parse(await readFile(join(folder, 'check.sarif'), 'utf8'));
    expect(sarif.runs[0].invocations).toEqual([{ executionSuccessful: false }]);
    expect(await readFile(join(folder, 'check.xml'), 'utf8')).toContain('failures="0" errors="1"');
  });
});

describe('what cannot be used is a finding, and the rest is checked:', () => {
  test.each<[what: string, files: Record<string, string | Buffer>, args: string[], message: string]>([
    [
      'rules that are named and not there',
      {},
      ['check', '--base', 'old/supergraph.yaml', '--rules', 'none.yaml'],
      'none.yaml cannot be read (ENOENT)',
    ],
    [
      'rules that are no YAML',
      { 'checks.yaml': 'usage:\n  windowDays: [' },
      ['check', '--base', 'old/supergraph.yaml', '--rules', 'checks.yaml'],
      'checks.yaml:2:16: not valid YAML',
    ],
    [
      'a rule that does not exist',
      { 'checks.yaml': 'lint:\n  rules:\n    spelling: error\n' },
      ['check', '--base', 'old/supergraph.yaml', '--rules', 'checks.yaml'],
      'checks.yaml:3:5: lint.rules.spelling: unknown',
    ],
    [
      'an approval without an expiry',
      { 'approvals.yaml': 'approvals:\n  - { change: a, who: b, why: c }\n' },
      ['check', '--base', 'old/supergraph.yaml', '--approvals', 'approvals.yaml'],
      'approvals.yaml:2:5: approvals.1.expires: expected a text.',
    ],
    [
      'a fragment that two other documents have',
      {
        'clients/a.graphql': 'fragment F on Cliente { nome }',
        'clients/b.graphql': 'fragment F on Cliente { telefone }',
        'clients/c.graphql': '{ cliente(id: 1) { ...F } }',
      },
      ['check', '--base', 'old/supergraph.yaml', '--operations', 'clients'],
      'clients/c.graphql:1: which fragment F is meant?',
    ],
    [
      'a usage file that was not written to its end',
      { 'usage.jsonl': `${usage}{"v":1,"day":"2026-` },
      ['check', '--base', 'old/supergraph.yaml', '--usage', 'usage.jsonl'],
      'usage.jsonl:2: the last line was not written to its end',
    ],
    [
      'a line of usage that is none',
      { 'usage.jsonl': `{"v":2}\n${usage}` },
      ['check', '--base', 'old/supergraph.yaml', '--usage', 'usage.jsonl'],
      'usage.jsonl:1: not usage of version 1',
    ],
    [
      'rules in a folder with a space',
      { 'my rules/ç.yaml': 'usage:\n  days: 1' },
      ['check', '--base', 'old/supergraph.yaml', '--rules', 'my rules/ç.yaml'],
      'at my rules/ç.yaml:2',
    ],
    [
      'no such usage file',
      {},
      ['check', '--base', 'old/supergraph.yaml', '--usage', 'none'],
      'none cannot be read',
    ],
    [
      'no such folder of operations',
      {},
      ['check', '--base', 'old/supergraph.yaml', '--operations', 'none'],
      'none cannot be read (ENOENT)',
    ],
    ['no git', {}, ['check'], 'This is not a git repository'],
    [
      'a document with a syntax error',
      { 'clients/a.graphql': '{ a' },
      ['check', '--base', 'old/supergraph.yaml', '--operations', 'clients'],
      'clients/a.graphql:1: Syntax Error',
    ],
    [
      'a document that nests too deep',
      { 'clients/a.graphql': `query A ${'{ a '.repeat(9_000)}${'}'.repeat(9_000)}` },
      ['check', '--base', 'old/supergraph.yaml', '--operations', 'clients'],
      'clients/a.graphql:1: Syntax Error: this is in more than 200 braces',
    ],
    [
      'a document whose fragments lead too deep',
      {
        'clients/a.graphql': `{ ...F0 } ${Array.from({ length: 9_000 }, (_, at) => `fragment F${at} on Query { ...F${at + 1} }`).join(' ')}`,
      },
      ['check', '--base', 'old/supergraph.yaml', '--operations', 'clients'],
      'clients/a.graphql:1: with its fragments it nests more than 200 selections.',
    ],
    [
      'usage that nests too deep',
      {
        'usage.jsonl': `{"v":1,"day":"2026-11-20","count":1,"document":"query A ${'{ a '.repeat(9_000)}${'}'.repeat(9_000)}"}\n`,
      },
      ['check', '--base', 'old/supergraph.yaml', '--usage', 'usage.jsonl'],
      'usage.jsonl:1:1: Syntax Error: this is in more than 200 braces',
    ],
    [
      'a type that nests too deep',
      { 'schema/catalogo.graphql': `type Query { a: ${'['.repeat(9_000)}Int${']'.repeat(9_000)} }` },
      ['check', '--base', 'old/supergraph.yaml'],
      'schema/catalogo.graphql:1:216: Syntax Error: this is in more than 200 braces',
    ],
    [
      'a subgraph with a syntax error',
      { 'schema/catalogo.graphql': 'type Query {' },
      ['check', '--base', 'old/supergraph.yaml'],
      'schema/catalogo.graphql:1:13: Syntax Error',
    ],
  ])('%s', async (_what, files, args, message) => {
    const folder = await copyOf(plain);
    for (const [file, text] of Object.entries(files)) await write(folder, file, text);
    const { code, stdout } = await schema(folder, ...args);

    expect(stdout).toContain(message);
    expect(stdout).toContain('Lint: ');
    expect(code).toBe(1);
  });

  test.each([
    ['rules', 'schema/checks.yaml', 'RULES_UNREADABLE'],
    ['approvals', 'schema/approvals.yaml', 'APPROVALS_UNREADABLE'],
    ['contracts', 'schema/contracts.yaml', 'CONTRACTS_UNREADABLE'],
    ['usage', 'schema/usage.jsonl', 'USAGE_UNREADABLE'],
    ['the folder of documents', 'schema/operations', 'DOCUMENTS_UNREADABLE'],
    ['what says where documents are', '.graphqlrc.yml', 'DOCUMENTS_UNREADABLE'],
    ['a schema', 'schema/catalogo.graphql', 'SUBGRAPH_UNREADABLE'],
  ])('a link that leads nowhere in the place of %s', async (_what, file, finding) => {
    const folder = await copyOf(plain);
    await rm(join(folder, file), { recursive: true, force: true });
    await symlink('nowhere', join(folder, file));
    const { code, stdout } = await schema(folder, 'check', ...BASELINE);

    expect(stdout).toContain(`${finding}  ${file} `);
    expect(code).toBe(1);
  });

  test('of what a subgraph that cannot be read keeps from being checked', async () => {
    const folder = await copyOf(plain);
    await write(folder, 'schema/catalogo.graphql', 'type Query {');
    const { stdout } = await schema(folder, 'check', ...BASELINE);

    for (const section of ['Composition', 'Changes', 'Lint'])
      expect(stdout).toMatch(new RegExp(`^${section}: .*not (all of it was )?checked$`, 'm'));
    expect(stdout).toContain('Operations: nothing to report\n');
  });

  test('a ref that git does not know', async () => {
    const { code, stdout } = await schema(repository, 'check', '--base', 'no-such-branch');

    expect(stdout).toContain('"no-such-branch" is neither a file nor a commit');
    expect(code).toBe(1);
  });

  test.each([
    ['a file', 'old/supergraph.yaml', '`refs/heads/` before a name means the branch'],
    ['a commit', 'HEAD', 'Name a commit by --base in which it can be read.'],
  ])(
    'a baseline that cannot be read at all, in %s: nothing was compared, which does not pass',
    async (_what, base, todo) => {
      const folder = await copyOf(repository);
      await write(folder, 'schema/supergraph.yaml', 'subgraphs: [');
      await write(folder, 'old/supergraph.yaml', 'subgraphs: [');
      await commitIn(folder, 'broken');
      await run('git', ['checkout', '-q', 'HEAD^', '--', 'schema/supergraph.yaml'], { cwd: folder });
      const { code, stdout } = await schema(folder, 'check', '--base', base);

      expect(stdout).toContain('BASELINE_UNREADABLE');
      expect(stdout).toContain('Nothing was compared');
      expect(stdout).toContain(todo);
      expect(code).toBe(1);
    },
  );

  test('a baseline that does not compose, which the change mends', async () => {
    const folder = await copyOf(plain);
    await write(folder, 'old/catalogo.graphql', 'type Query { a: Nothing }');
    const { code, stdout } = await schema(folder, 'check', '--base', 'old/supergraph.yaml');

    expect(stdout).toContain('BASELINE_DOES_NOT_COMPOSE');
    expect(code).toBe(0);
  });
});

describe('situations that are none of an error:', () => {
  test('documents with comments only, no folder of documents, and fragments of the same name in several folders', async () => {
    const folder = await copyOf(plain);
    await rm(join(folder, 'schema/operations'), { recursive: true });
    expect((await schema(folder, 'check', '--base', 'old/supergraph.yaml')).code).toBe(0);
    for (const client of ['web', 'mobile']) {
      await write(folder, `${client}/empty.graphql`, '# nothing yet\n');
      await write(folder, `${client}/parts/card.graphql`, `fragment Card on Cliente { ${client}: nome }`);
      await write(folder, `${client}/q.graphql`, 'query Q { cliente(id: 1) { ...Card } }');
    }
    const { code, stdout } = await schema(
      folder,
      'check',
      '--base',
      'old/supergraph.yaml',
      '--operations',
      'web',
      '--operations',
      'mobile',
    );

    expect(stdout).toContain('2 operations in documents');
    expect(code).toBe(0);
  });

  test("an editor's configuration that is a program, which is told and not run", async () => {
    const folder = await copyOf(plain);
    await write(folder, 'graphql.config.ts', 'throw new Error("run");');
    const { code, stdout } = await schema(folder, 'check', ...BASELINE);
    expect(stdout).toContain('! CONFIG_NOT_READ  graphql.config.ts is not read');
    expect(code).toBe(0);
    const named = await schema(folder, 'check', ...BASELINE, '--operations', 'schema/operations');
    expect(named.stdout).not.toContain('CONFIG_NOT_READ');
  });

  test('files of every kind as editors on Windows save them: with a byte order mark and CRLF', async () => {
    const folder = await copyOf(plain);
    const today = new Date().toISOString().slice(0, 10);
    const files: Record<string, string> = {
      'schema/usage.jsonl': `{"v":1,"day":"${today}","document":"{ cliente(id: 1) { telefone } }","count":3}\n`,
      'schema/contracts.yaml': 'contracts:\n  - name: parceiros\n    exclude: [interno]\n',
      'schema/checks.yaml': 'usage:\n  windowDays: 20\nlint: { rules: { field-names: off } }\n',
      'schema/approvals.yaml':
        'approvals:\n  - change: api:FIELD_REMOVED:A.b\n    who: a\n    why: b\n    expires: "2099-01-01"\n',
      'clients/tagged.ts': 'const b = 1;\nexport const Q = gql`query Tagged { cliente(id: 1) { nope } }`;\n',
      'clients/manifest.json':
        '{"format":"apollo-persisted-query-manifest","version":1,"operations":[\n{"id":"a","body":"query Kept { cliente(id: 1) { nope } }"}]}',
      '.graphqlrc.json': '{ "documents": ["clients/**/*.{ts,json}"] }',
    };
    for (const [name, text] of Object.entries(GRAPH)) if (!name.includes('/')) files[`schema/${name}`] = text;
    for (const [file, text] of Object.entries(files))
      await write(folder, file, `\ufeff${text.replaceAll('\n', '\r\n')}`);
    const { stdout } = await schema(folder, 'check', ...BASELINE, '--format', 'json');
    const report = JSON.parse(stdout);

    expect(report.findings.filter(({ section }: Finding) => section === 'inputs')).toEqual([]);
    expect(report.changes).toEqual([]);
    expect(report.operations).toMatchObject({ inUse: 1 });
    const at = (code: string) =>
      report.findings.flatMap((one: Finding) => (one.code === code && one.place ? [one.place] : []));
    expect(at('OPERATION_INVALID')).toEqual([
      { file: 'clients/manifest.json', line: 2 },
      { file: 'clients/tagged.ts', line: 2 },
    ]);
    expect(at('APPROVAL_UNUSED')).toEqual([{ file: 'schema/approvals.yaml', line: 2 }]);
  });

  test('the first change that adds the graph, and one that moves it', async () => {
    const folder = await newRepository();
    await write(folder, 'readme.md', 'nothing yet');
    await commitIn(folder, 'first');
    await writeGraph(join(folder, 'schema'));
    const added = await schema(folder, 'check', '--base', 'HEAD');
    expect(added.stdout).toContain('BASELINE_ABSENT');
    expect(added.code).toBe(0);

    await commitIn(folder, 'second');
    await run('git', ['mv', 'schema', 'graph'], { cwd: folder });
    const moved = await schema(folder, 'check', '--base', 'HEAD', '--config', 'graph/supergraph.yaml');
    expect(moved.stdout).toContain('BASELINE_MOVED');
    expect(moved.stdout).toContain('Changes: nothing to report');
    expect(moved.code).toBe(0);
  });

  test('documents that the configuration takes away again, in the baseline too', async () => {
    const folder = await copyOf(plain);
    const files = {
      'schema/clients/kept.graphql': 'query Kept { cliente(id: 1) { nome } }',
      'schema/clients/gen/a.graphql': 'query Gen { nope }',
      'schema/clients/old.graphql': 'query Old { nope }',
      '.graphqlrc.yml':
        'documents: ["./schema/clients/**/*.graphql", "!./schema/clients/gen/**", later/*.graphql]\nexclude: schema/clients/old.graphql\n',
    };
    for (const [file, text] of Object.entries(files)) await write(folder, file, text);
    for (const place of ['schema', 'old']) await rm(join(folder, place, 'operations'), { recursive: true });
    await cp(join(folder, 'schema/clients'), join(folder, 'old/clients'), { recursive: true });
    await rm(join(folder, 'schema/clients/old.graphql'));
    const { stdout, code } = await schema(folder, 'check', ...BASELINE);

    expect(stdout).toContain(' 1 operations in documents');
    expect(stdout).toContain('! DOCUMENTS_ABSENT  There is nothing at later/*.graphql');
    expect(code).toBe(0);
  });

  test('nothing is committed yet', async () => {
    const folder = await newRepository();
    await writeGraph(join(folder, 'schema'));
    const { code, stdout } = await schema(folder, 'check');

    expect(stdout).toContain('Nothing is committed here yet');
    expect(code).toBe(0);
  });

  test.each<[what: string, from: string[], to: string]>([
    ['another name', ['schema/supergraph.yaml'], 'schema/federation.yml'],
    [
      'one of two, that of the same subgraphs',
      ['a/supergraph.yaml', 'schema/supergraph.yaml'],
      'schema/graph.yml',
    ],
  ])('the list of subgraphs had %s', async (_what, from, to) => {
    const folder = await newRepository();
    await writeGraph(join(folder, 'schema'));
    const list = textOf('supergraph.yaml');
    await write(
      folder,
      'a/supergraph.yaml',
      'subgraphs: { other: { routing_url: "http://a/", schema: { sdl: "" } } }',
    );
    await write(folder, 'latin1.yaml', Buffer.from('a: ç', 'latin1'));
    for (const file of from.slice(-1)) await write(folder, file, list);
    await commitIn(folder, 'first');
    await rm(join(folder, 'schema/supergraph.yaml'));
    await write(folder, to, list);
    await write(folder, 'schema/catalogo.graphql', 'type Query { produto(id: ID!): Int }\n');
    const { code, stdout } = await schema(folder, 'check', '--config', to);

    expect(stdout).toContain(`${to} was schema/supergraph.yaml`);
    expect(stdout).toContain('FIELD_TYPE_CHANGED');
    expect(code).toBe(1);
  });

  test('schemas in a submodule are compared with its commit then, which must be here', async () => {
    const inner = await newRepository();
    await writeGraph(inner);
    await commitIn(inner, 'first');
    const folder = await newRepository();
    const add = ['-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', inner, 'my schemas'];
    await run('git', add, { cwd: folder });
    await commitIn(folder, 'first');
    await write(folder, 'my schemas/catalogo.graphql', 'type Query { produto(id: ID!): Int }\n');
    const args = ['check', '--config', 'my schemas/supergraph.yaml'];
    const { code, stdout } = await schema(folder, ...args);
    expect(stdout).toContain('FIELD_TYPE_CHANGED');
    expect(code).toBe(1);

    // As a clone that has only the submodule's last commit.
    await rm(join(folder, '.git/modules'), { recursive: true });
    const absent = await schema(folder, ...args);
    expect(absent.stdout).toContain('BASELINE_UNKNOWN  The submodule my schemas is not here as it is in');
    expect(absent.code).toBe(1);
  });

  test('a tag that is called as the main branch', async () => {
    const folder = await newRepository();
    await writeGraph(join(folder, 'schema'));
    await commitIn(folder, 'first');
    await run('git', ['branch', '-M', 'main'], { cwd: folder });
    await run('git', ['checkout', '-q', '-b', 'change'], { cwd: folder });
    await write(folder, 'schema/catalogo.graphql', 'type Query { produto(id: ID!): Int }\n');
    await commitIn(folder, 'change');
    await run('git', ['tag', 'main'], { cwd: folder });
    const { stdout, code } = await schema(folder, 'check');

    expect(stdout).toContain('Compared with merge base with main (');
    expect(stdout).toContain('FIELD_TYPE_CHANGED');
    expect(code).toBe(1);
  });

  test('a main branch of another name, without a remote and with one that does not answer', async () => {
    const folder = await newRepository();
    await run('git', ['symbolic-ref', 'HEAD', 'refs/heads/desenvolvimento'], { cwd: folder });
    await writeGraph(join(folder, 'schema'));
    await commitIn(folder, 'first');
    const alone = await schema(folder, 'check');
    expect(alone.stdout).toContain('Compared with merge base with desenvolvimento (');

    await run('git', ['remote', 'add', 'upstream', join(folder, 'none')], { cwd: folder });
    await run('git', ['update-ref', 'refs/remotes/upstream/main', 'HEAD'], { cwd: folder });
    const far = await schema(folder, 'check');
    expect(far.stdout).toContain('Compared with merge base with upstream/main (');

    const named = await schema(folder, 'check', '--base', 'main');
    expect(named.stdout).toContain('--base upstream/main is.');
  });

  test('schemas behind links, of files and of folders', async () => {
    const folder = await newRepository();
    await writeGraph(join(folder, 'real'));
    await write(folder, 'schema/supergraph.yaml', textOf('supergraph.yaml'));
    for (const name of ['catalogo', 'clientes']) {
      await symlink(`../real/${name}.graphql`, join(folder, `schema/${name}.graphql`));
    }
    await symlink('../real', join(folder, 'schema/linked'));
    await symlink('linked/compras.graphql', join(folder, 'schema/compras.graphql'));
    await commitIn(folder, 'first');
    const changed = textOf('catalogo.graphql').replace('titulo: String!', 'titulo: String');
    await write(folder, 'real/catalogo.graphql', changed);
    const { code, stdout } = await schema(folder, 'check', '--base', 'HEAD');

    expect(stdout).toContain('api:FIELD_TYPE_CHANGED:Produto.titulo:String! -> String');
    expect(code).toBe(1);
  });

  test.each<
    [what: string, before: Record<string, string | Buffer>, change: (folder: string) => Promise<unknown>]
  >([
    [
      'their folder is deleted',
      { 'operations/q.graphql': 'query Q { a }' },
      (folder) => rm(join(folder, 'operations'), { recursive: true }),
    ],
    [
      'the file that says where they are is deleted',
      { '.graphqlrc.yml': 'documents: web/*.graphql', 'web/q.graphql': 'query Q { a }' },
      (folder) => rm(join(folder, '.graphqlrc.yml')),
    ],
    [
      'their folder and what names it are renamed',
      { '.graphqlrc.yml': 'documents: web/*.graphql', 'web/q.graphql': 'query Q { a }' },
      async (folder) => {
        await rm(join(folder, 'web'), { recursive: true });
        await write(folder, 'app/q.graphql', 'query Q { b }');
        await write(folder, '.graphqlrc.yml', 'documents: app/*.graphql');
      },
    ],
    [
      'they are behind a link to a folder',
      { 'real/q.graphql': 'query Q { a }' },
      (folder) => write(folder, 'real/q.graphql', 'query Q { b }'),
    ],
    [
      'another one of them was no UTF-8',
      {
        'operations/q.graphql': 'query Q { a }',
        'operations/r.graphql': Buffer.from('# caf\xe9\nquery R { b }', 'latin1'),
      },
      async (folder) => {
        await write(folder, 'operations/r.graphql', '# café\nquery R { b }');
        await rm(join(folder, 'operations/q.graphql'));
      },
    ],
    [
      'the contracts were no YAML',
      { 'operations/q.graphql': 'query Q { a }', 'contracts.yaml': 'contracts: [' },
      async (folder) => {
        await rm(join(folder, 'operations/q.graphql'));
        await rm(join(folder, 'contracts.yaml'));
      },
    ],
  ])('documents of the baseline count also when %s', async (_what, before, change) => {
    const folder = await newRepository();
    const files = {
      'supergraph.yaml': 'subgraphs: { s: { routing_url: http://s/, schema: { file: s.graphql } } }\n',
      's.graphql': 'type Query { a: Int b: Int }\n',
      'usage.jsonl': '',
      ...before,
    };
    for (const [name, text] of Object.entries(files)) await write(folder, name, text);
    if ('real/q.graphql' in before) await symlink('real', join(folder, 'operations'));
    await commitIn(folder, 'first');
    await write(folder, 's.graphql', 'type Query { b: Int }\n');
    await change(folder);
    const { code, stdout } = await schema(folder, 'check', '--base', 'HEAD', '--config', 'supergraph.yaml');

    expect(stdout).toContain('api:FIELD_REMOVED:Query.a');
    expect(stdout).toMatch(/\bQ\b/);
    expect(code).toBe(1);
  });

  test('documents beside one that is no UTF-8, and beside a configuration that is no YAML, are checked', async () => {
    const folder = await copyOf(plain);
    await write(folder, '.graphqlrc.yml', 'documents: [');
    await write(folder, 'schema/operations/latin.graphql', Buffer.from('# caf\xe9\nquery L { a }', 'latin1'));
    await write(folder, 'schema/operations/wrong.graphql', 'query Wrong { nope }');
    const { code, stdout } = await schema(folder, 'check', ...BASELINE);

    expect(stdout).toContain('DOCUMENTS_UNREADABLE');
    expect(stdout).toMatch(/DOCUMENT_UNREADABLE .*latin\.graphql/);
    expect(stdout).toMatch(/OPERATION_INVALID .*Wrong/);
    expect(code).toBe(1);
  });

  test('the main branch is what the remote says', async () => {
    const remote = await copyOf(repository);
    await run('git', ['switch', '-q', '-c', 'desenvolvimento', 'main'], { cwd: remote });
    const folder = await mkdtemp(join(tmpdir(), 'schema-cli-'));
    copies.push(folder);
    await run('git', ['init', '-q', folder]);
    await run('git', ['remote', 'add', 'origin', remote], { cwd: folder });
    await run('git', ['fetch', '-q', 'origin'], { cwd: folder });
    await run('git', ['checkout', '-q', 'origin/change'], { cwd: folder });
    const { stdout, code } = await schema(folder, 'check');

    expect(stdout).toContain('Compared with merge base with origin/desenvolvimento (');
    expect(code).toBe(0);
  });

  test('a shallow clone is told what to fetch', async () => {
    const remote = await copyOf(repository);
    await run('git', ['switch', '-q', 'main'], { cwd: remote });
    await run('git', [...AS_TEST, 'commit', '-q', '--allow-empty', '-m', 'later'], { cwd: remote });
    const folder = await mkdtemp(join(tmpdir(), 'schema-cli-'));
    copies.push(folder);
    const clone = [
      'clone',
      '-q',
      '--depth',
      '1',
      '--no-single-branch',
      '-b',
      'change',
      `file://${remote}`,
      folder,
    ];
    await run('git', clone);
    const { stdout, code } = await schema(folder, 'check');

    expect(stdout).toContain('this clone is shallow: `git fetch --unshallow`');
    expect(code).toBe(1);
  });
});

interface Outcome {
  code: number;
  stdout: string;
  stderr: string;
}

function schema(cwd: string, ...args: string[]): Promise<Outcome> {
  return schemaCommand(args, { cwd });
}

const copies: string[] = [];
afterAll(() => Promise.all(copies.map((folder) => rm(folder, { recursive: true, force: true }))));

async function copyOf(folder: string): Promise<string> {
  const copy = await mkdtemp(join(tmpdir(), 'schema-cli-'));
  copies.push(copy);
  await cp(folder, copy, { recursive: true });
  return copy;
}

async function writeGraph(folder: string): Promise<void> {
  for (const [file, text] of Object.entries(GRAPH)) await write(folder, file, text);
}

function textOf(file: string): string {
  return GRAPH[file] ?? '';
}

async function write(folder: string, file: string, text: string | Buffer): Promise<void> {
  await mkdir(join(folder, file, '..'), { recursive: true });
  await writeFile(join(folder, file), text);
}

async function newRepository(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'schema-cli-'));
  copies.push(folder);
  await run('git', ['init', '-q', '-b', 'main'], { cwd: folder });
  return folder;
}

async function commitIn(folder: string, message: string): Promise<void> {
  await run('git', ['add', '-A'], { cwd: folder });
  await run('git', [...AS_TEST, 'commit', '-q', '-m', message], { cwd: folder });
}

async function git(...args: string[]): Promise<void> {
  await run('git', [...AS_TEST, ...args], { cwd: repository });
}

async function commit(message: string): Promise<void> {
  await git('add', '-A');
  await git('commit', '-q', '-m', message);
}
