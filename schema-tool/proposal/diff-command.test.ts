import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { schemaCommand } from '../../tests/support/commands/schema-command.ts';

const CONFIG = 'subgraphs:\n  a: { routing_url: "http://a/", schema: { file: a.graphql } }\n';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'schema-diff-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test('the changes by severity and type, for people', async () => {
  const { stdout, code } = await diff(
    'type Query { p: P } type P { id: ID! old: Int kept: Int }',
    'type Query { p: P } type P { id: ID! kept: String new: E } enum E { ONE }',
  );

  expect(stdout).toBe(
    [
      'Compared with old/supergraph.yaml: 2 breaking, 0 dangerous, 2 safe change(s).',
      '',
      'Breaking',
      '  P',
      "    ✗ Field 'old' was removed from object type 'P'.",
      "    ✗ Field 'P.kept' changed type from 'Int' to 'String'.",
      '',
      'Safe',
      '  P',
      "    · Field 'new' was added to object type 'P'.",
      '  E',
      "    · Type 'E' was added.",
      '',
    ].join('\n'),
  );
  expect(code).toBe(0);
});

test('the part of the graph that changed as a picture, in Markdown', async () => {
  await diff(
    'type Query { p: P } type P { id: ID! s: S kept: Int } type S { v: Int } type T { p: P }',
    'type Query { p: P } type P { id: ID! kept: String n: N } type N { p: P } type T { p: P }',
  );
  const { stdout } = await command('--format', 'markdown', '--out', 'reports/diff.md');
  expect(stdout).toBe('');
  const text = await readFile(join(folder, 'reports/diff.md'), 'utf8');
  const picture = /```mermaid\n([\s\S]*?)\n```/.exec(text)?.[1] ?? '';

  expect(picture.split('\n')).toEqual([
    'flowchart LR',
    '  t0["P<br/>removed s: S<br/>changed kept: Int → String<br/>added n: N"]:::changed',
    '  t1["S (removed)"]:::removed',
    '  t2["N (added)"]:::added',
    '  t0 -.->|"removed s"| t1',
    '  t0 ==>|"added n"| t2',
    '  t2 ==>|"added p"| t0',
    expect.stringMatching(/^ {2}classDef added /),
    expect.stringMatching(/^ {2}classDef removed /),
    expect.stringMatching(/^ {2}classDef changed /),
  ]);
  expect(text).toContain('### Breaking\n\n**P**\n\n- ');
});

test('names and default values with signs of Mermaid and Markdown stay text', async () => {
  const { stdout } = await diff(
    'type Query { p(a: String = "a"): Int }',
    'type Query { p(a: String = "<b>|x`"): Int }',
    '--format',
    'markdown',
  );

  expect(stdout).toContain('&lt;b>\\|x\\`');
  expect(stdout).toContain('t0["Query<br/>changed p: Int"]:::changed');
});

test('what no client sees is told of the subgraph, nothing says so, JSON is for programs', async () => {
  const link =
    'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable"])\n';
  const { stdout } = await diff(
    `${link}type Query { p: P } type P @key(fields: "id") { id: ID! }`,
    `${link}type Query { p: P } type P @key(fields: "id") @shareable { id: ID! }`,
  );
  expect(stdout).toContain('P (a only)');

  const same = 'type Query { p: Int }';
  expect((await diff(same, same)).stdout).toContain('nothing changed');
  expect(JSON.parse((await command('--format', 'json')).stdout)).toEqual({
    version: 1,
    baseline: 'old/supergraph.yaml',
    problems: [],
    changes: [],
  });
});

test('what cannot be compared is told in a line', async () => {
  const { code, stderr } = await diff('type Query { p: Int }', 'type Query { p: Nothing }');

  expect(stderr).toContain('The subgraphs do not compose');
  expect(code).toBe(2);
});

test.each(['a.graphql', 'approvals.yaml', 'old/supergraph.yaml', 'old/../old/a.graphql'])(
  'a proposal does not take the place of %s, which is read',
  async (file) => {
    const before = 'type Query { p: Int }';
    await writeFile(join(folder, 'approvals.yaml'), 'approvals: []\n');
    await diff(before, before);
    const text = await readFile(join(folder, file), 'utf8');
    const { code, stderr } = await command('--format', 'markdown', '--out', file);

    expect(stderr).toContain(`${file} is a file that is read`);
    expect(code).toBe(2);
    expect(await readFile(join(folder, file), 'utf8')).toBe(text);
  },
);

async function diff(before: string, after: string, ...args: string[]) {
  const files = {
    'old/a.graphql': before,
    'a.graphql': after,
    'supergraph.yaml': CONFIG,
    'old/supergraph.yaml': CONFIG,
  };
  for (const [file, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeFile(join(folder, file), text);
  }
  return await command(...args);
}

function command(...args: string[]) {
  return schemaCommand(['diff', '--base', 'old/supergraph.yaml', ...args], { cwd: folder });
}
