import { mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { ServerInstallation } from '../installation/server-installation.ts';

const STALE_AFTER_MS = 3_600_000;

/** How a folder of the cache gets its server. */
export interface CachedServer {
  /** The cache, which is there. */
  cache: string;
  /** The folder's name in it. */
  name: string;
  /** The server in a folder; null when there is none that runs. */
  serverIn(root: string): Promise<ServerInstallation | null>;
  /** Puts a server into `root`, which is not there yet; `work` goes afterwards. Returns what went wrong, or null. */
  unpack(work: string, root: string): Promise<string | null>;
}

/**
 * The server in a folder of the cache, unpacked there when it is missing or broken; a half-made one never gets the
 * folder's name. Returns in words why there is none.
 */
export async function cachedServer(server: CachedServer): Promise<ServerInstallation | string> {
  const { cache, name, serverIn, unpack } = server;
  const installed = join(cache, name);
  const present = await serverIn(installed);
  if (present) return present;
  await removeStale(cache);
  const work = await mkdtemp(join(cache, 'fetch-'));
  try {
    const root = join(work, 'root');
    const failure = await unpack(work, root);
    if (failure !== null) return failure;
    await moveInto(root, installed, work, serverIn);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
  return (await serverIn(installed)) ?? 'its program does not run here';
}

/** Gives a complete server its final name. Another process may have been first; a broken one makes way. */
async function moveInto(
  root: string,
  installed: string,
  work: string,
  serverIn: CachedServer['serverIn'],
): Promise<void> {
  try {
    await rename(root, installed);
  } catch {
    if (await serverIn(installed)) return;
    await rename(installed, join(work, 'broken')).catch(() => undefined);
    // When this fails too, another process has just put a whole one there.
    await rename(root, installed).catch(() => undefined);
  }
}

/** Removes what downloads left that were killed. */
async function removeStale(cache: string): Promise<void> {
  for (const name of await readdir(cache)) {
    if (!name.startsWith('fetch-')) continue;
    const made = await stat(join(cache, name)).then(
      ({ mtimeMs }) => mtimeMs,
      () => Date.now(),
    );
    if (Date.now() - made > STALE_AFTER_MS) await rm(join(cache, name), { recursive: true, force: true });
  }
}
