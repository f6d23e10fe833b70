// Compiles what production runs into dist/ and puts the schema files beside it. Usage: npm run build
// Types are checked by `npm run check`, and not again here.
import { spawnSync } from 'node:child_process';
import { cpSync, readdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const dist = join(root, 'dist');
rmSync(dist, { recursive: true, force: true });
const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc');
const { status } = spawnSync(process.execPath, [tsc, '-p', 'tsconfig.build.json', '--noCheck'], {
  cwd: root,
  stdio: 'inherit',
});
if (status !== 0) process.exit(status ?? 1);
for (const entry of readdirSync(join(root, 'subgraphs'), { withFileTypes: true })) {
  if (!entry.isDirectory()) continue;
  const subgraph = entry.name;
  cpSync(
    join(root, 'subgraphs', subgraph, 'schema.graphql'),
    join(dist, 'subgraphs', subgraph, 'schema.graphql'),
  );
}
for (const name of ['supergraph.graphql', 'trusted-documents.json']) {
  cpSync(join(root, 'schema', name), join(dist, 'schema', name));
}
console.log('built dist/');
