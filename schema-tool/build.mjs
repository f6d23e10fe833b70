import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { commandArguments } from '../dev/command-arguments.mjs';

const { positionals } = commandArguments(
  `Bundles the schema tool's own files for plain Node; npm packages stay what package.json names.

  npm run build:schema                into schema-tool/dist/
  npm run build:schema -- <folder>    into another folder, whose files are removed first
`,
  { most: 1 },
);
const outdir = positionals[0] ?? join(import.meta.dirname, 'dist');
rmSync(outdir, { recursive: true, force: true });
await build({
  entryPoints: [join(import.meta.dirname, 'cli.ts')],
  outdir,
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  packages: 'external',
});
