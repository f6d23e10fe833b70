import { dirname, join } from 'node:path';
import { writeOrCompare } from '../inputs/generated-files.ts';
import { requireNoInputs } from '../inputs/output-files.ts';
import { compose } from './compose.ts';
import type { CompositionMessage } from './composition-message.ts';
import { environment } from './config.ts';
import { readSupergraphConfig } from './supergraph-config.ts';

export interface ComposeOptions {
  config: string;
  check: boolean;
  /** Whether what composition remarks on is shown. */
  hints: boolean;
}

/** `schema compose`: 0 when written or up to date, 1 when the subgraphs do not compose or a file is stale. */
export async function composeCommand({ config, check, hints }: ComposeOptions): Promise<number> {
  const subgraphs = await readSupergraphConfig(config, { environment: environment() });
  const composition = compose(subgraphs);
  if (composition.kind === 'failed') {
    console.error(`The subgraphs do not compose: ${composition.errors.length} error(s).\n`);
    for (const error of composition.errors) console.error(`${describe('error', error)}\n`);
    return 1;
  }
  if (hints) for (const hint of composition.hints) console.log(describe('hint', hint));
  const folder = dirname(config);
  const files = [
    { path: join(folder, 'supergraph.graphql'), text: composition.supergraph },
    { path: join(folder, 'api.graphql'), text: composition.api },
  ];
  await requireNoInputs(
    files.map(({ path }) => path),
    [config, ...subgraphs.map(({ file }) => file)],
  );
  return await writeOrCompare(files, { check, command: 'compose' });
}

function describe(kind: string, { code, message, places }: CompositionMessage): string {
  const where = places.map(({ subgraph, file, line }) => `\n    ${file}:${line} (${subgraph})`).join('');
  return `${kind} ${code}: ${message}${where}`;
}
