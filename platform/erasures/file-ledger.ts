import { createHash } from 'node:crypto';
import { constants, createReadStream } from 'node:fs';
import { type FileHandle, open, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline';
import { isMissing } from '../process/file-errors.ts';
import { withFileLock } from '../process/file-lock.ts';
import type { Erasure, ErasureLedger } from './ledger.ts';
import { LedgerDamaged } from './ledger-damaged.ts';

/** What the first line's digest is made with in place of that of a line before it. */
const START = 'customer-graph erasures 1';
/** Longer than any line. */
const TAIL_BYTES = 1_024;
const LINE =
  /^(?<text>(?<number>[1-9]\d{0,15}) (?<tipo>[A-Za-z][A-Za-z0-9]{0,59}) (?<id>[1-9]\d{0,18}) \S{24}) (?<digest>[0-9a-f]{64})$/;

/**
 * A ledger in one file, a line for each erasure: number, kind, id, when, and the SHA-256 of this and of the digest of the
 * line before, so that no line can be changed or left out unseen. Several processes may write it, one at a time; a line that
 * was not finished was confirmed to nobody, and goes.
 *
 *     1 Cliente 42 2026-11-26T19:04:12.003Z 9b1f...
 */
export function fileLedger(path: string): ErasureLedger {
  return {
    record: (erasure) =>
      withFileLock(`${path}.lock`, async (lock) => {
        await using file = await open(path, constants.O_RDWR | constants.O_CREAT, 0o600);
        const { size } = await file.stat();
        const last = await lastLine(file, size, path);
        const line = lineAfter(last, erasure);
        await lock.check();
        if (last.end < size) await file.truncate(last.end);
        await file.write(line, last.end);
        await file.sync();
        if (last.end === 0) await syncFolder(dirname(path));
      }),
    read: (tipo) => readIds(path, tipo),
    [Symbol.asyncDispose]: () => Promise.resolve(),
  };
}

/** The last line that is whole. */
interface LastLine {
  number: number;
  digest: string;
  /** Where it ends, in bytes. */
  end: number;
}

async function lastLine(file: FileHandle, size: number, path: string): Promise<LastLine> {
  const start = Math.max(0, size - TAIL_BYTES);
  const { buffer, bytesRead } = await file.read(Buffer.alloc(TAIL_BYTES), 0, TAIL_BYTES, start);
  const tail = buffer.toString('latin1', 0, bytesRead);
  const end = tail.lastIndexOf('\n') + 1;
  if (end === 0 && start === 0) return { number: 0, digest: START, end: 0 };
  const text = tail.slice(tail.lastIndexOf('\n', end - 2) + 1, end - 1);
  const line = LINE.exec(text)?.groups;
  if (!line) throw new LedgerDamaged(path, 'does not end with a line of its own');
  return { number: Number(line.number), digest: line.digest ?? '', end: start + end };
}

function lineAfter({ number, digest }: LastLine, { tipo, id }: Erasure): string {
  const text = `${number + 1} ${tipo} ${id} ${new Date().toISOString()}`;
  const line = `${text} ${digestOf(digest, text)}`;
  if (!LINE.test(line)) throw new Error('an erasure cannot be written in a line');
  return `${line}\n`;
}

function digestOf(former: string, text: string): string {
  return createHash('sha256').update(`${former}\n${text}`).digest('hex');
}

async function* readIds(path: string, tipo: string): AsyncGenerator<string> {
  const size = await sizeOf(path);
  if (size === 0) return;
  let former = START;
  let number = 0;
  // What is appended meanwhile, or was not finished, is not for this reader.
  const lines = createInterface({ input: createReadStream(path, { end: size - 1 }), crlfDelay: 0 });
  let unfinished: string | null = null;
  for await (const text of lines) {
    if (unfinished !== null)
      throw new LedgerDamaged(path, `is not as it was written from line ${number + 1} on`);
    const line = LINE.exec(text)?.groups;
    if (line && Number(line.number) === number + 1 && line.digest === digestOf(former, line.text ?? '')) {
      former = line.digest;
      number += 1;
      if (line.tipo === tipo) yield line.id ?? '';
    } else unfinished = text;
  }
  if (unfinished !== null && (await endsWithNewline(path, size)))
    throw new LedgerDamaged(path, `is not as it was written from line ${number + 1} on`);
}

/** Zero for a file that nobody has written yet. */
async function sizeOf(path: string): Promise<number> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if (isMissing(error)) return 0;
    throw error;
  }
}

async function endsWithNewline(path: string, size: number): Promise<boolean> {
  await using file = await open(path, 'r');
  const { buffer } = await file.read(Buffer.alloc(1), 0, 1, size - 1);
  return buffer.toString() === '\n';
}

/** The name of a new file is not kept before its folder is. */
async function syncFolder(path: string): Promise<void> {
  await using folder = await open(path, 'r');
  await folder.sync();
}
