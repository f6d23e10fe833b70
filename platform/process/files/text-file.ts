import { closeSync, constants, fstatSync, openSync, readSync, type Stats } from 'node:fs';
import { open } from 'node:fs/promises';

/** A file's text, or in a few words why there is none. */
export type TextFile = { kind: 'read'; text: string } | { kind: 'unreadable'; why: string };

/** Opens a file without waiting for whoever writes into a pipe. */
export const READ_ONLY = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);
const CHUNK_BYTES = 64 * 1024;

/** The text of a UTF-8 file of at most `maxBytes`. Only of a regular file: a device or a pipe might never end. */
export async function readTextFile(path: string, maxBytes: number): Promise<TextFile> {
  try {
    await using file = await open(path, READ_ONLY);
    const why = refusal(await file.stat(), maxBytes);
    if (why !== null) return { kind: 'unreadable', why };
    // One byte more tells of a file that grows while it is read.
    const chunks: Buffer[] = await file.createReadStream({ end: maxBytes, autoClose: false }).toArray();
    return decoded(Buffer.concat(chunks), maxBytes);
  } catch (error) {
    return failed(error);
  }
}

/** What `readTextFile` gives, before anything else goes on that would have to wait. */
export function readTextFileSync(path: string, maxBytes: number): TextFile {
  let file: number | null = null;
  try {
    file = openSync(path, READ_ONLY);
    const why = refusal(fstatSync(file), maxBytes);
    if (why !== null) return { kind: 'unreadable', why };
    return decoded(Buffer.concat([...chunksOf(file, maxBytes + 1)]), maxBytes);
  } catch (error) {
    return failed(error);
  } finally {
    if (file !== null) closeSync(file);
  }
}

function* chunksOf(file: number, maxBytes: number): Generator<Buffer> {
  let left = maxBytes;
  while (left > 0) {
    const chunk = Buffer.alloc(Math.min(left, CHUNK_BYTES));
    const length = readSync(file, chunk);
    if (length === 0) return;
    left -= length;
    yield chunk.subarray(0, length);
  }
}

function refusal(file: Stats, maxBytes: number): string | null {
  if (!file.isFile()) return 'it is no file';
  return file.size > maxBytes ? tooLarge(maxBytes) : null;
}

function decoded(bytes: Buffer, maxBytes: number): TextFile {
  if (bytes.length > maxBytes) return { kind: 'unreadable', why: tooLarge(maxBytes) };
  try {
    // Other bytes would become other characters without a word.
    return { kind: 'read', text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    return { kind: 'unreadable', why: 'it is not UTF-8 text' };
  }
}

function tooLarge(maxBytes: number): string {
  const kibibytes = maxBytes / 1024;
  return `it is larger than ${kibibytes < 1024 ? `${kibibytes} KiB` : `${kibibytes / 1024} MiB`}`;
}

function failed(error: unknown): TextFile {
  return {
    kind: 'unreadable',
    why: error instanceof Error && 'code' in error ? String(error.code) : 'unknown',
  };
}
