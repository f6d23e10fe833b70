import { mkdir, mkdtemp, stat } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';

const NAME = 'federated-customer-graph';

/**
 * A folder that keeps fetched programs from one start to the next: under XDG_CACHE_HOME, ~/.cache, or, where a home
 * cannot be written, the temporary folder.
 */
export async function cacheFolder(env: NodeJS.ProcessEnv): Promise<string> {
  const home = env.HOME || homedir();
  const uid = process.getuid?.() ?? 0;
  const candidates = [
    env.XDG_CACHE_HOME ? join(env.XDG_CACHE_HOME, NAME) : null,
    join(home, '.cache', NAME),
    join(tmpdir(), `${NAME}-${uid}`),
  ];
  for (const folder of candidates) {
    if (folder !== null && (await isUsable(folder, uid))) return folder;
  }
  return await mkdtemp(join(tmpdir(), `${NAME}-`));
}

/** Programs are run from it, so it must be our own: in a shared temporary folder anybody may have made one first. */
async function isUsable(folder: string, uid: number): Promise<boolean> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const { uid: owner, mode } = await stat(folder);
    return owner === uid && (mode & 0o002) === 0 && (mode & 0o200) !== 0;
  } catch {
    return false;
  }
}
