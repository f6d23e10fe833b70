// Bundles the schema tool's own files into schema-tool/dist/, for plain Node, with its documentation; npm packages stay what
// package.json names.
// Usage: npm run build:schema
import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

const outdir = process.argv[2] ?? join(import.meta.dirname, 'dist');
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
for (const page of ['schema-checks.md', 'usage-file.md']) {
  cpSync(join(import.meta.dirname, '../docs', page), join(outdir, 'docs', page));
}
