import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, normalize } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { loadSubgraphs, subgraphNames } from '../platform/subgraph/listed-subgraphs.ts';

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

/** What git has or would add. */
const FILES = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
  encoding: 'utf8',
})
  .split('\0')
  // Deleted and not committed yet.
  .filter((file) => file !== '' && existsSync(file));
const PAGES = FILES.filter((file) => file.endsWith('.md'));

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

test.each(PAGES)('%s links only to headings that there are', (page) => {
  const broken = [...proseOf(page).matchAll(/\]\((?!http)([^)#\s]*)#([^)\s]+)\)/g)].filter(
    ([, path = '', anchor = '']) => {
      const target = path === '' ? page : join(dirname(page), path.replace(/^dist\/docs\//, '../docs/'));
      return target.endsWith('.md') && !anchorsOf(target).has(anchor);
    },
  );

  expect(broken.map(([link]) => link)).toEqual([]);
});

const NAMES = new Set(FILES.map((file) => basename(file)));
const FOLDERS = new Set(FILES.flatMap((file) => foldersOf(file)));
const PARTS = [...FOLDERS].filter((folder) => !folder.includes('/'));
const SOURCE = /\.(ts|tsx|mjs|cjs)$/;
/** From the root, with or without what a file's name ends with; in a release, what it was compiled to. */
const PATH = new RegExp(`(?<![\\w./-])(?:dist/)?((?:${PARTS.join('|')})/[\\w./-]*\\w)`, 'g');
const FILE_NAME = /(?<![\w./-])[a-z][\w-]*(?:\.[\w-]+)*\.(?:ts|tsx|mjs|cjs)\b/g;
/** From a page, in the folders around it. */
const FROM_HERE = /(?<![\w./-])(?:\.\.\/)+[\w./-]*\w/g;
/** Of another repository than this one. */
const ELSEWHERE = 'docs/adopting-schema-checks.md';
/** What is there only when it has been made, or is made by the reader. */
const MADE = /^(console\/built|bench\/\.(build|data)|schema\/usage\.jsonl|subgraphs\/avaliacoes)/;
/** Tells what was at its time. */
const HISTORY = 'CHANGELOG.md';

test('records of decisions are numbered without gaps, and each is in the list of them', () => {
  const records = FILES.filter((file) => /^docs\/decisions\/\d{4}-/.test(file)).sort();
  const list = readFileSync('docs/decisions/README.md', 'utf8');

  expect(records.map((file) => Number(file.slice('docs/decisions/'.length).slice(0, 4)))).toEqual(
    records.map((_, at) => at + 1),
  );
  expect(
    [...list.matchAll(/^- \[(\d{4})\]\((\1-[a-z0-9-]+\.md)\): /gm)].map(
      ([, , name]) => `docs/decisions/${name}`,
    ),
  ).toEqual(records);
});

test('pages, comments and records of decisions name only files and folders that there are', () => {
  const files = FILES.filter((file) => /\.(md|ya?ml|sh|graphql)$/.test(file) || SOURCE.test(file));
  const written = files.filter(
    (file) => file !== HISTORY && !/\.test\.ts$|^schema-tool\/check\/scenarios\//.test(file),
  );

  expect(written.length).toBeGreaterThan(1_000);
  expect(written.flatMap((file) => missingIn(file).map((name) => `${file}: ${name}`))).toEqual([]);
});

/** One name is one thing: whoever looks for it, or has it imported by an editor, finds no other. */
const EXPORTED = /^export (?:async )?(?:function\*?|const|class) (\w+)/gm;
/** Parts of which others are built; the console, the examples, tests and the bench have words of their own. */
const PRODUCT =
  /^(platform|backup|subgraphs|router|usage-format|access-format|operation-cost|schema-tool|dev)\//;

const EXPORTING = FILES.filter(
  (file) => PRODUCT.test(file) && /\.ts$/.test(file) && !/\.test\.ts$/.test(file),
);

test('no two files of the product export a function, class or constant of the same name', () => {
  const places = new Map<string, Set<string>>();
  for (const file of EXPORTING) {
    // Subgraphs have files of the same names that export the same names: docs/another-subgraph.md.
    const place = file.replace(/^subgraphs\/[^/]+\//, 'subgraphs/');
    for (const [, name = ''] of readFileSync(file, 'utf8').matchAll(EXPORTED))
      places.set(name, (places.get(name) ?? new Set()).add(place));
  }

  expect(places.size).toBeGreaterThan(1_000);
  expect([...places].filter(([, files]) => files.size > 1).map(([name, files]) => [name, ...files])).toEqual(
    [],
  );
});

test('what a file of the product exports another file uses', () => {
  const users = new Map<string, Set<string>>();
  for (const file of FILES.filter((one) => SOURCE.test(one)))
    for (const [word] of readFileSync(file, 'utf8').matchAll(/\w+/g))
      users.set(word, (users.get(word) ?? new Set()).add(file));
  const unused = EXPORTING.flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(EXPORTED)]
      .map(([, name = '']) => name)
      .filter((name) => users.get(name)?.size === 1)
      .map((name) => `${file}: ${name}`),
  );

  expect(unused).toEqual([]);
});

test('what other gateways of the bench import of this project by a path put together is there', () => {
  const imported = FILES.filter((file) => file.startsWith('bench/peers/')).flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/\$\{BENCH_CODE\}\/([\w/-]+)\.js/g)].map(
      ([, path]) => `${path}.ts`,
    ),
  );

  expect(imported.length).toBeGreaterThan(3);
  expect(imported.filter((file) => !FILES.includes(file))).toEqual([]);
});

