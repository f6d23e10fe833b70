// Types are checked by `npm run check`, and not again here.
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { parse } from 'yaml';
import { transpile } from './transpile.mjs';

new Command('build')
  .description(
    'Compiles what production runs into dist/, bundles the console, and puts the schema files beside it.',
  )
  .parse();

const root = join(import.meta.dirname, '..');
const dist = join(root, 'dist');
rmSync(dist, { recursive: true, force: true });
await transpile(dist, [
  'platform',
  'backup',
  'subgraphs',
  'router',
  'usage-format',
  'access-format',
  'operation-cost',
  'schema-tool',
]);
const { subgraphs } = parse(readFileSync(join(root, 'schema/supergraph.yaml'), 'utf8'));
for (const subgraph of Object.keys(subgraphs)) {
  // What the router answers itself has no folder.
  if (!existsSync(join(root, 'subgraphs', subgraph))) continue;
  cpSync(
    join(root, 'subgraphs', subgraph, 'schema.graphql'),
    join(dist, 'subgraphs', subgraph, 'schema.graphql'),
  );
}
for (const name of ['supergraph.graphql', 'supergraph.yaml', 'trusted-documents.json']) {
  cpSync(join(root, 'schema', name), join(dist, 'schema', name));
}
execFileSync(
  process.execPath,
  ['--import', 'tsx', 'console/build/write-built.ts', join(dist, 'console/built')],
  { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] },
);
cpSync(join(root, 'explorer/built'), join(dist, 'explorer/built'), { recursive: true });
console.log('built dist/');
