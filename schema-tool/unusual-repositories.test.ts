import { cp, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  BASELINE,
  commitIn,
  GRAPH,
  git,
  graphFolders,
  write,
  writeGraph,
} from '../tests/support/commands/graph-folders.ts';
import { schemaCommand } from '../tests/support/commands/schema-command.ts';
import type { Finding } from './check/finding.ts';

const folders = graphFolders();
const schema = (cwd: string, ...args: string[]) => schemaCommand(args, { cwd });

describe('situations that are none of an error:', () => {
  test('documents with comments only, no folder of documents, and fragments of the same name in several folders', async () => {
    const folder = await folders.plain();
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
    const folder = await folders.plain();
    await write(folder, 'graphql.config.ts', 'throw new Error("run");');
    const { code, stdout } = await schema(folder, 'check', ...BASELINE);
    expect(stdout).toContain('! CONFIG_NOT_READ  graphql.config.ts is not read');
    expect(code).toBe(0);
    const named = await schema(folder, 'check', ...BASELINE, '--operations', 'schema/operations');
    expect(named.stdout).not.toContain('CONFIG_NOT_READ');
  });

  test('files of every kind as editors on Windows save them: with a byte order mark and CRLF', async () => {
    const folder = await folders.plain();
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
    const folder = await folders.newRepository();
    await write(folder, 'readme.md', 'nothing yet');
    await commitIn(folder, 'first');
    await writeGraph(join(folder, 'schema'));
    const added = await schema(folder, 'check', '--base', 'HEAD');
    expect(added.stdout).toContain('BASELINE_ABSENT');
    expect(added.code).toBe(0);

    await commitIn(folder, 'second');
    await git(folder, 'mv', 'schema', 'graph');
    const moved = await schema(folder, 'check', '--base', 'HEAD', '--config', 'graph/supergraph.yaml');
    expect(moved.stdout).toContain('BASELINE_MOVED');
    expect(moved.stdout).toContain('Changes: nothing to report');
    expect(moved.code).toBe(0);
  });

  test('the first change that adds another graph, whose list is called as the one that stays', async () => {
    const folder = await folders.repository();
    await write(
      folder,
      'other/supergraph.yaml',
      'subgraphs: { x: { routing_url: http://x, schema: { file: x.graphql } } }\n',
    );
    await write(folder, 'other/x.graphql', 'type Query { other: Int }\n');
    const { code, stdout } = await schema(
      folder,
      'check',
      '--base',
      'HEAD',
      '--config',
      'other/supergraph.yaml',
    );

    expect(stdout).toContain('BASELINE_ABSENT');
    expect(code).toBe(0);
  });

  test('documents that the configuration takes away again, in the baseline too', async () => {
    const folder = await folders.plain();
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
    const folder = await folders.newRepository();
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
    const folder = await folders.newRepository();
    await writeGraph(join(folder, 'schema'));
    const list = GRAPH['supergraph.yaml'] ?? '';
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
    const inner = await folders.newRepository();
    await writeGraph(inner);
    await commitIn(inner, 'first');
    const folder = await folders.newRepository();
    const add = ['-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', inner, 'my schemas'];
    await git(folder, ...add);
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
    const folder = await folders.newRepository();
    await writeGraph(join(folder, 'schema'));
    await commitIn(folder, 'first');
    await git(folder, 'branch', '-M', 'main');
    await git(folder, 'checkout', '-q', '-b', 'change');
    await write(folder, 'schema/catalogo.graphql', 'type Query { produto(id: ID!): Int }\n');
    await commitIn(folder, 'change');
    await git(folder, 'tag', 'main');
    const { stdout, code } = await schema(folder, 'check');

    expect(stdout).toContain('Compared with merge base with main (');
    expect(stdout).toContain('FIELD_TYPE_CHANGED');
    expect(code).toBe(1);
  });

  test('a main branch of another name, without a remote and with one that does not answer', async () => {
    const folder = await folders.newRepository();
    await git(folder, 'symbolic-ref', 'HEAD', 'refs/heads/desenvolvimento');
    await writeGraph(join(folder, 'schema'));
    await commitIn(folder, 'first');
    const alone = await schema(folder, 'check');
    expect(alone.stdout).toContain('Compared with merge base with desenvolvimento (');

    await git(folder, 'remote', 'add', 'upstream', join(folder, 'none'));
    await git(folder, 'update-ref', 'refs/remotes/upstream/main', 'HEAD');
    const far = await schema(folder, 'check');
    expect(far.stdout).toContain('Compared with merge base with upstream/main (');

    const named = await schema(folder, 'check', '--base', 'main');
    expect(named.stdout).toContain('--base upstream/main is.');
  });

  test('schemas behind links, of files and of folders', async () => {
    const folder = await folders.newRepository();
    await writeGraph(join(folder, 'real'));
    await write(folder, 'schema/supergraph.yaml', GRAPH['supergraph.yaml'] ?? '');
    for (const name of ['catalogo', 'clientes']) {
      await symlink(`../real/${name}.graphql`, join(folder, `schema/${name}.graphql`));
    }
    await symlink('../real', join(folder, 'schema/linked'));
    await symlink('linked/compras.graphql', join(folder, 'schema/compras.graphql'));
    await commitIn(folder, 'first');
    const changed = (GRAPH['catalogo.graphql'] ?? '').replace('titulo: String!', 'titulo: String');
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
    const folder = await folders.newRepository();
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
    const folder = await folders.plain();
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
    const remote = await folders.repository();
    await git(remote, 'switch', '-q', '-c', 'desenvolvimento', 'main');
    const folder = await folders.empty();
    await git(folder, 'init', '-q');
    await git(folder, 'remote', 'add', 'origin', remote);
    await git(folder, 'fetch', '-q', 'origin');
    await git(folder, 'checkout', '-q', 'origin/change');
    const { stdout, code } = await schema(folder, 'check');

    expect(stdout).toContain('Compared with merge base with origin/desenvolvimento (');
    expect(code).toBe(0);
  });

  test('a shallow clone is told what to fetch', async () => {
    const remote = await folders.repository();
    await git(remote, 'switch', '-q', 'main');
    await git(remote, 'commit', '-q', '--allow-empty', '-m', 'later');
    const folder = await folders.empty();
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
    await git(remote, ...clone);
    const { stdout, code } = await schema(folder, 'check');

    expect(stdout).toContain('this clone is shallow: `git fetch --unshallow`');
    expect(code).toBe(1);
  });
});
