import { cp, mkdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from '../dev/mysql/run.ts';
import { withProgress } from '../dev/progress.ts';
import { loadSubgraphs } from '../dev/subgraphs.ts';
import { StartError } from '../platform/process/start-error.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** Where compiled code lies, from the root of the project. */
export const BUILT = 'bench/.build';

/** Compiles the programs of the benchmark with the settings of `npm run build`. Throws StartError. */
export async function buildPrograms(): Promise<void> {
  const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc');
  const { code, stdout } = await withProgress('compiling', () =>
    run(process.execPath, [tsc, '-p', 'bench/tsconfig.json', '--noCheck'], { cwd: ROOT }),
  );
  if (code !== 0)
    throw new StartError(`The benchmark does not compile; \`npm run types\` tells more.\n${stdout}`);
  const data = ['schema/supergraph.graphql', 'schema/supergraph.yaml', 'schema/trusted-documents.json'];
  for (const { name } of await loadSubgraphs()) data.push(`subgraphs/${name}/schema.graphql`);
  for (const file of data) {
    const target = join(ROOT, BUILT, file);
    await mkdir(dirname(target), { recursive: true });
    await cp(join(ROOT, file), target);
  }
}
