import { randomUUID } from 'node:crypto';
import { lstat, readlink, rename, rm, symlink } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { codeOf } from '../../errors/error-code.ts';
import { ConfigError } from '../ending/config-error.ts';

/** What is done under a lock takes far less; a lock that is older is of a process that was killed. */
const STALE_AFTER_MS = 5_000;
const WAIT_MS = 15_000;
const POLL_MS = 50;

/** A lock that this process holds. */
export interface FileLock {
  /** Throws a ConfigError when another process has taken the lock over, because this one was stopped for too long. */
  check(): Promise<void>;
}

/**
 * Runs `work` while no other process does anything under the same lock. The lock of a process that was killed holds up the
 * next one for a few seconds. Throws a ConfigError when others hold it all the time.
 *
 * @param path of the lock; it is a symbolic link, which is made and named in one step, and leads nowhere
 */
export async function withFileLock<Result>(
  path: string,
  work: (lock: FileLock) => Promise<Result>,
): Promise<Result> {
  const owner = randomUUID();
  await take(path, owner);
  const isHeld = async () => (await ownerOf(path)) === owner;
  try {
    return await work({
      async check() {
        if (!(await isHeld())) throw new ConfigError([`${path} was taken over meanwhile: run this again.`]);
      },
    });
  } finally {
    if (await isHeld()) await rm(path, { force: true });
  }
}

async function take(path: string, owner: string): Promise<void> {
  for (const until = Date.now() + WAIT_MS; ; await pause(POLL_MS)) {
    try {
      await symlink(owner, path);
      return;
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw error;
    }
    if (Date.now() > until) {
      throw new ConfigError([`Other commands hold ${path} all the time; run this again later.`]);
    }
    await removeStale(path, owner);
  }
}

/** Removes the lock of a process that was killed. */
async function removeStale(path: string, remover: string): Promise<void> {
  const holder = await ownerOf(path);
  if (holder === null || !(await isStale(path))) return;
  const aside = `${path}.${remover}`;
  try {
    // Only one of those that see the same stale lock can move it away.
    await rename(path, aside);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return;
    throw error;
  }
  const moved = await ownerOf(aside);
  // Another one was quicker, and this is its new lock: back to where it was.
  if (moved !== null && moved !== holder) await putBack(moved, path);
  await rm(aside, { force: true });
}

/** Its holder notices by `check` when somebody else has been quicker here too. */
async function putBack(owner: string, path: string): Promise<void> {
  try {
    await symlink(owner, path);
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
  }
}

async function isStale(path: string): Promise<boolean> {
  try {
    return (await lstat(path)).mtimeMs < Date.now() - STALE_AFTER_MS;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return false;
    throw error;
  }
}

/** Null when there is no lock; empty for a file of that name, as releases of before left them. */
async function ownerOf(path: string): Promise<string | null> {
  try {
    return await readlink(path);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    if (codeOf(error) === 'EINVAL') return '';
    throw error;
  }
}
