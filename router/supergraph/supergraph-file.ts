import { unwatchFile, watchFile } from 'node:fs';
import { open } from 'node:fs/promises';
import { ConfigError } from '../../platform/process/config.ts';

/** Where a router has its supergraph from. */
export interface SupergraphSource {
  /** The supergraph's text. Rejects with a ConfigError that says why there is none. */
  read(): Promise<string>;
  /** Calls back when the text may have changed, until what it returns is called. */
  watch(onChange: () => void): () => void;
}

const POLL_MS = 500;
const MAX_SUPERGRAPH_BYTES = 16 * 1024 * 1024;

/** The supergraph of a file. Polls, because a watch does not see every way in which a mounted file is replaced. */
export function supergraphFile(path: string): SupergraphSource {
  return {
    read: () => readSupergraph(path),
    watch: (onChange) => {
      const listener = () => onChange();
      watchFile(path, { interval: POLL_MS, persistent: false }, listener);
      return () => unwatchFile(path, listener);
    },
  };
}

async function readSupergraph(path: string): Promise<string> {
  const bytes = await readBytes(path);
  let sdl: string;
  try {
    sdl = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new ConfigError([`The supergraph file ${path} is not UTF-8 text.`]);
  }
  if (sdl.trim() === '') throw new ConfigError([`The supergraph file ${path} is empty.`]);
  return sdl;
}

async function readBytes(path: string): Promise<Uint8Array> {
  try {
    await using file = await open(path);
    const { size } = await file.stat();
    if (size > MAX_SUPERGRAPH_BYTES)
      throw new ConfigError([`The supergraph file ${path} is larger than 16 MiB.`]);
    return await file.readFile();
  } catch (error) {
    if (error instanceof ConfigError) throw error;
    const code = error instanceof Error && 'code' in error ? error.code : 'unknown';
    throw new ConfigError([
      `The supergraph file ${path} cannot be read (${code}): set SUPERGRAPH_PATH, or run \`npm run schema -- compose\`.`,
    ]);
  }
}
