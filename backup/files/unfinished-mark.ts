import { open, readdir, stat, unlink } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import { StartError } from '../../platform/process/ending/start-error.ts';

const FILE = 'unfinished.json';
/** How often whoever writes a backup says so. */
export const BEAT_MS = 10_000;
/** Whoever was heard of within that is at it, as far as somebody else can tell: shares show changes late. */
const AT_IT_MS = 2 * 60_000;
/** Whoever was not heard of for so long is not at it any more, and what was written may go. */
const OVER_MS = 24 * 60 * 60 * 1000;
const MAX_BYTES = 4096;

/** The names of the mark of a backup that is being written, and of one that is being removed. */
export const MARK_NAMES = { kept: FILE, removed: `${FILE}.removed` } as const;

const instant = v.pipe(v.string(), v.isoTimestamp());
const content = v.object({ host: v.string(), process: v.number(), started: instant, alive: instant });

/** Who writes a backup, and when that was heard of last. Texts are null where the mark cannot be read. */
export interface Unfinished {
  host: string | null;
  process: number | null;
  started: string | null;
  alive: Date;
}

/** The mark of a backup that this process writes. */
export interface UnfinishedMark extends AsyncDisposable {
  /** Whether the folder is still this backup's: nobody has removed it, made another in its place, or begun to remove it. */
  isThere(): Promise<boolean>;
  /** Throws StartError where the folder is not this backup's any more. */
  check(): Promise<void>;
  /** Takes the mark away. Throws as of `check`. */
  end(): Promise<void>;
}

/**
 * Marks a new folder as one that is being written, and goes on saying so until it is disposed of. What is left of a process
 * that is killed keeps its mark, which then says since when nobody is at it.
 */
export async function markUnfinished(folder: string): Promise<UnfinishedMark> {
  const path = join(folder, FILE);
  const file = await open(path, 'wx', 0o600);
  const started = new Date().toISOString();
  // Always of the same length, so that it is written over as a whole.
  const beat = async () => {
    const alive = new Date().toISOString();
    await file.write(`${JSON.stringify({ host: hostname(), process: process.pid, started, alive })}\n`, 0);
    // Others who use the same share see it then, and not when this machine has nothing better to do.
    await file.sync();
  };
  try {
    await beat();
  } catch (error) {
    await file.close();
    throw error;
  }
  // One that fails is made up for by the next; a disk that takes nothing ends the backup itself.
  let beating: Promise<void> | null = null;
  const timer = setInterval(() => {
    beating ??= beat()
      .catch(() => {})
      .finally(() => {
        beating = null;
      });
  }, BEAT_MS);
  // As long as the file is open no other one is given its number.
  const own = await file.stat();
  const isThere = async () => {
    const found = await stat(path).catch(() => null);
    return found !== null && found.ino === own.ino && found.dev === own.dev;
  };
  const check = async () => {
    if (!(await isThere())) throw notOurs(folder);
  };
  return {
    isThere,
    check,
    async end() {
      await check();
      if ((await unlink(path).catch(goneMeanwhile)) === null) throw notOurs(folder);
    },
    async [Symbol.asyncDispose]() {
      clearInterval(timer);
      await beating;
      await file.close();
    },
  };
}

function notOurs(folder: string): StartError {
  return new StartError(
    `${folder} is not the folder any more that this backup was begun in. It was taken for given up and is being removed (this process was not heard of for a day), or somebody has removed it or made another one in its place. Make the backup again.`,
  );
}

/** What the mark of a folder says; null without one. Throws what the system says of one that is not to be read. */
export async function readUnfinished(folder: string): Promise<Unfinished | null> {
  const names = await readdir(folder);
  if (!names.includes(FILE)) return null;
  await using file = await open(join(folder, FILE), 'r').catch(goneMeanwhile);
  if (file === null) return null;
  const { buffer, bytesRead } = await file.read(Buffer.alloc(MAX_BYTES), 0, MAX_BYTES, 0);
  // By the clock of where the files are, which may be another one.
  const { mtime } = await file.stat();
  const parsed = v.safeParse(content, parsedJson(buffer.toString('utf8', 0, bytesRead)));
  if (!parsed.success) return { host: null, process: null, started: null, alive: mtime };
  const { alive, ...who } = parsed.output;
  return { ...who, alive: new Date(Math.max(Date.parse(alive), mtime.getTime())) };
}

/** Whether nobody is at a backup any more. */
export function isGivenUp({ alive }: Unfinished, now = new Date()): boolean {
  return now.getTime() - alive.getTime() > OVER_MS;
}

/** In words, who writes a backup or has written it. */
export function tellUnfinished({ host, process, started, alive }: Unfinished, now = new Date()): string {
  const who = host === null ? 'somebody' : `process ${process} on ${host}`;
  const since = started === null ? '' : ` since ${started}`;
  if (now.getTime() - alive.getTime() < AT_IT_MS)
    return `${who} writes it${since}, as far as can be seen (last heard of at ${alive.toISOString()})`;
  return `${who} wrote it${since} and has not ended it (last heard of at ${alive.toISOString()}); \`backup prune\` removes it a day after that`;
}

function goneMeanwhile(error: unknown): null {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
  throw error;
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
