import { cp, mkdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from '../../dev/mysql/processes/run.ts';
import { withProgress } from '../../dev/progress.ts';
import { StartError } from '../../platform/process/ending/start-error.ts';
import { loadSubgraphs } from '../../platform/subgraph/listed-subgraphs.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Where compiled code lies, from the root of the project. */
export const BUILT = 'bench/.build';

/** Of what the programs import. */
const FOLDERS = [
  'platform',
  'subgraphs',
  'router',
  'usage-format',
  'access-format',
  'operation-cost',
  'dev',
  'bench',
];

/** Compiles the programs of the benchmark the way `npm run build` does. Throws StartError. */
export async function buildPrograms(): Promise<void> {
  // What has moved since would be run as it was.
  await rm(join(ROOT, BUILT), { recursive: true, force: true });
  const { code, stderr } = await withProgress('compiling', () =>
    run(process.execPath, ['deploy/transpile.mjs', BUILT, ...FOLDERS], { cwd: ROOT }),
  );
  if (code !== 0)
    throw new StartError(`The benchmark does not compile; \`npm run types\` tells more.\n${stderr}`);
  const data = ['schema/supergraph.graphql', 'schema/supergraph.yaml', 'schema/trusted-documents.json'];
  for (const { name } of await loadSubgraphs()) data.push(`subgraphs/${name}/schema.graphql`);
  for (const file of data) {
    const target = join(ROOT, BUILT, file);
    await mkdir(dirname(target), { recursive: true });
    await cp(join(ROOT, file), target);
  }
}
