import { ConfigError } from '../../platform/process/ending/config-error.ts';
import { followFiles } from '../../platform/process/files/follow-files.ts';
import { readTextFile } from '../../platform/process/files/text-file.ts';

/** Where a router has its supergraph from. */
export interface SupergraphSource {
  /** The supergraph's text. Rejects with a ConfigError that says why there is none. */
  read(): Promise<string>;
  /** Calls back when the text may have changed, until what it returns is called. */
  watch(onChange: () => void): () => void;
}

const MAX_SUPERGRAPH_BYTES = 16 * 1024 * 1024;

/** The supergraph of a file. */
export function supergraphFile(path: string): SupergraphSource {
  return {
    read: () => readSupergraph(path),
    watch: (onChange) => followFiles([path], onChange),
  };
}

async function readSupergraph(path: string): Promise<string> {
  const read = await readTextFile(path, MAX_SUPERGRAPH_BYTES);
  if (read.kind === 'unreadable') {
    throw new ConfigError([
      `The supergraph file ${path} cannot be read (${read.why}): set SUPERGRAPH_PATH, or run \`npm run schema -- compose\`.`,
    ]);
  }
  if (read.text.trim() === '') throw new ConfigError([`The supergraph file ${path} is empty.`]);
  return read.text;
}
