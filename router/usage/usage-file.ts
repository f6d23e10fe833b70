import { createReadStream } from 'node:fs';
import { type FileHandle, mkdir, open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { loggableError } from '../../platform/errors/loggable-error.ts';
import type { Log } from '../../platform/process/logging/logging.ts';
import { parseUsageLine } from '../../usage-format/usage-line.ts';
import { UsageSum } from '../../usage-format/usage-sum.ts';

export interface UsageFileOptions {
  path: string;
  /** Size from which the file is made smaller, bytes. */
  maxBytes: number;
  /** Files that are kept: `path`, and older ones from `path.1` on. */
  maxFiles: number;
  log: Log;
}

const BLOCK_BYTES = 64 * 1024;
const NEWLINE = 0x0a;

/**
 * A usage file that one process appends to. Whole lines only: what a crash or a full disk has left of a line is cut
 * off before anything else is written. A file that has grown too large has its lines summed, and when that does not
 * help is set aside.
 */
export class UsageFileWriter {
  readonly #path: string;
  readonly #maxBytes: number;
  readonly #maxFiles: number;
  readonly #log: Log;
  /** Where the file ended when this process had last written to it. */
  #end: { ino: number; size: number } | null = null;
  #othersWrite = false;

  private constructor({ path, maxBytes, maxFiles, log }: UsageFileOptions) {
    this.#path = path;
    this.#maxBytes = maxBytes;
    this.#maxFiles = maxFiles;
    this.#log = log;
  }

  /** Makes the file and its folder where they are missing, and mends it. Throws what the file system says. */
  static async open(options: UsageFileOptions): Promise<UsageFileWriter> {
    await mkdir(dirname(options.path), { recursive: true });
    const file = new UsageFileWriter(options);
    await file.append('');
    return file;
  }

  /**
   * Appends lines; they are on the disk when this ends. When it fails, what had been written of them is cut off again.
   *
   * @param lines each with a line break at its end
   */
  async append(lines: string): Promise<void> {
    const handle = await open(this.#path, 'a+', 0o640);
    try {
      await this.#lookForOthers(handle);
      const start = await this.#mend(handle);
      const bytes = Buffer.from(lines);
      try {
        await writeAll(handle, bytes);
        await handle.datasync();
      } catch (error) {
        await handle.truncate(start).catch((failure: unknown) => {
          this.#log.warn(
            { error: loggableError(failure) },
            'lines of a failed write may stay in the usage file',
          );
        });
        throw error;
      }
      const { ino } = await handle.stat();
      this.#end = { ino, size: start + bytes.length };
    } finally {
      await handle.close();
    }
  }

  /** Makes the file smaller when it is too large, losing nothing while there are fewer than the files to keep. */
  async limitSize(): Promise<void> {
    if (this.#size() < this.#maxBytes) return;
    if (!this.#othersWrite) {
      try {
        await this.#sumLines();
      } catch (error) {
        this.#log.warn(
          { error: loggableError(error) },
          'the usage file is set aside without summing its lines',
        );
      }
    }
    // Half, so that summing, which reads the whole file, is not needed again soon.
    if (this.#size() > this.#maxBytes / 2) await this.#setAside();
  }

  #size(): number {
    return this.#end?.size ?? 0;
  }

  /** Another process that writes to the same file would lose lines when this one replaces it. */
  async #lookForOthers(handle: FileHandle): Promise<void> {
    const { ino, size } = await handle.stat();
    if (this.#othersWrite || !this.#end || ino !== this.#end.ino || size <= this.#end.size) return;
    this.#othersWrite = true;
    this.#log.error('another process writes to the file of USAGE_PATH: give each router a file of its own');
  }

  /** Cuts off a last line without its end. Gives where the file ends then. */
  async #mend(handle: FileHandle): Promise<number> {
    const { size } = await handle.stat();
    const end = await endOfLastLine(handle, size);
    if (end === size) return size;
    await handle.truncate(end);
    this.#log.warn({ bytes: size - end }, 'an unfinished line was cut off the usage file');
    return end;
  }

  async #sumLines(): Promise<void> {
    const summed = new UsageSum();
    for await (const text of linesOf(this.#path)) {
      const line = parseUsageLine(text);
      if (!line) throw new Error('a line that is not usage of version 1');
      summed.add(line);
    }
    const replacement = join(dirname(this.#path), `.${basename(this.#path)}.summing`);
    const handle = await open(replacement, 'w', 0o640);
    let size = 0;
    try {
      for (const line of summed.lines()) {
        const bytes = Buffer.from(`${JSON.stringify(line)}\n`);
        await writeAll(handle, bytes);
        size += bytes.length;
      }
      await handle.datasync();
      await rename(replacement, this.#path);
      await syncFolder(this.#path);
      this.#end = { ino: (await handle.stat()).ino, size };
    } catch (error) {
      // Its room is needed when the disk is full.
      await rm(replacement, { force: true });
      throw error;
    } finally {
      await handle.close();
    }
  }

  async #setAside(): Promise<void> {
    for (let age = this.#maxFiles - 1; age > 0; age -= 1) {
      const younger = age === 1 ? this.#path : `${this.#path}.${age - 1}`;
      await rename(younger, `${this.#path}.${age}`).catch(ignoreMissing);
    }
    await syncFolder(this.#path);
    this.#end = null;
  }
}

async function* linesOf(path: string): AsyncGenerator<string> {
  let rest = '';
  for await (const block of createReadStream(path, 'utf8')) {
    const texts = `${rest}${block}`.split('\n');
    rest = texts.pop() ?? '';
    yield* texts;
  }
  if (rest !== '') yield rest;
}

/** Writes bytes at the end of a file, all of them: one call to the system may write fewer. */
export async function writeAll(handle: FileHandle, bytes: Buffer): Promise<void> {
  for (let written = 0; written < bytes.length; ) {
    written += (await handle.write(bytes, written)).bytesWritten;
  }
}

/** Where the last whole line of a file ends, looking from its end. */
export async function endOfLastLine(handle: FileHandle, size: number): Promise<number> {
  const block = Buffer.alloc(BLOCK_BYTES);
  for (let end = size; end > 0; ) {
    const length = end === size ? 1 : Math.min(BLOCK_BYTES, end);
    const { bytesRead } = await handle.read(block, 0, length, end - length);
    const at = block.subarray(0, bytesRead).lastIndexOf(NEWLINE);
    if (at >= 0) return end - length + at + 1;
    end -= length;
  }
  return 0;
}

/** Makes renames in the folder of a file last. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(dirname(path), 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

function ignoreMissing(error: unknown): void {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return;
  throw error;
}
