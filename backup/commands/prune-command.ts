import { type Command, InvalidArgumentError } from 'commander';
import { type Pruned, pruneBackups } from '../files/prune-backups.ts';
import type { Progress } from '../progress.ts';
import { interruptible } from './interruption.ts';

export interface PruneCommandOptions {
  print(line: string): void;
  progress: Progress;
  watchedMs?: number;
}

/** Adds the command that removes old backups; it needs no database. */
export function addPrune(command: Command, { print, progress, watchedMs }: PruneCommandOptions): void {
  command
    .command('prune')
    .description(
      'removes backups that are older, and what was begun and not ended for a day; never the newest that are whole, one that is being written, or anything else',
    )
    .argument('<folder>', 'in which each backup is a folder')
    .requiredOption('--keep-days <n>', 'for how many days a backup stays', atLeastOne)
    .option(
      '--keep-last <m>',
      'how many of the newest that are whole stay however old they are, for each domain',
      atLeastOne,
      7,
    )
    .option('--dry-run', 'removes nothing, and says what would be')
    .action(async (folder: string, options: { keepDays: number; keepLast: number; dryRun?: boolean }) => {
      const isDryRun = options.dryRun ?? false;
      const pruned = await interruptible((interrupted) =>
        pruneBackups({ ...options, folder, isDryRun, progress, interrupted, watchedMs }),
      );
      for (const line of linesOf(pruned, isDryRun)) print(line);
      if (pruned.failed.length > 0) process.exitCode = 1;
    });
}

function linesOf({ removals, leftAlone, failed, stay }: Pruned, isDryRun: boolean): string[] {
  const did = isDryRun ? 'would remove' : 'removed';
  const made = isDryRun ? 'make' : 'made';
  const bytes = removals.reduce((sum, removal) => sum + removal.bytes, 0);
  return [
    ...removals.map(
      ({ path, what, isRetired, bytes }) =>
        `${did} ${isRetired ? 'what was left of ' : ''}${path}, ${what}: ${bytes} bytes`,
    ),
    ...leftAlone.map(({ path, why }) => `left alone: ${path}: ${why}`),
    ...failed.map(({ path, why }) => `not removed: ${path}: ${why}`),
    `${did} ${removals.length} backup(s) and ${made} room of ${bytes} bytes; ${stay} stay`,
  ];
}

function atLeastOne(text: string): number {
  if (!/^[1-9]\d{0,4}$/.test(text)) throw new InvalidArgumentError('expected a number from 1 to 99999.');
  return Number(text);
}