/** What a file names and is nowhere. */
function missingIn(file: string): string[] {
  const said = sayingsOf(file)
    .join('\n')
    .replaceAll(/https?:\S+/g, '');
  const paths = [...said.matchAll(PATH)].map(([, path = '']) => path);
  const around = file.endsWith('.md') && file !== ELSEWHERE ? [...said.matchAll(FROM_HERE)] : [];
  const names = [...said.matchAll(FILE_NAME)].map(([name]) => name);
  return [
    ...paths.filter((path) => !MADE.test(path) && !isThere(path, dirname(file))),
    ...around.map(([path]) => path).filter((path) => !existsSync(join(dirname(file), path))),
    ...names.filter((name) => !NAMES.has(name)),
  ];
}

/** The code that a page shows within its text, or the comments of a program. */
function sayingsOf(file: string): string[] {
  const text = readFileSync(file, 'utf8');
  if (file.endsWith('.md')) return [...proseOf(file).matchAll(/`([^`\n]+)`/g)].map(([, code = '']) => code);
  if (!SOURCE.test(file)) return [...text.matchAll(/(?:^|\s)#(.*)$/gm)].map(([, comment = '']) => comment);
  return [...text.matchAll(/\/\*[\s\S]*?\*\/|(?<!:)\/\/.*$/gm)].map(([comment]) => comment);
}

function isThere(path: string, from: string): boolean {
  const source = path.replace(/\.js$/, '.ts');
  return (
    [source, `${source}.ts`, normalize(join(from, path))].some((one) => existsSync(one)) ||
    // Records are known by their numbers.
    (/^docs\/decisions\/\d{4}$/.test(path) && FILES.some((file) => file.startsWith(`${path}-`)))
  );
}

function foldersOf(file: string): string[] {
  const folder = dirname(file);
  return folder === '.' ? [] : [folder, ...foldersOf(folder)];
}

/** A page without its blocks of code. */
function proseOf(page: string): string {
  return readFileSync(page, 'utf8').replace(/^```[\s\S]*?^```$/gm, '');
}

/** Where a page can be linked to: its headings, as GitHub calls them, and the places that it names itself. */
function anchorsOf(page: string): Set<string> {
  const text = proseOf(page);
  const headings = [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}_ -]/gu, '')
      .replaceAll(' ', '-'),
  );
  return new Set([...headings, ...[...text.matchAll(/<a id="([^"]+)">/g)].map(([, id = '']) => id)]);
}
