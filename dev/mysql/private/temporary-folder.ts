import { access, constants, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';

/** Linux keeps this folder in memory; containers often give it 64 MiB. */
const MEMORY = '/dev/shm';
/** A server's own files and what tests write into it are about 300 MiB. */
const ENOUGH_BYTES = 2 ** 31;

/**
 * The folders for data that goes with its server, the best first: memory where there is plenty, in which schemas are
 * created in a third of the time, and the temporary folder. A TMPDIR that is set is the only one.
 */
export async function temporaryFolders(env: NodeJS.ProcessEnv = process.env): Promise<string[]> {
  return !env.TMPDIR && (await isRoomy(MEMORY)) ? [MEMORY, tmpdir()] : [tmpdir()];
}

async function isRoomy(folder: string): Promise<boolean> {
  try {
    await access(folder, constants.W_OK);
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize >= ENOUGH_BYTES;
  } catch {
    return false;
  }
}
