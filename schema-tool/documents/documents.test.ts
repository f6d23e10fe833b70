import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { print } from 'graphql';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readDocumentFiles } from './document-files.ts';
import { operationsOf } from './document-operations.ts';
import { configuredDocuments } from './graphql-config.ts';
import { atTheirLines } from './tagged-documents.ts';

let folder: string;
let home: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'documents-'));
  home = process.cwd();
  process.chdir(folder);
});
afterEach(async () => {
  process.chdir(home);
  await rm(folder, { recursive: true });
});

async function write(files: Record<string, string>): Promise<void> {
  for (const [file, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeFile(join(folder, file), text);
  }
}

async function read(path: string) {
  const { operations, problems } = operationsOf(await readDocumentFiles(path), 'document');
  return {
    operations: operations.map(({ name, file, line, document }) => ({
      at: `${name} ${file}:${line}`,
      text: print(document).replace(/\s+/g, ' '),
    })),
    problems: problems.map(({ message }) => message),
  };
}

test('tagged documents of programs stand at their own lines, fragments of other files with them', async () => {
  await write({
    'src/user.tsx': `import { gql } from '@apollo/client';
const part: string = 'no document';
export const Card = () => <p>{part}</p>;
export const USER = gql\`
  query User($id: ID!) {
    user(id: $id) { ...Card }
  }
  \${CARD}
\`;
const OTHER = gql\`query Other { a }\`; const THIRD = gql\`query Third { b }\`;
`,
    'src/card.js': 'const CARD = gql`fragment Card on User { name }`;',
    'src/preset.ts':
      'const DOC = graphql(`\n  query Preset { c }\n`);\nconst generic = /* GraphQL */ `query Commented { d }`;',
    'src/types.d.ts': 'declare const x: gql`query Never { a }`;',
    'src/other.ts': 'export const graphql = (text: string) => text; graphql("query Never { a }");',
    'src/node_modules/x/index.js': 'gql`query Never { a }`',
  });

  expect(await read('src')).toEqual({
    operations: [
      { at: 'Preset src/preset.ts:2', text: 'query Preset { c }' },
      { at: 'Commented src/preset.ts:4', text: 'query Commented { d }' },
      {
        at: 'User src/user.tsx:5',
        text: 'query User($id: ID!) { user(id: $id) { ...Card } } fragment Card on User { name }',
      },
      { at: 'Other src/user.tsx:10', text: 'query Other { a }' },
      { at: 'Third src/user.tsx:10', text: 'query Third { b }' },
    ],
    problems: [],
  });
});

test('tags with other names are found, and what looks like a document and is not found is told', async () => {
  await write({
    'src/as.ts': 'import { gql as q } from "@apollo/client";\nq`query As { a }`;',
    'src/default.ts': 'import q from "graphql-tag";\nq`query Default { a }`;',
    'src/types.ts': 'gql<Query<A>, Vars>`query Types { a }`;',
    'src/comment.ts': 'gql(\n// why\n`query Comment { a }`);',
    'src/space.ts': 'import * as apollo from "@apollo/client";\n\napollo.gql`query Space { a }`;',
    'src/own.ts': 'import { q } from "./graphql";\nq`\n  query Own($a: Int) { a }`;',
    'src/none.ts': 'import { parse } from "graphql";\nparse(`type A { b: Int }`);',
  });
  const { operations, problems } = await read('src');

  expect(operations.map(({ at }) => at)).toEqual([
    'As src/as.ts:2',
    'Comment src/comment.ts:3',
    'Default src/default.ts:2',
    'Types src/types.ts:1',
  ]);
  expect(problems).toEqual([
    expect.stringMatching(/^src\/own\.ts:2: looks like a document/),
    expect.stringMatching(/^src\/space\.ts:3: looks like a document/),
  ]);
});

test('each tag has its own fragments first, and what says a fragment twice is told', async () => {
  await write({
    'src/two.ts': [
      'gql`query One { ...Card } fragment Card on Query { a }`;',
      'gql`query Two { ...Card } fragment Card on Query { b }`;',
      'gql`query Three { ...Part }`;',
      'gql`fragment Part on Query { c }`;',
    ].join('\n'),
    'src/part.ts': 'gql`fragment Part on Query { d }`;',
    'src/twice.graphql': 'query Twice { ...Own }\nfragment Own on Query { a }\nfragment Own on Query { a }',
    'src/page.astro': '---\nconst a = gql`query Page { a }`;\n---\n',
  });
  const { operations, problems } = await read('src');

  expect(operations.map(({ text }) => text)).toEqual([
    'query Twice { ...Own } fragment Own on Query { a }',
    'query One { ...Card } fragment Card on Query { a }',
    'query Two { ...Card } fragment Card on Query { b }',
    'query Three { ...Part } fragment Part on Query { c }',
  ]);
  expect(problems).toEqual([
    expect.stringContaining('"@astrojs/compiler" package'),
    expect.stringContaining(
      'which fragment Own is meant? There are several as near: src/twice.graphql:2, src/twice.graphql:3',
    ),
  ]);
});

test('documents of a component stand at its own lines, whatever a compiler makes of it', () => {
  const code =
    '<template>\n</template>\n<script setup>\nconst a = gql`\n  query A { a }`;\nconst b = gql`query A { a }`;\n</script>\n';

  expect(atTheirLines(code, ['\n  query A { a }', 'query A { a }', 'query Elsewhere { a }'])).toEqual([
    `${'\n'.repeat(4)}query A { a }`,
    `${'\n'.repeat(5)}query A { a }`,
    'query Elsewhere { a }',
  ]);
});

test('a program or a document with a syntax error is told with its line, and the others are read', async () => {
  await write({
    'src/broken.ts': 'const a = ;\nconst b = gql`query B { b }`;',
    'src/document.ts': '\n\nconst c = gql`query C {`;',
    'src/good.ts': 'gql`query Good { a }`;',
  });
  const { operations, problems } = await read('src');

  expect(operations.map(({ at }) => at)).toEqual(['Good src/good.ts:1']);
  expect(problems).toEqual([
    expect.stringMatching(/^src\/broken\.ts:1: /),
    expect.stringMatching(/^src\/document\.ts:3: Syntax Error/),
  ]);
});

test('manifests of persisted documents: each document has its own fragments', async () => {
  const apollo = {
    format: 'apollo-persisted-query-manifest',
    version: 1,
    operations: [
      { id: 'a1', name: 'A', type: 'query', body: 'query A {\n  ...F # why\n}\nfragment F on Query { one }' },
      { id: 'b2', name: 'B', type: 'query', body: 'query B { ...F } fragment F on Query { two }' },
    ],
  };
  await write({
    'web/persisted-query-manifest.json': JSON.stringify(apollo, null, 2),
    'web/manifest.json': '{ "name": "an app, and no documents" }',
    'relay.json': JSON.stringify({ c3: 'query C { three }' }),
    'foreign.json': '{ "name": "nothing" }',
  });

  expect(await read('web')).toEqual({
    operations: [
      {
        at: 'A web/persisted-query-manifest.json:6',
        text: 'query A { ...F } fragment F on Query { one }',
      },
      {
        at: 'B web/persisted-query-manifest.json:12',
        text: 'query B { ...F } fragment F on Query { two }',
      },
    ],
    problems: [],
  });
  expect((await read('relay.json')).operations).toEqual([
    { at: 'C relay.json:1', text: 'query C { three }' },
  ]);
  expect((await read('foreign.json')).problems).toEqual([
    expect.stringContaining('foreign.json:1: no manifest of persisted documents'),
  ]);
});

test('all that is wrong with a manifest is told at its place', async () => {
  const operations = [{ id: 'a', body: 'query A { a }' }, { id: 7, body: 'query B { b }' }, 'c', { id: 'd' }];
  await write({
    'manifest.json': JSON.stringify({ format: 'apollo-persisted-query-manifest', operations }, null, '\t'),
    'relay.json': '{ "a": "query A { a }",\n  "b": 1, "constructor": "c", "c": "query C { c }" }',
    'syntax.json': '{\n  "a": "query A { a }",\n}',
    'web/manifest.json': '{ "name": "query", "short_name": 7 }',
  });

  expect((await read('manifest.json')).problems).toEqual([
    'manifest.json:9:10: operations.2.id: expected a text.',
    'manifest.json:12:3: operations.3: expected id, body.',
    'manifest.json:13:3: operations.4.body: expected a text.',
  ]);
  expect((await read('relay.json')).problems).toEqual([
    'relay.json:2:8: b: expected the text of a document.',
    'relay.json:2:26: constructor: expected the text of a document.',
  ]);
  const { problems } = operationsOf(await readDocumentFiles('syntax.json'), 'document');
  expect(problems).toEqual([
    {
      code: 'DOCUMENT_UNREADABLE',
      severity: 'error',
      file: 'syntax.json',
      line: 3,
      message: expect.stringMatching(/^syntax\.json:3:1: not valid JSON: /),
    },
  ]);
  expect(await read('web')).toEqual({ operations: [], problems: [] });
});

test('patterns of the GraphQL configuration', async () => {
  await write({
    '.graphqlrc.yml':
      'projects:\n  a: { documents: ["./app/**/*.{graphql,ts}"] }\n  b: { documents: more/b.graphql }\n',
    'app/deep/a.graphql': 'query A { a }',
    'app/b.ts': 'gql`query B { b }`',
    'app/c.js': 'gql`query C { c }`',
    'more/b.graphql': 'query D { d }',
  });
  const [pattern = '', file = '', ...others] = await configuredDocuments();

  expect(others).toEqual([]);
  expect((await read(pattern)).operations.map(({ at }) => at)).toEqual([
    'B app/b.ts:1',
    'A app/deep/a.graphql:1',
  ]);
  expect((await read(file)).operations).toHaveLength(1);
  await write({ '.graphqlrc.yml': 'documents: { a: b }\nprojects:\n  constructor: { documents: [c, 1] }\n' });
  await expect(configuredDocuments()).rejects.toThrow(
    [
      '.graphqlrc.yml:1:12: documents: expected paths or patterns of files.',
      '.graphqlrc.yml:3:33: projects.constructor.documents.2: expected a text.',
    ].join('\n'),
  );
  await write({ '.graphqlrc.yml': 'schema: s.graphql\n' });
  expect(await configuredDocuments()).toEqual([]);
});

test('the configuration is that of the nearest folder above, up to the root of the repository', async () => {
  await write({
    '.graphqlrc.yml': 'documents: outside/*.graphql',
    'repo/.git': 'gitdir: elsewhere',
    'repo/.graphqlrc.yml':
      'documents: ["./web/**/*.graphql", "graph/own/*.graphql", "!web/gen/**"]\nexclude: graph/own/old.graphql',
    'repo/graph/readme.md': '',
  });
  process.chdir(join(folder, 'repo/graph'));
  expect(await configuredDocuments()).toEqual([
    '../web/**/*.graphql',
    'own/*.graphql',
    '!../web/gen/**',
    '!own/old.graphql',
  ]);
  await write({ 'repo/web/src/q.graphql': 'query Q { a }' });
  expect((await read('../web/**/*.graphql')).operations).toEqual([
    { at: 'Q ../web/src/q.graphql:1', text: 'query Q { a }' },
  ]);

  await write({ 'repo/graph/package.json': '{ "graphql": { "documents": "here/*.graphql" } }' });
  expect(await configuredDocuments()).toEqual(['here/*.graphql']);
  // Of another package's version of graphql nothing is said.
  await write({ 'repo/graph/package.json': '{ "dependencies": { "graphql": "16" } }' });
  expect(await configuredDocuments()).toHaveLength(4);

  // Without a repository, what is above is somebody else's.
  await rm(join(folder, 'repo/.git'));
  expect(await configuredDocuments()).toEqual([]);
});

test('a link that leads nowhere is told: a document an error, what may be a folder a warning', async () => {
  await write({ 'web/a.graphql': 'query A { a }', 'web/deep/b.ts': '' });
  const links = ['gone.graphql', 'gone.json', 'deep/gone.ts', 'shared', '.#a.graphql', 'readme.md'];
  for (const link of links) await symlink('../nowhere', join(folder, 'web', link));
  const told = async (path: string) => {
    const { operations, problems } = operationsOf(await readDocumentFiles(path), 'document');
    expect(operations).toHaveLength(path.endsWith('ts') ? 0 : 1);
    return problems.map(({ severity, message }) => `${severity} ${message}`);
  };

  const folderGone =
    'warning web/shared is a link that leads nowhere: documents of a folder there are not known.';
  expect(await told('web')).toEqual([
    'error web/deep/gone.ts is a link that leads nowhere.',
    'error web/gone.graphql is a link that leads nowhere.',
    folderGone,
  ]);
  expect(await told('web/**/*.ts')).toEqual([
    'error web/deep/gone.ts is a link that leads nowhere.',
    folderGone,
  ]);
  expect(await told('web/*.graphql')).toEqual(['error web/gone.graphql is a link that leads nowhere.']);
});
