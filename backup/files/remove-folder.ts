import { lstat, rename, rmdir, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { syncFolder } from '../../platform/process/files/sync-folder.ts';
import { type FoundFolder, failureName } from './found-backups.ts';
import { MANIFEST_NAMES } from './manifest.ts';
import { MARK_NAMES } from './unfinished-mark.ts';

/** A folder whose files are all known to be ours. */
export interface ToRemove {
  path: string;
  /** In words. */
  what: string;
  files: readonly string[];
  /** What says that the files are ours, by its name before a removal has begun and from then on. */
  mark: { readonly kept: string; readonly removed: string };
  /** Whether an earlier removal had begun it. */
  isRetired: boolean;
}

/** What there is to remove of a backup that was finished, or that an earlier removal has left half removed. */
export function backupToRemove({
  kind,
  path,
  manifest,
}: Extract<FoundFolder, { kind: 'whole' | 'half removed' }>): ToRemove {
  const dumps = Object.values(manifest.domains).map(({ file }) => file);
  return {
    path,
    what: `finished ${manifest.finished}`,
    // One whose process was killed at its very end has the other mark too.
    files: [...dumps, MARK_NAMES.kept],
    mark: MANIFEST_NAMES,
    isRetired: kind === 'half removed',
  };
}

/** What there is to remove of a backup that was never finished. */
export function unfinishedToRemove({
  path,
  unfinished,
  parts,
}: Extract<FoundFolder, { kind: 'unfinished' }>): ToRemove {
  const begun = unfinished?.started ? `begun ${unfinished.started} and ` : '';
  return {
    path,
    what: `${begun}never finished`,
    files: parts,
    mark: MARK_NAMES,
    isRetired: unfinished === null,
  };
}

/**
 * Removes a folder; null when that is done, else why not, in words. What says that the files are ours is renamed first and goes
 * last, so that a removal that was ended is told from a backup, and goes on the next time.
 */
export async function removeFolder(
  folder: ToRemove,
  onRemoved: (bytes: number) => void,
): Promise<string | null> {
  const { path, files, mark, isRetired } = folder;
  if (!isRetired) {
    const whyStays = await retire(folder);
    if (whyStays !== null) return whyStays;
  }
  try {
    // A machine that loses its power in between would have the mark again, and not its files.
    await syncFolder(path);
    for (const name of [...files, mark.removed]) {
      const bytes = await bytesOf(join(path, name));
      // Gone already where a removal had begun, or where another one is at it.
      await unlink(join(path, name)).catch(ignoreMissing);
      onRemoved(bytes);
    }
    await rmdir(path).catch(ignoreMissing);
    return null;
  } catch (error) {
    return whyLeft(failureName(error));
  }
}

/** Makes a backup none at once. Null when that is done, else why it is as it was. */
async function retire({ path, mark }: ToRemove): Promise<string | null> {
  try {
    await rename(join(path, mark.kept), join(path, mark.removed));
    return null;
  } catch (error) {
    const code = failureName(error);
    if (code === 'ENOENT') return 'something else removes or ends it at this moment';
    return `this user cannot remove it (${code}): run this as the user that backups are made by, on a disk that can be written`;
  }
}

/** How many bytes a removal would take away. */
export async function sizeOf({ path, files, mark, isRetired }: ToRemove): Promise<number> {
  let sum = 0;
  for (const name of [...files, isRetired ? mark.removed : mark.kept]) sum += await bytesOf(join(path, name));
  return sum;
}

async function bytesOf(path: string): Promise<number> {
  return (await lstat(path).catch(() => null))?.size ?? 0;
}

function ignoreMissing(error: unknown): void {
  if (failureName(error) !== 'ENOENT') throw error;
}

function whyLeft(code: string): string {
  return code === 'ENOTEMPTY'
    ? 'its files are removed, and it has others, which no backup has: look at them, and remove the folder yourself'
    : `it is no backup any more, and not all of it could be removed (${code}): run this again`;
}
