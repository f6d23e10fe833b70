import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { build } from 'esbuild';

const command = new Command('build:schema')
  .description(
    "Bundles the schema tool's own files for plain Node, with its documentation; npm packages stay what package.json names.",
  )
  .argument('[folder]', 'where to; its files are removed first', join(import.meta.dirname, 'dist'))
  .parse();
const [outdir] = command.processedArgs;
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
cpSync(join(import.meta.dirname, '../LICENSE'), join(outdir, 'LICENSE'));
for (const page of [
  'adopting-schema-checks.md',
  'schema-checks.md',
  'usage-file.md',
  'check-report.schema.json',
]) {
  cpSync(join(import.meta.dirname, '../docs', page), join(outdir, 'docs', page));
}
