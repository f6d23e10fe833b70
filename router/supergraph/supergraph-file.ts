import { unwatchFile, watchFile } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { SupergraphSdlHook } from '@apollo/gateway';
import { ConfigError } from '../../platform/process/config.ts';
import type { Log } from '../../platform/process/logging.ts';

const POLL_MS = 500;
const MAX_SUPERGRAPH_BYTES = 16 * 1024 * 1024;

/**
 * Gives the gateway the supergraph of a file, and again whenever the file changes. A file that is missing, unreadable
 * or not a valid supergraph changes nothing: the graph in use stays, and the log says why. Polls, because a watch
 * does not see every way in which a mounted file is replaced.
 */
export function supergraphFile(path: string, log: Log): SupergraphSdlHook {
  return async ({ update }) => {
    const supergraphSdl = await readSupergraph(path);
    let current = supergraphSdl;
    const onChange = async () => {
      try {
        const next = await readSupergraph(path);
        if (next === current) return;
        update(next);
        current = next;
        log.info('supergraph reloaded');
      } catch (error) {
        // Composition errors quote the schema, which is no secret.
        log.error(
          { reason: error instanceof Error ? error.message : String(error) },
          'supergraph not reloaded',
        );
      }
    };
    // Changes are taken one after the other.
    let queue = Promise.resolve();
    const listener = () => {
      queue = queue.then(onChange);
    };
    watchFile(path, { interval: POLL_MS, persistent: false }, listener);
    return {
      supergraphSdl,
      cleanup: async () => {
        unwatchFile(path, listener);
        await queue;
      },
    };
  };
}

async function readSupergraph(path: string): Promise<string> {
  let sdl: string;
  try {
    sdl = await readFile(path, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : 'unknown';
    throw new ConfigError([
      `The supergraph file ${path} cannot be read (${code}): set SUPERGRAPH_PATH, or run \`npm run schema -- compose\`.`,
    ]);
  }
  if (sdl.length > MAX_SUPERGRAPH_BYTES)
    throw new ConfigError([`The supergraph file ${path} is larger than 16 MiB.`]);
  if (sdl.trim() === '') throw new ConfigError([`The supergraph file ${path} is empty.`]);
  return sdl;
}
