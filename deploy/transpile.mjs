// Compiles the TypeScript files of folders into another one, file by file: node deploy/transpile.mjs OUT FOLDER...
// Types are erased and not checked: `npm run check` does that.
import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const ROOT = join(import.meta.dirname, '..');
/** For tests alone, and types alone. */
const NEVER_RUN = /\.test\.ts$|\.d\.ts$|(^|\/)fixtures\.ts$/;
/** Packages and what was compiled, which lie below a folder of sources (bench/peers, bench/.build). */
const NOT_SOURCES = /(^|\/)(node_modules|\.[^/]+)\//;

/**
 * Writes each file where its source is below the root of the project. Rejects when one does not parse.
 *
 * @param {string} out
 * @param {readonly string[]} folders from the root of the project
 */
export async function transpile(out, folders) {
  const sources = folders.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .map((name) => join(folder, name))
      .filter((name) => name.endsWith('.ts') && !NEVER_RUN.test(name) && !NOT_SOURCES.test(name)),
  );
  await build({
    absWorkingDir: ROOT,
    entryPoints: sources,
    outdir: out,
    outbase: ROOT,
    // Only so that the plugin is asked; nothing is put together.
    bundle: true,
    packages: 'external',
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    tsconfig: join(ROOT, 'tsconfig.json'),
    plugins: [{ name: 'compiled-imports', setup: importCompiled }],
  });
}

/**
 * Keeps every import an import, of the compiled file.
 *
 * @param {import('esbuild').PluginBuild} compiler
 */
function importCompiled(compiler) {
  compiler.onResolve({ filter: /^\.\.?\// }, ({ path, kind }) =>
    kind === 'entry-point' ? undefined : { path: path.replace(/\.ts$/, '.js'), external: true },
  );
  // A path that is known only when it runs: the compiler would put in every file that it can mean, unless it is a call.
  compiler.onLoad({ filter: /\.ts$/ }, async ({ path }) => ({
    loader: 'ts',
    contents: (await readFile(path, 'utf8')).replace(/\bimport\((`[^`]*)\.ts`\)/g, 'import(String($1.js`))'),
  }));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const [out = '', ...folders] = process.argv.slice(2);
  await transpile(out, folders);
}
