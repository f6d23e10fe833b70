// Runs a TypeScript program of this project: node dev/run.mjs dev/start/start.ts [argument ...]
// Its modules are compiled first, all at once, so that Node loads plain JavaScript: a loader that compiles them one by
// one slows down every module, those of packages too. What was compiled is used again while every source is as it was;
// see docs/decisions/0012.
import { createHash, randomUUID } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, utimesSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import * as nodeModule from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { nameSourceLines } from './source-lines.mjs';

// Before anything is loaded that fails on an older Node in words of its own; platform/process/run/node-version.ts is for
// what runs without this file.
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(`This needs Node 20.19 or later; this is Node ${process.versions.node}.\n`);
  process.exit(1);
}

const ROOT = join(import.meta.dirname, '..');
/** Inside the project, because modules find packages from where they lie. */
const COMPILED = join(ROOT, '.build/run');
/** A program may load parts of itself late; nothing here runs for longer without being started again. */
const OLD_AFTER_MS = 7 * 24 * 3_600_000;
/** What changes the compiled code beside the sources; the compiler's version is in its package.json. */
const SETTINGS = [
  'tsconfig.json',
  'package.json',
  'package-lock.json',
  // What npm has installed; not there where somebody else has.
  'node_modules/.package-lock.json',
  'node_modules/esbuild/package.json',
  'dev/source-lines.mjs',
].map((name) => join(ROOT, name));
/** Programs that load most of the graph: their packages are compiled with them, to few files that hold what is used and no more. */
const WITH_PACKAGES = ['dev/start/start.ts'].map((name) => join(ROOT, name));
/** Packages that find files beside themselves or load them by names that they put together, and what only those need. */
const NEVER_COMPILED = ['@node-rs/argon2', 'bcrypt', 'esbuild', 'knex', 'mysql2', 'pino', 'tsx'];
/** How packages of the older kind find what is built into Node. */
const REQUIRE = [
  "import { createRequire as __createRequire } from 'node:module';",
  'const require = __createRequire(import.meta.url), { filename: __filename, dirname: __dirname } = import.meta;',
].join(' ');
/** @type {Map<string, string>} */
const compiledTexts = new Map();

// Node 22 and later keep beside it what V8 has made of every module, those of packages too, for the next start.
nodeModule.enableCompileCache?.(join(COMPILED, 'node'));
// A program sees the arguments that it would see without this one.
process.argv.splice(1, 1);
const program = resolve(process.argv[1] ?? '');
nameSourceLines(COMPILED);
await import(pathToFileURL(await runnable(program)).href);

/**
 * The file to run: compiled, or the source itself where nothing can be written. Ends the process when the program
 * does not compile; the compiler has told why.
 *
 * @param {string} source
 */
async function runnable(source) {
  const record = join(COMPILED, `${digest(source)}.json`);
  const earlier = compiledEarlier(record);
  if (earlier !== null) return earlier;
  const compiled = await compile(source).catch(() => process.exit(1));
  try {
    await write(compiled.files);
    // After the files that it names.
    await write([{ path: record, contents: JSON.stringify(compiled.record) }]);
    await removeOld();
    return compiled.entry;
  } catch (error) {
    process.stderr.write(`Starting takes longer than it could: ${error}\n`);
    const { register } = await import('tsx/esm/api');
    register();
    return source;
  }
}

/**
 * The compiled file of an earlier run; null when a source, a setting or the compiler has changed since, or a file of it
 * has gone.
 *
 * @param {string} record
 */
function compiledEarlier(record) {
  try {
    const { entry, outputs, sources, patterns, fingerprint } = JSON.parse(readFileSync(record, 'utf8'));
    if (fingerprint !== fingerprintOf(sources, patterns)) return null;
    // What is in use is not old, parts that are loaded late included.
    const now = new Date();
    for (const path of [record, ...outputs]) utimesSync(path, now, now);
    return entry;
  } catch {
    // None yet, or one that cannot be used: compiling tells what is wrong, if anything is.
    return null;
  }
}

