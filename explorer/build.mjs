// The page of GraphiQL as the router sends it; what it is made of is installed in this folder alone.
import { execFileSync } from 'node:child_process';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { brotliCompress, brotliDecompressSync } from 'node:zlib';
import { build } from 'esbuild';

const HELP = `npm run build:explorer [-- --check]

Installs what GraphiQL is made of into explorer/node_modules (200 MB), bundles its page, and writes it compressed
into explorer/built/, which is committed.

  --check   writes nothing; fails when explorer/built/ is not what the sources give`;

const { values } = parseArgs({ options: { check: { type: 'boolean' }, help: { type: 'boolean' } } });
if (values.help) {
  console.log(HELP);
  process.exit(0);
}

const HERE = import.meta.dirname;
const BUILT = join(HERE, 'built');
/** Where the router has these files. */
const ADDRESS = '/graphiql/';

console.log('installing what GraphiQL is made of');
execFileSync('npm', ['ci', '--no-audit', '--no-fund', '--ignore-scripts'], {
  cwd: HERE,
  stdio: ['ignore', 'ignore', 'inherit'],
});
console.log('checking types');
execFileSync(process.execPath, [join(HERE, '../node_modules/typescript-native/bin/tsc'), '-p', HERE], {
  stdio: 'inherit',
});
console.log('bundling');
const files = await bundle();
if (values.check) await compare(files);
else await write(files);

/**
 * GraphiQL's sheet has Monaco's in it, which therefore need not come a second time; and fonts in 35 pieces, 270 kB, of which this
 * keeps the icons and the letters of code as Portuguese and English have them.
 */
function styles({ onLoad }) {
  onLoad({ filter: /monaco-editor[\\/]esm[\\/].*\.css$/ }, () => ({ contents: '', loader: 'css' }));
  onLoad({ filter: /graphiql[\\/]dist[\\/]style\.css$/ }, async ({ path }) => ({
    contents: (await readFile(path, 'utf8')).replace(/@font-face\s*\{[^}]*\}/g, (font) =>
      font.includes('codicon') || (font.includes('Fira Code') && font.includes('U+0000-00FF')) ? font : '',
    ),
    loader: 'css',
  }));
}

/** Every file of the page by its name, which has a digest of the content in it. */
async function bundle() {
  const common = {
    absWorkingDir: HERE,
    outdir: 'built',
    entryNames: '[name]-[hash]',
    chunkNames: '[name]-[hash]',
    assetNames: '[name]-[hash]',
    bundle: true,
    platform: 'browser',
    target: 'es2022',
    jsx: 'automatic',
    minify: true,
    legalComments: 'none',
    define: { 'process.env.NODE_ENV': '"production"' },
    plugins: [{ name: 'styles', setup: styles }],
    write: false,
    logLevel: 'warning',
  };
  const workers = await build({
    ...common,
    entryPoints: {
      'editor.worker': 'monaco-editor/esm/vs/editor/editor.worker.js',
      'json.worker': 'monaco-editor/esm/vs/language/json/json.worker.js',
      'graphql.worker': 'monaco-graphql/esm/graphql.worker.js',
    },
    format: 'iife',
  });
  const workerNames = workers.outputFiles.map(({ path }) => basename(path));
  const addressOf = (worker) => ADDRESS + workerNames.find((name) => name.startsWith(`${worker}.worker-`));
  const page = await build({
    ...common,
    entryPoints: ['src/main.tsx'],
    format: 'esm',
    splitting: true,
    define: {
      ...common.define,
      WORKERS: JSON.stringify({
        editor: addressOf('editor'),
        json: addressOf('json'),
        graphql: addressOf('graphql'),
      }),
    },
  });
  return new Map(
    [...workers.outputFiles, ...page.outputFiles]
      // Sheets of parts loaded later are empty now.
      .filter(({ contents }) => contents.length > 0)
      .map(({ path, contents }) => [basename(path), Buffer.from(contents)]),
  );
}

async function write(files) {
  await rm(BUILT, { recursive: true, force: true });
  await mkdir(BUILT);
  let total = 0;
  for (const [name, contents] of files) {
    const compressed = await promisify(brotliCompress)(contents);
    total += compressed.length;
    await writeFile(join(BUILT, `${name}.br`), compressed);
  }
  console.log(`built ${files.size} files, ${Math.ceil(total / 1000)} kB compressed`);
}

/** Compares contents and not their compressed form, which is not the same in every version of Node. */
async function compare(files) {
  const committed = await readdir(BUILT);
  const wrong = [
    ...[...files.keys()].filter((name) => !committed.includes(`${name}.br`)),
    ...committed.filter((name) => !files.has(name.slice(0, -'.br'.length))),
  ];
  for (const [name, contents] of files) {
    if (wrong.includes(name)) continue;
    if (!brotliDecompressSync(await readFile(join(BUILT, `${name}.br`))).equals(contents)) wrong.push(name);
  }
  if (wrong.length === 0) return console.log('explorer/built/ is what the sources give');
  console.error(
    `explorer/built/ is not what the sources give: ${wrong.join(', ')}.\nRun \`npm run build:explorer\`, and commit it.`,
  );
  process.exitCode = 1;
}
