import { readFile } from 'node:fs/promises';
import { basename, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The console as browsers load it. */
export interface Bundle {
  /** The page, with the names of what it loads first. */
  page: string;
  /** Scripts and styles by name; a name has a digest of the content in it, all but one. */
  assets: ReadonlyMap<string, Buffer>;
}

const CONSOLE = fileURLToPath(new URL('..', import.meta.url));
/** Below the page's own address, which the router decides; see router/console/. */
const ASSETS = '/painel/assets/';

/** What notices that the others cannot be loaded: without a digest, so that every release has it. The router knows this name. */
const FIRST_LOAD = 'first-load.js';

/** Bundles the console. The pages are split off, so that one loads what it shows and no chart that it does not. */
export async function bundleConsole(): Promise<Bundle> {
  const { build } = await import('esbuild');
  const common = {
    absWorkingDir: CONSOLE,
    outdir: 'built/assets',
    bundle: true,
    platform: 'browser',
    target: 'es2022',
    minify: true,
    legalComments: 'none',
    write: false,
    logLevel: 'silent',
  } as const;
  const firstLoad = await build({ ...common, entryPoints: ['src/first-load.ts'], format: 'iife' });
  const { outputFiles, metafile } = await build({
    ...common,
    entryPoints: ['src/main.tsx'],
    entryNames: '[name]-[hash]',
    chunkNames: '[name]-[hash]',
    splitting: true,
    format: 'esm',
    jsx: 'automatic',
    // Apollo Client and React leave out what helps who develops.
    define: { 'process.env.NODE_ENV': '"production"', 'globalThis.__DEV__': 'false' },
    conditions: ['production'],
    metafile: true,
  });
  const outputs = Object.entries(metafile.outputs);
  const script = outputs.find(([, { entryPoint }]) => entryPoint === 'src/main.tsx');
  const style = script?.[1].cssBundle;
  if (script === undefined || style === undefined) throw new Error('the bundle has no script or no style');
  const page = (await readFile(`${CONSOLE}/index.html`, 'utf8'))
    .replace('{{firstLoad}}', ASSETS + FIRST_LOAD)
    .replace('{{script}}', ASSETS + basename(script[0]))
    .replace('{{style}}', ASSETS + basename(style));
  const assets = new Map(
    [...firstLoad.outputFiles, ...outputFiles].map(({ path, contents }) => [
      basename(relative(CONSOLE, path)),
      Buffer.from(contents),
    ]),
  );
  return { page, assets };
}
