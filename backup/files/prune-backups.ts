import { setTimeout as pause } from 'node:timers/promises';
import type { Progress } from '../progress.ts';
import { type FolderTime, timeAt } from './folder-time.ts';
import { type FoundFolder, findBackups } from './found-backups.ts';
import { backupToRemove, removeFolder, sizeOf, type ToRemove, unfinishedToRemove } from './remove-folder.ts';
import { BEAT_MS, isGivenUp, readUnfinished, tellUnfinished, type Unfinished } from './unfinished-mark.ts';

/** Whoever is at a backup is heard of meanwhile, whatever any clock says, and also when its machine has just been woken up. */
const WATCHED_MS = 3 * BEAT_MS;

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
  /** For how long what nobody has ended is watched before it is removed; by default `WATCHED_MS`. */
  watchedMs?: number;
}

/** What was removed, or would be. */
export interface Removal extends Pick<ToRemove, 'path' | 'what' | 'isRetired'> {
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
 * Removes the backups in a folder that are older, those that nobody has ended for a day, and what removals before have
 * left. A backup loses its manifest's name first, so that at no moment less than all of it passes for a backup. Throws as
 * of `findBackups` and `timeAt`.
 */
export async function pruneBackups(options: PruneOptions): Promise<Pruned> {
  const found = await findBackups(options.folder);
  const time = await timeAt(options.folder);
  const now = time.kind === 'known' ? time.now : new Date();
  const old = new Set(backupsToRemove(found.filter(isWhole), options, now));
  await watch(found, now, options);
  const pruned: Pruned = { removals: [], leftAlone: [], failed: [], stay: 0 };
  for (const one of found) {
    const { path } = one;
    if (one.kind === 'whole' && !old.has(one)) {
      pruned.stay += 1;
      continue;
    }
    const whyStays = await whyLeftAlone(one, time);
    if (whyStays === null) await prune(toRemove(one), options, pruned);
    else {
      if (one.kind === 'whole') pruned.stay += 1;
      pruned.leftAlone.push({ path, why: whyStays });
    }
  }
  return pruned;
}

/** Lets time pass when there is anything that somebody may be at though nothing was heard of that for a day. */
async function watch(
  found: readonly FoundFolder[],
  now: Date,
  { folder, isDryRun, progress, interrupted, watchedMs = WATCHED_MS }: PruneOptions,
): Promise<void> {
  const isWatched = (one: FoundFolder) =>
    one.kind === 'unfinished' && one.unfinished !== null && isGivenUp(one.unfinished, now);
  if (isDryRun || !found.some(isWatched)) return;
  progress.done(`${folder}: watching for ${watchedMs / 1_000} s what nobody has ended for a day ...`);
  // What was interrupted begins with no removal.
  await pause(watchedMs, undefined, { signal: interrupted }).catch(() => {});
}

/** Why something is not removed though it may be old; null for what is. */
async function whyLeftAlone(one: FoundFolder, time: FolderTime): Promise<string | null> {
  if (one.kind === 'not whole') return one.why;
  if (one.kind === 'unfinished' && one.unfinished !== null) {
    const whyStays = await whyNotGivenUp(one.path, one.unfinished, time);
    if (whyStays !== null) return whyStays;
  }
  if (one.kind === 'half removed' || one.alsoHas.length === 0) return null;
  return `it also has ${one.alsoHas.join(', ')}, which no backup has; take that elsewhere, or remove the folder yourself`;
}

/** Why a backup that is not ended may be somebody's; null when nobody was heard of for a day. */
async function whyNotGivenUp(path: string, found: Unfinished, time: FolderTime): Promise<string | null> {
  if (time.kind === 'unknown')
    return `${tellUnfinished(found)}, and how late it is where it lies is not known, as no file can be made beside it (${time.why})`;
  // Again: it was watched, and removals before it may have taken long.
  const unfinished = await readUnfinished(path).catch(() => found);
  if (unfinished === null) return null;
  if (unfinished.alive.getTime() === found.alive.getTime() && isGivenUp(unfinished, time.now)) return null;
  return tellUnfinished(unfinished, time.now);
}

function toRemove(one: FoundFolder): ToRemove {
  if (one.kind === 'unfinished') return unfinishedToRemove(one);
  if (one.kind === 'not whole') throw new Error(`${one.path} is not ours`);
  return backupToRemove(one);
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
  folder: ToRemove,
  { isDryRun, progress, interrupted }: PruneOptions,
  pruned: Pruned,
): Promise<void> {
  const { path, what, isRetired } = folder;
  const removal: Removal = { path, what, isRetired, bytes: 0 };
  if (isDryRun) {
    removal.bytes = await sizeOf(folder);
    pruned.removals.push(removal);
    return;
  }
  if (interrupted?.aborted) {
    pruned.failed.push({ path, why: 'it was not begun with, because of a signal: run this again' });
    return;
  }
  const whyStays = await removeFolder(folder, (bytes) => {
    removal.bytes += bytes;
    progress.during(`${path}: ${removal.bytes} bytes removed`);
  });
  if (whyStays === null) pruned.removals.push(removal);
  else pruned.failed.push({ path, why: whyStays });
}
