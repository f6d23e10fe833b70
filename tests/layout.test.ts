import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { loadSubgraphs, subgraphNames } from '../dev/subgraphs.ts';

const { subgraphs } = parse(readFileSync('schema/supergraph.yaml', 'utf8')) as {
  subgraphs: Record<string, { routing_url: string; schema: { file: string } }>;
};
const names = await subgraphNames();
const SAME_IN_ALL = [
  'context.ts',
  'fixtures.ts',
  'main.ts',
  'migrations',
  'resolvers.ts',
  'schema.graphql',
  'schema.mappers.ts',
  'schema.resolvers.ts',
  'schema.types.ts',
  'subgraph.ts',
];

const folders = readdirSync('subgraphs', { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

test('supergraph.yaml lists the folders of subgraphs/, what the router answers itself, and nothing else', () => {
  expect([...names].sort()).toEqual(folders.sort());
  const others = Object.entries(subgraphs).filter(([name]) => !names.includes(name));
  expect(others.map(([name, { routing_url }]) => [name, routing_url])).toEqual([['nodes', 'router:nodes']]);
});

test.each(names)('%s has the shape that all subgraphs have', async (name) => {
  const files = readdirSync(`subgraphs/${name}`);

  expect(SAME_IN_ALL.filter((file) => !files.includes(file))).toEqual([]);
  expect(files.filter((file) => file.endsWith('-store.ts')).length).toBeGreaterThan(0);
  expect(files.filter((file) => file.endsWith('-input.ts')).length).toBeGreaterThan(0);
  expect(subgraphs[name]?.schema.file).toBe(`../subgraphs/${name}/schema.graphql`);
  const definition = (await loadSubgraphs()).find((subgraph) => subgraph.name === name);
  // Each of them writes, and may be read from replicas: docs/decisions/0040.
  expect(definition?.tables.map((table) => table.name)).toContain('transacao');
});

const PAGES = [
  'README.md',
  'README.pt-BR.md',
  'CONTRIBUTING.md',
  ...markdownIn('docs'),
  ...markdownIn('platform'),
  ...markdownIn('router'),
  ...markdownIn('subgraphs'),
  ...markdownIn('schema-tool').filter((page) => !page.includes('/dist/')),
  ...[
    'access-format',
    'backup',
    'bench',
    'console',
    'deploy',
    'dev',
    'examples',
    'explorer',
    'schema',
    'tests',
    'usage-format',
  ].map((part) => `${part}/README.md`),
  'dev/generate/README.md',
  'dev/mysql/README.md',
  'dev/seed/README.md',
];

test.each(PAGES)('%s shows only commands that there are, and links only to what there is', (page) => {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };
  const text = readFileSync(page, 'utf8');
  const shown = [...text.matchAll(/npm run ([a-z:]+)/g)].map(([, script]) => script ?? '');

  expect(shown.filter((script) => !(script in scripts))).toEqual([]);
  // The package of the schema tool has copies of pages of docs/.
  const linked = [...text.matchAll(/\]\((?!http|#)([^)#]+)(?:#[^)]*)?\)/g)].map(([, path = '']) =>
    path.replace(/^dist\/docs\//, '../docs/'),
  );
  expect(linked.filter((path) => !existsSync(join(dirname(page), path)))).toEqual([]);
});

function markdownIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.md'))
    .map((file) => `${folder}/${file}`);
}
