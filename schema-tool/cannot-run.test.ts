import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { BASELINE, GRAPH, graphFolders, write } from '../tests/support/commands/graph-folders.ts';
import { schemaCommand } from '../tests/support/commands/schema-command.ts';

const folders = graphFolders();
const schema = (cwd: string, ...args: string[]) => schemaCommand(args, { cwd });

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
      'a configuration that is not there',
      {},
      ['check', '--config', 'none.yaml'],
      'none.yaml cannot be read (ENOENT): name your list of subgraphs by --config, or have one written by `graph-schema init`.',
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
    const folder = await folders.plain();
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
    const folder = await folders.plain();
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
    const folder = await folders.plain();
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
    const printed = ['--format', 'github', '--format', 'junit', '--out', 'check.xml'];
    const { code, stdout, stderr } = await schema(folder, 'check', ...formats, ...printed);

    expect(code).toBe(2);
    expect(stderr).toContain('lists no subgraphs');
    expect(stdout).toMatch(/^::error [^\n]*title=CANNOT_CHECK::[^\n]*lists no subgraphs[^\n]*\n$/);
    expect(await readFile(join(folder, 'check.md'), 'utf8')).toContain('Schema checks could not be made');
    const sarif = JSON.parse(await readFile(join(folder, 'check.sarif'), 'utf8'));
    expect(sarif.runs[0].invocations).toEqual([{ executionSuccessful: false }]);
    expect(await readFile(join(folder, 'check.xml'), 'utf8')).toContain('failures="0" errors="1"');
  });
});
