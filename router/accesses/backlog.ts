import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { ConfigError } from '../../platform/process/ending/config-error.ts';
import type { Log } from '../../platform/process/logging/logging.ts';
import { endOfLastLine, writeAll } from '../usage/usage-file.ts';
import { lockFolder } from './folder-lock.ts';

/** Reports that wait, the oldest first. */
export interface Backlog extends AsyncDisposable {
  /** Bytes that wait. */
  readonly size: number;
  /** Whether it is there for the next process. */
  readonly isKept: boolean;
  /** Keeps a report, which has no line break; false when there is no room. Throws what the file system says. */
  add(line: Uint8Array): Promise<boolean>;
  /** The oldest ones, at most so many; none when none waits. */
  first(most: number): Promise<Uint8Array[]>;
  /** Forgets the oldest. */
  removeFirst(): Promise<void>;
}

/** Keeps reports in memory: what waits when the process ends is gone. */
export function memoryBacklog(maxBytes: number): Backlog {
  const lines: Uint8Array[] = [];
  let size = 0;
  return {
    isKept: false,
    get size() {
      return size;
    },
    async add(line) {
      if (size + line.length > maxBytes) return false;
      lines.push(line);
      size += line.length;
      return true;
    },
    first: (most) => Promise.resolve(lines.slice(0, most)),
    async removeFirst() {
      size -= lines.shift()?.length ?? 0;
    },
    async [Symbol.asyncDispose]() {},
  };
}

const FILE = 'accesses.ndjson';

/**
 * Keeps reports in a file, which is appended to and emptied once all of it has been taken. A full one is written anew without what was
 * taken, where that is an eighth of it at least. What was taken is known to this process only, and the next one sends it again, which changes
 * nothing. Throws a ConfigError when the folder cannot be written.
 *
 * @param maxBytes of the file; while it is written anew there are seven eighths of it again at most
 */
export async function fileBacklog(folder: string, maxBytes: number, log: Log): Promise<Backlog> {
  const path = join(folder, FILE);
  const next = `${path}.next`;
  /** Where the first line begins that waits, and where the file ends. */
  let start = 0;
  let lock: AsyncDisposable | null = null;
  let end = 0;
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    lock = await lockFolder(folder);
    if (!lock) log.warn('ACCESS_SPILL_DIR cannot be locked here: no other router may have the same folder');
    end = await prepare();
  } catch (error) {
    await lock?.[Symbol.asyncDispose]();
    const code = error instanceof Error && 'code' in error ? error.code : 'unknown error';
    const advice =
      code === 'EADDRINUSE'
        ? 'another router works in it; give each router a folder of its own ({host} is the name of the machine)'
        : `it cannot be written (${code}); name a folder that the router may write to`;
    throw new ConfigError([`ACCESS_SPILL_DIR: ${folder}: ${advice}.`]);
  }
  let last: Promise<unknown> = Promise.resolve();
  if (end > 0) log.info({ bytes: end }, 'accesses of an earlier run wait to be reported');
  return {
    isKept: true,
    get size() {
      return end - start;
    },
    add: (line) => inTurn(() => add(line)),
    first: (most) => inTurn(() => first(most)),
    removeFirst: () => inTurn(removeFirst),
    async [Symbol.asyncDispose]() {
      await last;
      await lock?.[Symbol.asyncDispose]();
    },
  };

  /** One after the other: what is added while the file is emptied would be gone. */
  function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const turn = last.then(work);
    last = turn.catch(() => {});
    return turn;
  }

  async function add(line: Uint8Array): Promise<boolean> {
    const bytes = Buffer.concat([line, LINE_BREAK]);
    if (end + bytes.length > maxBytes && start >= maxBytes / 8) await leaveOutTaken();
    if (end + bytes.length > maxBytes) return false;
    const handle = await open(path, 'a', 0o600);
    try {
      await writeAll(handle, bytes);
      await handle.datasync();
      end += bytes.length;
    } catch (error) {
      await handle.truncate(end).catch(() => {});
      throw error;
    } finally {
      await handle.close();
    }
    return true;
  }

  async function first(most: number): Promise<Uint8Array[]> {
    const lines: Uint8Array[] = [];
    for (let at = start; at < end && lines.length < most; ) {
      const line = await lineAt(at);
      lines.push(line);
      at += line.length + 1;
    }
    return lines;
  }

  async function removeFirst(): Promise<void> {
    if (start >= end) return;
    start += (await lineAt(start)).length + 1;
    if (start < end) return;
    const handle = await open(path, 'r+');
    try {
      await handle.truncate(0);
      start = 0;
      end = 0;
    } finally {
      await handle.close();
    }
  }

  /** Writes what waits into a file of its own, which then takes the place of the other. */
  async function leaveOutTaken(): Promise<void> {
    try {
      await pipeline(
        createReadStream(path, { start, end: end - 1 }),
        createWriteStream(next, { mode: 0o600, flush: true }),
      );
      await rename(next, path);
    } catch (error) {
      await rm(next, { force: true }).catch(() => {});
      throw error;
    }
    end -= start;
    start = 0;
  }

  /** Makes the file where it is missing, and cuts off what a crash has left of a line. Gives where the file ends. */
  async function prepare(): Promise<number> {
    // What a crash has left of it is in the file too, and is to go with what it has of people.
    await rm(next, { force: true });
    const handle = await open(path, 'a+', 0o600);
    try {
      const { size } = await handle.stat();
      const whole = await endOfLastLine(handle, size);
      if (whole < size) await handle.truncate(whole);
      return whole;
    } finally {
      await handle.close();
    }
  }

  /** In bytes: what a disk has spoilt is not as long in characters. */
  async function lineAt(place: number): Promise<Buffer> {
    const handle = await open(path, 'r');
    try {
      const blocks: Buffer[] = [];
      for (let at = place; ; ) {
        const block = Buffer.alloc(BLOCK_BYTES);
        const { bytesRead } = await handle.read(block, 0, BLOCK_BYTES, at);
        const read = block.subarray(0, bytesRead);
        const newline = read.indexOf(LINE_BREAK);
        if (newline >= 0 || bytesRead === 0) {
          blocks.push(read.subarray(0, Math.max(newline, 0)));
          return Buffer.concat(blocks);
        }
        blocks.push(read);
        at += bytesRead;
      }
    } finally {
      await handle.close();
    }
  }
}

const BLOCK_BYTES = 256 * 1024;
const LINE_BREAK = Buffer.from('\n');
