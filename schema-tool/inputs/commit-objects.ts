import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { gitBytes } from './git.ts';
import { MAX_BYTES } from './text-files.ts';

/** A file of a commit. */
export interface Entry {
  hash: string;
  isLink: boolean;
  /** Folder of the repository that has it: of a submodule, where it is in one. */
  repository: string;
}

/** What a commit has, by path from the root. */
export interface Listing {
  entries: Map<string, Entry>;
  /** Submodules whose commit is not here. */
  absent: Submodule[];
}

/** Of a blob; null when it is not there. */
export type Content = Buffer | 'too large' | null;

/** A repository in another one, and its commit. */
export interface Submodule {
  path: string;
  hash: string;
}

/** What is read of git by one process, which has all of it in memory. */
const MAX_BATCH_BYTES = 2 * MAX_BYTES;
/** Of the line that git prints before a blob, and what ends it. */
const MAX_HEADER_BYTES = 100;

/** The files of a commit and of its submodules, as far as they are here; null when the commit is not. */
export async function listingOf(hash: string, repository: string): Promise<Listing | null> {
  const printed = await gitBytes(['ls-tree', '-r', '-z', '--full-tree', hash], { cwd: repository });
  if (!printed) return null;
  const listing: Listing = { entries: new Map(), absent: [] };
  for (const line of printed.toString('utf8').split('\0')) {
    const [, mode, type, object, path] = /^(\d+) (\w+) ([0-9a-f]+)\t([\s\S]+)$/.exec(line) ?? [];
    if (!object || !path) continue;
    if (type === 'blob') listing.entries.set(path, { hash: object, isLink: mode === '120000', repository });
    if (type === 'commit') await addSubmodule({ path, hash: object }, repository, listing);
  }
  return listing;
}

async function addSubmodule({ path, hash }: Submodule, repository: string, listing: Listing): Promise<void> {
  const folder = join(repository, path);
  const inner = existsSync(folder) ? await listingOf(hash, folder) : null;
  if (!inner) {
    listing.absent.push({ path, hash });
    return;
  }
  for (const [file, entry] of inner.entries) listing.entries.set(`${path}/${file}`, entry);
  for (const one of inner.absent) listing.absent.push({ ...one, path: `${path}/${one.path}` });
}

/** Contents of blobs, in their order, read by one process of git, or by few where they are large. */
export async function blobsOf(hashes: readonly string[], repository: string): Promise<Content[]> {
  const contents = await contentsOf(hashes, repository);
  return contents ?? (await bySizes(hashes, repository));
}

/** Contents of blobs that are more than one process may print. */
async function bySizes(hashes: readonly string[], repository: string): Promise<Content[]> {
  const sizes = await sizesOf(hashes, repository);
  const contents: Content[] = [];
  let batch: string[] = [];
  let bytes = 0;
  const flush = async () => {
    const read = batch.length === 0 ? [] : await contentsOf(batch, repository);
    contents.push(...(read ?? batch.map(() => null)));
    batch = [];
    bytes = 0;
  };
  for (const [index, hash] of hashes.entries()) {
    const size = sizes[index] ?? 0;
    if (size > MAX_BYTES || bytes + size > MAX_BATCH_BYTES) await flush();
    if (size > MAX_BYTES) contents.push('too large');
    else batch.push(hash);
    bytes += size > MAX_BYTES ? 0 : size;
  }
  await flush();
  return contents;
}

/** Sizes of blobs in bytes, in their order; null for one that is not there. */
async function sizesOf(hashes: readonly string[], repository: string): Promise<(number | null)[]> {
  const input = hashes.map((hash) => `${hash}\n`).join('');
  const printed = await gitBytes(['cat-file', '--batch-check'], { input, cwd: repository });
  const lines = (printed?.toString('utf8') ?? '').split('\n');
  return hashes.map((_, index) => {
    const size = /^[0-9a-f]+ blob (\d+)$/.exec(lines[index] ?? '')?.[1];
    return size === undefined ? null : Number(size);
  });
}

/**
 * Contents of blobs, in their order, each null when it is not there. Null for all when git fails, as it does when it would print more
 * than it may.
 */
async function contentsOf(hashes: readonly string[], repository: string): Promise<Content[] | null> {
  const input = hashes.map((hash) => `${hash}\n`).join('');
  const maxBytes = MAX_BATCH_BYTES + hashes.length * MAX_HEADER_BYTES;
  const output = await gitBytes(['cat-file', '--batch'], { input, cwd: repository, maxBytes });
  if (output === null) return null;
  let at = 0;
  return hashes.map(() => {
    const end = output.indexOf('\n', at);
    const size = Number(/^[0-9a-f]+ blob (\d+)$/.exec(output.toString('utf8', at, Math.max(at, end)))?.[1]);
    if (end < 0 || Number.isNaN(size)) {
      if (end >= 0) at = end + 1;
      return null;
    }
    at = end + 1 + size + 1;
    return size > MAX_BYTES ? 'too large' : output.subarray(end + 1, end + 1 + size);
  });
}
