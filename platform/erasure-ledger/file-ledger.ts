import { constants, createReadStream } from 'node:fs';
import { type FileHandle, open, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline';
import { StartError } from '../process/ending/start-error.ts';
import { isMissing } from '../process/files/file-errors.ts';
import { withFileLock } from '../process/files/file-lock.ts';
import { syncFolder } from '../process/files/sync-folder.ts';
import { ErasureChain } from './erasure-chain.ts';
import type { Erasure, ErasureLedger, LedgerHead } from './ledger.ts';
import { LedgerDamaged } from './ledger-damaged.ts';
import { LedgerMissing } from './ledger-missing.ts';

/** Much longer than the last lines, and what writes that were cut short have left between them. */
const TAIL_BYTES = 64 * 1_024;
const ATTEMPTS = 5;

/**
 * A ledger in one file, a line for each erasure: number, kind, id, when, and the SHA-256 of this and of the digest of the
 * line before, so that no line can be changed or left out unseen. Several processes may write it, one at a time; what is
 * there is never written over, and an erasure is kept when its line was read again. What a write left that was cut short, as
 * on a full disk, was confirmed to nobody: it stays, and is passed over.
 *
 *     1 Cliente 42 2026-11-26T19:04:12.003Z 9b1f...
 */
export function fileLedger(path: string): ErasureLedger {
  return {
    async create() {
      await using file = await openToWrite(path);
      await file.sync();
      await syncFolder(dirname(path));
    },
    record: (erasure) =>
      withFileLock(`${path}.lock`, async (lock) => {
        await using file = await openToWrite(path);
        const isNew = (await file.stat()).size === 0;
        for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
          const end = await endOf(file, path);
          await lock.check();
          if (!(await append(file, path, end, erasure))) continue;
          if (isNew) await syncFolder(dirname(path));
          return;
        }
        throw new Error(`${path} is written by others all the time`);
      }),
    async *read(tipo) {
      for await (const { erasure } of linesOf(path)) if (erasure.tipo === tipo) yield erasure.id;
    },
    head: () => headOf(path),
    async includes({ count, digest }) {
      if (count === 0) return true;
      for await (const { kind, chain } of linesOf(path))
        if (kind === 'next' && chain.number === count) return digest === null || chain.digest === digest;
      return false;
    },
    [Symbol.asyncDispose]: () => Promise.resolve(),
  };
}

function openToWrite(path: string): Promise<FileHandle> {
  return open(path, constants.O_RDWR | constants.O_CREAT | constants.O_APPEND, 0o600);
}

async function headOf(path: string): Promise<LedgerHead> {
  let head: LedgerHead = { count: 0, digest: null };
  for await (const { chain } of linesOf(path)) head = { count: chain.number, digest: chain.digest };
  return head;
}

/** How a ledger ends. */
interface LedgerEnd {
  chain: ErasureChain;
  size: number;
  /** Whether the last line has its end. */
  isWhole: boolean;
}

async function endOf(file: FileHandle, path: string): Promise<LedgerEnd> {
  const { size } = await file.stat();
  const start = Math.max(0, size - TAIL_BYTES);
  const tail = await textFrom(file, start, size);
  const lines = tail.split('\n');
  const isWhole = lines.at(-1) === '';
  const chain = start === 0 ? followed(new ErasureChain(), lines) : chainWithin(lines.slice(1));
  if (chain === null) throw new LedgerDamaged(path, 'does not end with lines of its own');
  return { chain, size, isWhole };
}

/** Follows lines; null when one of them is foreign. */
function followed(chain: ErasureChain, lines: readonly string[]): ErasureChain | null {
  return lines.every((line) => line === '' || chain.take(line).kind !== 'foreign') ? chain : null;
}

/** Follows the lines after the first of which all are; that is the second or third where one came late. Null for none. */
function chainWithin(lines: readonly string[]): ErasureChain | null {
  for (const [index, line] of lines.entries()) {
    const begun = new ErasureChain(line);
    if (begun.number === 0) continue;
    const chain = followed(begun, lines.slice(index + 1));
    if (chain && chain.number > Number(line.split(' ')[0])) return chain;
  }
  return null;
}

/**
 * Writes a line behind all others, and reads it again. Gives whether it is the next one: after a pause of this process
 * another one may have taken the lock. Throws StartError when it is not there as it should be.
 */
async function append(
  file: FileHandle,
  path: string,
  { chain, size, isWhole }: LedgerEnd,
  erasure: Erasure,
): Promise<boolean> {
  const line = chain.lineFor(erasure);
  const bytes = Buffer.from(`${isWhole ? '' : '\n'}${line}\n`, 'latin1');
  const { bytesWritten } = await file.write(bytes);
  if (bytesWritten !== bytes.length)
    throw new StartError(
      `An erasure was not written to ${path} as a whole: see whether its disk is full. It will be tried again.`,
    );
  await file.sync();
  for (const written of (await textFrom(file, size, (await file.stat()).size)).split('\n')) {
    if (written !== '' && chain.take(written).kind === 'next') return written === line;
  }
  throw new StartError(
    `${path} has not kept what was written: is it on storage that several machines share?`,
  );
}

async function textFrom(file: FileHandle, start: number, end: number): Promise<string> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(end - start), 0, end - start, start);
  return buffer.toString('latin1', 0, bytesRead);
}

/** A line of an erasure, and the chain as it is after that. */
interface ReadLine {
  kind: 'next' | 'late';
  erasure: Erasure;
  chain: ErasureChain;
}

/** Throws LedgerMissing and LedgerDamaged. */
async function* linesOf(path: string): AsyncGenerator<ReadLine> {
  const size = await sizeOf(path);
  if (size === 0) return;
  const chain = new ErasureChain();
  // What is appended meanwhile is not for this reader.
  const lines = createInterface({ input: createReadStream(path, { end: size - 1 }), crlfDelay: 0 });
  for await (const text of lines) {
    if (text === '') continue;
    const taken = chain.take(text);
    if (taken.kind === 'foreign')
      throw new LedgerDamaged(path, `is not as it was written from line ${chain.number + 1} on`);
    if (taken.kind !== 'torn') yield { ...taken, chain };
  }
}

async function sizeOf(path: string): Promise<number> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if (isMissing(error)) throw new LedgerMissing(path);
    throw error;
  }
}
