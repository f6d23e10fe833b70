import { rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { BASELINE, commitIn, git, graphFolders, write } from '../tests/support/commands/graph-folders.ts';
import { schemaCommand } from '../tests/support/commands/schema-command.ts';

const folders = graphFolders();
const schema = (cwd: string, ...args: string[]) => schemaCommand(args, { cwd });

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
    const folder = await folders.plain();
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
    const folder = await folders.plain();
    await rm(join(folder, file), { recursive: true, force: true });
    await symlink('nowhere', join(folder, file));
    const { code, stdout } = await schema(folder, 'check', ...BASELINE);

    expect(stdout).toContain(`${finding}  ${file} `);
    expect(code).toBe(1);
  });

  test('of what a subgraph that cannot be read keeps from being checked', async () => {
    const folder = await folders.plain();
    await write(folder, 'schema/catalogo.graphql', 'type Query {');
    const { stdout } = await schema(folder, 'check', ...BASELINE);

    for (const section of ['Composition', 'Changes', 'Lint'])
      expect(stdout).toMatch(new RegExp(`^${section}: .*not (all of it was )?checked$`, 'm'));
    expect(stdout).toContain('Operations: nothing to report\n');
  });

  test('a ref that git does not know', async () => {
    const { code, stdout } = await schema(await folders.repository(), 'check', '--base', 'no-such-branch');

    expect(stdout).toContain('"no-such-branch" is neither a file nor a commit');
    expect(code).toBe(1);
  });

  test.each([
    ['a file', 'old/supergraph.yaml', '`refs/heads/` before a name means the branch'],
    ['a commit', 'HEAD', 'Name a commit by --base in which it can be read.'],
  ])(
    'a baseline that cannot be read at all, in %s: nothing was compared, which does not pass',
    async (_what, base, todo) => {
      const folder = await folders.repository();
      await write(folder, 'schema/supergraph.yaml', 'subgraphs: [');
      await write(folder, 'old/supergraph.yaml', 'subgraphs: [');
      await commitIn(folder, 'broken');
      await git(folder, 'checkout', '-q', 'HEAD^', '--', 'schema/supergraph.yaml');
      const { code, stdout } = await schema(folder, 'check', '--base', base);

      expect(stdout).toContain('BASELINE_UNREADABLE');
      expect(stdout).toContain('Nothing was compared');
      expect(stdout).toContain(todo);
      expect(code).toBe(1);
    },
  );

  test('a baseline that does not compose, which the change mends', async () => {
    const folder = await folders.plain();
    await write(folder, 'old/catalogo.graphql', 'type Query { a: Nothing }');
    const { code, stdout } = await schema(folder, 'check', '--base', 'old/supergraph.yaml');

    expect(stdout).toContain('BASELINE_DOES_NOT_COMPOSE');
    expect(code).toBe(0);
  });

  test('the same where the only subgraph has a syntax error there, with the documents of the baseline', async () => {
    const folder = await folders.newRepository();
    await write(
      folder,
      'supergraph.yaml',
      'subgraphs: { x: { routing_url: http://x, schema: { file: x.graphql } } }\n',
    );
    await write(folder, 'x.graphql', 'type Query { a: Int ');
    await write(folder, 'operations/old.graphql', 'query Old { gone }');
    await commitIn(folder, 'broken');
    await write(folder, 'x.graphql', 'type Query { a: Int }');
    await write(folder, 'operations/old.graphql', 'query New { a }');
    const { code, stdout } = await schema(folder, 'check', '--base', 'HEAD');

    expect(stdout).toContain('! BASELINE_DOES_NOT_COMPOSE');
    expect(stdout).toContain('x.graphql:1:21: Syntax Error');
    expect(stdout).toContain('Changes: not checked');
    expect(stdout).toContain('! OPERATION_INVALID  Old');
    expect(code).toBe(0);
  });
});