/** @param {string} source */
async function compile(source) {
  const { outputFiles, metafile } = await bundle(source);
  const name = relative(ROOT, source);
  const entry = join(
    ROOT,
    Object.entries(metafile.outputs).find(([, { entryPoint }]) => entryPoint === name)?.[0] ?? '',
  );
  const sources = Object.keys(metafile.inputs)
    .filter((path) => !path.startsWith('node_modules/'))
    .map((path) => resolve(ROOT, path));
  const patterns = Object.entries(metafile.inputs).flatMap(([path, { imports }]) =>
    imports
      .filter((imported) => imported.path.includes('*'))
      .map((imported) => resolve(ROOT, dirname(path), imported.path)),
  );
  const outputs = outputFiles.map(({ path }) => path);
  // Of the texts that were compiled, not of those that lie there by now.
  const fingerprint = fingerprintOf(sources, patterns, compiledTexts);
  return { files: outputFiles, entry, record: { entry, outputs, sources, patterns, fingerprint } };
}

/**
 * A digest of all that the compiled files depend on: the sources, this program, its settings and the compiler.
 *
 * @param {string[]} sources
 * @param {string[]} patterns of what is imported by names that are put together, such as `/work/subgraphs/**\/*\/subgraph.ts`
 * @param {Map<string, string>} [known] texts by path
 */
function fingerprintOf(sources, patterns, known = new Map()) {
  const hash = createHash('sha256');
  // One more file of them is no source yet.
  for (const pattern of patterns) hash.update(`${pattern}\0${matching(pattern).join('\0')}\0`);
  for (const path of [import.meta.filename, ...SETTINGS, ...sources]) {
    // One after the other: a thousand small files take a fifth of the time that they take through a pool of threads.
    const text = known.get(path) ?? (existsSync(path) ? readFileSync(path) : '');
    hash.update(`${path}\0${Buffer.byteLength(text)}\0`).update(text);
  }
  return hash.digest('hex');
}

/**
 * The files that there are now of a pattern, and perhaps a few more.
 *
 * @param {string} pattern
 */
function matching(pattern) {
  const folder = dirname(pattern.slice(0, pattern.indexOf('*') + 1));
  const ending = pattern.slice(pattern.lastIndexOf('*') + 1);
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith(ending))
    .sort();
}

/** @param {string} text */
function digest(text) {
  return createHash('sha256').update(text).digest('hex');
}

/** @param {string} source */
async function bundle(source) {
  const { build, stop } = await import('esbuild');
  try {
    return await build({
      absWorkingDir: ROOT,
      entryPoints: [source],
      outdir: COMPILED,
      // Names that change with the content: programs of several versions may run side by side.
      entryNames: '[name]-[hash]',
      chunkNames: '[name]-[hash]',
      bundle: true,
      ...(WITH_PACKAGES.includes(source)
        ? // Node keeps the text of what it runs.
          { external: NEVER_COMPILED, banner: { js: REQUIRE }, minifyWhitespace: true, legalComments: 'none' }
        : { packages: 'external' }),
      // Keeps what is imported later loaded later.
      splitting: true,
      format: 'esm',
      platform: 'node',
      target: 'node20.19',
      keepNames: true,
      sourcemap: 'linked',
      sourcesContent: false,
      define: { 'import.meta.url': '__source_url' },
      plugins: [{ name: 'source-urls', setup: keepSourceUrls }],
      metafile: true,
      write: false,
    });
  } finally {
    await stop();
  }
}

/**
 * A module goes on finding the files beside its source, wherever it is compiled to.
 *
 * @param {import('esbuild').PluginBuild} compiler
 */
function keepSourceUrls(compiler) {
  compiler.onLoad({ filter: /\.ts$/ }, async ({ path }) => {
    if (path.includes('/node_modules/')) return;
    const text = await readFile(path, 'utf8');
    compiledTexts.set(path, text);
    return {
      loader: 'ts',
      // On the first line, so that line numbers stay right; where programs name what runs them, in a comment now.
      contents: `const __source_url = ${JSON.stringify(pathToFileURL(path).href)}; ${text.replace(/^#!/, '//')}`,
    };
  });
}

/**
 * Writes each file as a whole or not at all, whoever else is writing it.
 *
 * @param {{ path: string, contents: string | Uint8Array }[]} files
 */
async function write(files) {
  await mkdir(COMPILED, { recursive: true });
  await Promise.all(
    files.map(async ({ path, contents }) => {
      const unfinished = `${path}.${randomUUID()}`;
      await writeFile(unfinished, contents);
      await rename(unfinished, path);
    }),
  );
}

/** Removes what nobody has used lately. */
async function removeOld() {
  for (const name of await readdir(COMPILED)) {
    const path = join(COMPILED, name);
    // Another start may have removed it in between.
    const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: Date.now() }));
    if (Date.now() - mtimeMs > OLD_AFTER_MS) await rm(path, { recursive: true, force: true });
  }
}
