import { randomUUID } from 'node:crypto';
import { type FileHandle, open, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { codeOf } from '../../platform/errors/error-code.ts';
import { StartError } from '../../platform/process/ending/start-error.ts';

/** Clocks of machines that are set by a time server are nearer than that by far. */
const MAX_DIFFERENCE_MS = 60 * 60 * 1000;

/** What a disk says that is full, or a quota: it takes empty files all the same. */
const FULL: ReadonlySet<unknown> = new Set(['ENOSPC', 'EDQUOT']);

/** The time by which what is in a folder may be called old; `why` is what the system says where no file can be made there. */
export type FolderTime = { kind: 'known'; now: Date } | { kind: 'unknown'; why: string };

/**
 * The earlier of the times by this machine's clock and by that of where the folder is, which is asked by a file that is made there and
 * removed again: either one may be wrong, and what is removed too early is gone. Throws StartError where they differ by more than an hour.
 */
export async function timeAt(folder: string): Promise<FolderTime> {
  const there = await clockOf(folder).catch((error: unknown) => codeOf(error) ?? String(error));
  if (typeof there === 'string') return { kind: 'unknown', why: there };
  const here = new Date();
  if (Math.abs(here.getTime() - there.getTime()) > MAX_DIFFERENCE_MS)
    throw new StartError(
      `The clock of this machine says ${here.toISOString()}, and that of where ${folder} is ${there.toISOString()}: one of them is wrong, and nothing is removed by either. Have both set by a time server, and run this again.`,
    );
  return { kind: 'known', now: here < there ? here : there };
}

async function clockOf(folder: string): Promise<Date> {
  const path = join(folder, `.time-${randomUUID()}`);
  const file = await open(path, 'wx', 0o600);
  try {
    // What has been written has the time of where it is kept; of an empty file, which is all that a full disk takes, some systems say their own.
    await written(file).catch(unlessFull);
    return (await file.stat()).mtime;
  } finally {
    // Closed before it is removed, as shares keep a name for files that are open.
    await file.close();
    await unlink(path);
  }
}

async function written(file: FileHandle): Promise<void> {
  await file.write('\n');
  await file.sync();
}

function unlessFull(error: unknown): void {
  if (!FULL.has(codeOf(error))) throw error;
}
