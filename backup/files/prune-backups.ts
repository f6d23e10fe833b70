import { lstat, rmdir, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { syncFolder } from '../../platform/process/files/sync-folder.ts';
import type { Progress } from '../progress.ts';
import { type FoundFolder, failureName, findBackups } from './found-backups.ts';
import { MANIFEST_NAMES, type Manifest, retireManifest } from './manifest.ts';

export interface Retention {
  /** For how long a backup stays, from when it was finished. */
  keepDays: number;
  /** So many of the newest that are whole stay however old they are, for each domain. */
  keepLast: number;
}

export interface PruneOptions extends Retention {
  /** In which each backup is a folder. */
  folder: string;
  /** Whether nothing is removed. */
  isDryRun: boolean;
  progress: Progress;
  /** Ends it when what it is at is removed. */
  interrupted?: AbortSignal;
}

/** What was removed, or would be. */
export interface Removal {
  path: string;
  finished: string;
  /** Whether an earlier removal had begun it. */
  wasBegun: boolean;
  /** Of the files that this removal has taken away. */
  bytes: number;
}

export interface Pruned {
  removals: Removal[];
  /** What is there and was not touched, in a few words why. */
  leftAlone: { path: string; why: string }[];
  /** What was to be removed and is still there, wholly or in part. */
  failed: { path: string; why: string }[];
  /** How many whole backups there are afterwards. */
  stay: number;
}

/**
 * Removes the backups in a folder that are older, and what removals before have left. A backup loses its manifest's name
 * first, so that at no moment less than all of it passes for a backup. Throws as of `findBackups`.
 */
export async function pruneBackups(options: PruneOptions): Promise<Pruned> {
  const found = await findBackups(options.folder);
  const old = new Set(backupsToRemove(found.filter(isWhole), options, new Date()));
  const pruned: Pruned = { removals: [], leftAlone: [], failed: [], stay: 0 };
  for (const one of found) {
    const { path } = one;
    if (one.kind === 'not whole') pruned.leftAlone.push({ path, why: one.why });
    else if (one.kind === 'whole' && !old.has(one)) pruned.stay += 1;
    else if (one.kind === 'whole' && one.alsoHas.length > 0) {
      pruned.stay += 1;
      const why = `it also has ${one.alsoHas.join(', ')}, which no backup has; take that elsewhere, or remove the folder yourself`;
      pruned.leftAlone.push({ path, why });
    } else await prune(one, options, pruned);
  }
  return pruned;
}

type WholeBackup = Extract<FoundFolder, { kind: 'whole' }>;

function isWhole(found: FoundFolder): found is WholeBackup {
  return found.kind === 'whole';
}

/** Those that are older, without the newest of any domain: a backup of one domain does not stand for the others. */
function backupsToRemove(
  whole: readonly WholeBackup[],
  { keepDays, keepLast }: Retention,
  now: Date,
): WholeBackup[] {
  const before = now.getTime() - keepDays * 24 * 60 * 60 * 1000;
  const newer = new Map<string, number>();
  return whole
    .toSorted((a, b) => finishedAt(b) - finishedAt(a))
    .filter((backup) => {
      let isAmongNewest = false;
      for (const domain of Object.keys(backup.manifest.domains)) {
        const count = newer.get(domain) ?? 0;
        if (count < keepLast) isAmongNewest = true;
        newer.set(domain, count + 1);
      }
      return !isAmongNewest && finishedAt(backup) < before;
    });
}

function finishedAt({ manifest }: WholeBackup): number {
  return Date.parse(manifest.finished);
}

async function prune(
  { kind, path, manifest }: Exclude<FoundFolder, { kind: 'not whole' }>,
  { isDryRun, progress, interrupted }: PruneOptions,
  pruned: Pruned,
): Promise<void> {
  const removal = { path, finished: manifest.finished, wasBegun: kind === 'half removed', bytes: 0 };
  if (isDryRun) {
    removal.bytes = await sizeOf(path, manifest, kind);
    pruned.removals.push(removal);
    return;
  }
  if (interrupted?.aborted) {
    pruned.failed.push({ path, why: 'it was not begun with, because of a signal: run this again' });
    return;
  }
  if (kind === 'whole') {
    const whyStays = await retire(path);
    if (whyStays !== null) {
      pruned.failed.push({ path, why: whyStays });
      return;
    }
  }
  try {
    // A machine that loses its power in between would have the manifest again, and not its files.
    await syncFolder(path);
    for await (const bytes of removeFiles(path, manifest)) {
      removal.bytes += bytes;
      progress.during(`${path}: ${removal.bytes} bytes removed`);
    }
    pruned.removals.push(removal);
  } catch (error) {
    pruned.failed.push({ path, why: whyLeft(failureName(error)) });
  }
}

/** Makes a backup none. Null when that is done, else why it is as it was. */
async function retire(path: string): Promise<string | null> {
  try {
    await retireManifest(path);
    return null;
  } catch (error) {
    const code = failureName(error);
    if (code === 'ENOENT') return 'something else removes it at this moment';
    return `this user cannot remove it (${code}): run this as the user that backups are made by, on a disk that can be written`;
  }
}

/** The bytes of one file after the other, each when it is gone; last goes what says that they were ours. */
async function* removeFiles(folder: string, manifest: Manifest): AsyncGenerator<number> {
  for (const name of [...filesOf(manifest), MANIFEST_NAMES.removed]) {
    const bytes = await bytesOf(join(folder, name));
    // Gone already where a removal had begun, or where another one is at it.
    await unlink(join(folder, name)).catch(ignoreMissing);
    yield bytes;
  }
  await rmdir(folder).catch(ignoreMissing);
}

async function sizeOf(folder: string, manifest: Manifest, kind: 'whole' | 'half removed'): Promise<number> {
  const own = kind === 'whole' ? MANIFEST_NAMES.kept : MANIFEST_NAMES.removed;
  let sum = 0;
  for (const name of [...filesOf(manifest), own]) sum += await bytesOf(join(folder, name));
  return sum;
}

function filesOf(manifest: Manifest): string[] {
  return Object.values(manifest.domains).map(({ file }) => file);
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
