import { isUtf8 } from 'node:buffer';
import { constants, type Stats } from 'node:fs';
import { type FileHandle, lstat, open, stat } from 'node:fs/promises';
import { CannotRun } from './cannot-run.ts';

/** Of one file, several times those of the largest schemas and lists of operations that are known. */
export const MAX_BYTES = 64 * 1024 * 1024;
/** Of a usage file or a report, which may have a line for each operation and day. */
export const MAX_USAGE_BYTES = 256 * 1024 * 1024;
/** Files that are open at a time: systems give a process a few hundred. */
const MAX_OPEN = 64;
const PART_BYTES = 1024 * 1024;
/** What whoever started the command hands to it, such as `--usage <(zcat usage.gz)`: it may be a pipe. */
const HANDED_OVER = /^\/(dev\/stdin|(dev|proc\/self)\/fd\/\d+)$/;

/** A file's text, which is UTF-8. Throws CannotRun that names the file. */
export async function readText(path: string, maxBytes: number = MAX_BYTES): Promise<string> {
  return utf8(await whenFewAreOpen(() => readBytes(path, maxBytes)), path);
}

async function readBytes(path: string, maxBytes: number): Promise<Buffer> {
  try {
    if (HANDED_OVER.test(path)) {
      await using file = await open(path);
      return await allOf(file, path, maxBytes);
    }
    // Before it is opened, as opening some devices does something.
    requireRegular(await stat(path), path);
    await using file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    const found = await file.stat();
    requireRegular(found, path);
    if (found.size > maxBytes) throw fileTooLarge(path, maxBytes);
    return await allOf(file, path, maxBytes);
  } catch (error) {
    if (error instanceof CannotRun) throw error;
    const code = error instanceof Error && 'code' in error ? error.code : 'unknown error';
    if (code === 'ENOENT' && (await exists(path)))
      throw new CannotRun(`${path} is a link that leads nowhere.`);
    throw new CannotRun(`${path} cannot be read (${code}).`);
  }
}

/** A pipe may never end, and a device may end the machine's memory. */
function requireRegular(found: Stats, path: string): void {
  if (found.isFile()) return;
  if (found.isDirectory()) throw new CannotRun(`${path} cannot be read (EISDIR).`);
  const kind = found.isFIFO() ? 'a named pipe' : found.isSocket() ? 'a socket' : 'a device';
  throw new CannotRun(`${path} is not a regular file, but ${kind}: it is not read.`);
}

/** Whatever size a file says that it has, it may be written to meanwhile. */
async function allOf(file: FileHandle, path: string, maxBytes: number): Promise<Buffer> {
  const { size } = await file.stat();
  const parts: Buffer[] = [];
  let length = 0;
  for (;;) {
    const part = Buffer.allocUnsafe(Math.min(size > length ? size - length + 1 : 65_536, PART_BYTES));
    const { bytesRead } = await file.read(part);
    if (bytesRead === 0) return Buffer.concat(parts, length);
    parts.push(part.subarray(0, bytesRead));
    length += bytesRead;
    if (length > maxBytes) throw fileTooLarge(path, maxBytes);
  }
}

/** A file that is larger than what is read. */
export function fileTooLarge(path: string, maxBytes: number = MAX_BYTES): CannotRun {
  return new CannotRun(`${path} is larger than ${maxBytes / 1024 / 1024} MiB: it is not read.`);
}

let opened = 0;
const waiting: (() => void)[] = [];

async function whenFewAreOpen<Value>(read: () => Promise<Value>): Promise<Value> {
  if (opened >= MAX_OPEN) await new Promise<void>((next) => waiting.push(next));
  else opened += 1;
  try {
    return await read();
  } finally {
    const next = waiting.shift();
    if (next) next();
    else opened -= 1;
  }
}

/**
 * Bytes as text, without the mark at the beginning by which some editors say that it is UTF-8. Others than UTF-8 would become
 * other characters without a word: throws CannotRun.
 */
export function utf8(bytes: Buffer, path: string): string {
  if (!isUtf8(bytes)) throw new CannotRun(`${path} is not UTF-8: save it in that encoding.`);
  return bytes.toString('utf8').replace(/^\ufeff/, '');
}

/** A file's text, empty when there is no such file. Throws CannotRun that names the file. */
export async function readOptionalText(path: string): Promise<string> {
  return (await exists(path)) ? await readText(path) : '';
}

/** Whether there is something at a path. A link that leads nowhere is: to read it tells what is wrong. */
export async function exists(path: string): Promise<boolean> {
  return await lstat(path).then(
    () => true,
    () => false,
  );
}
