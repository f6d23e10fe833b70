import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { codeOf } from '../../platform/errors/error-code.ts';
import { StartError } from '../../platform/process/ending/start-error.ts';
import { DamagedBackup } from './damaged-backup.ts';
import { isPart, MANIFEST_NAMES, type Manifest, readManifest, whyUnfinished } from './manifest.ts';
import { MARK_NAMES, readUnfinished, type Unfinished } from './unfinished-mark.ts';

/** A folder in the folder of backups, as far as can be seen without reading dumps. */
export type FoundFolder =
  /** All its files are there, as long as the manifest says; it is kept where `alsoHas` names what no backup has. */
  | { kind: 'whole'; path: string; manifest: Manifest; alsoHas: string[] }
  /** What a removal that did not end has left. */
  | { kind: 'half removed'; path: string; manifest: Manifest }
  /** One that is being written, or that nobody has ended; `unfinished` is null where a removal of that did not end. */
  | { kind: 'unfinished'; path: string; unfinished: Unfinished | null; parts: string[]; alsoHas: string[] }
  /** No backup, one of a release without marks that was not ended, or one that is not whole. */
  | { kind: 'not whole'; path: string; why: string };

/**
 * What the folders in a folder are, by their names; files and links in it are nothing to us. Throws StartError for a folder
 * that is not there, and for one that is a backup itself.
 */
export async function findBackups(parent: string): Promise<FoundFolder[]> {
  const entries = await readdir(parent, { withFileTypes: true }).catch((error) => {
    throw unreadableParent(error, parent);
  });
  const names = entries.map(({ name }) => name);
  if (
    [MANIFEST_NAMES, MARK_NAMES].some(({ kept, removed }) => names.includes(kept) || names.includes(removed))
  )
    throw new StartError(`${parent} is a backup itself: name the folder that it is in.`);
  const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  const found: FoundFolder[] = [];
  for (const name of folders.sort()) found.push(await foundFolder(join(parent, name)));
  return found;
}

async function foundFolder(path: string): Promise<FoundFolder> {
  try {
    const names = await readdir(path);
    if (names.includes(MANIFEST_NAMES.kept)) return await foundBackup(path, names);
    if (names.includes(MANIFEST_NAMES.removed))
      return { kind: 'half removed', path, manifest: await readManifest(path, 'removed') };
    if (names.includes(MARK_NAMES.kept) || names.includes(MARK_NAMES.removed))
      return await foundUnfinished(path, names);
    return { kind: 'not whole', path, why: await whyNone(path, names) };
  } catch (error) {
    return { kind: 'not whole', path, why: whyUnread(error) };
  }
}

async function foundUnfinished(path: string, names: readonly string[]): Promise<FoundFolder> {
  const others = names.filter((name) => name !== MARK_NAMES.kept && name !== MARK_NAMES.removed);
  return {
    kind: 'unfinished',
    path,
    unfinished: await readUnfinished(path),
    parts: others.filter(isPart),
    alsoHas: others.filter((name) => !isPart(name)),
  };
}

async function foundBackup(path: string, names: readonly string[]): Promise<FoundFolder> {
  const manifest = await readManifest(path);
  const own = new Set<string>([MANIFEST_NAMES.kept, MARK_NAMES.kept]);
  for (const { file, bytes } of Object.values(manifest.domains)) {
    own.add(file);
    const problem = await problemOf(path, file, bytes);
    if (problem !== null)
      return {
        kind: 'not whole',
        path,
        why: `it is not whole (${problem}): where another backup is, remove the folder yourself`,
      };
  }
  return { kind: 'whole', path, manifest, alsoHas: names.filter((name) => !own.has(name)) };
}

async function problemOf(folder: string, file: string, bytes: number): Promise<string | null> {
  const found = await lstat(join(folder, file)).catch(() => null);
  if (!found?.isFile()) return `${file} is not there`;
  return found.size === bytes ? null : `${file} has ${found.size} bytes, and by its manifest ${bytes}`;
}

async function whyNone(path: string, names: readonly string[]): Promise<string> {
  if (names.length === 0) return 'it is empty';
  const why = await whyUnfinished(path);
  return why === null
    ? 'it is no backup'
    : `${why}, of a release without a mark of that; remove the folder yourself`;
}

function whyUnread(error: unknown): string {
  if (error instanceof StartError || error instanceof DamagedBackup) return error.message;
  return `it cannot be read (${failureName(error)})`;
}

function unreadableParent(error: unknown, parent: string): StartError {
  const code = failureName(error);
  if (code === 'ENOENT' || code === 'ENOTDIR')
    return new StartError(`There is no folder ${parent}: name the one that backups are in.`, {
      cause: error,
    });
  return new StartError(
    `${parent} cannot be read (${code}): run this as the user that backups are made by.`,
    { cause: error },
  );
}

/** What the system calls a failure. */
export function failureName(error: unknown): string {
  return codeOf(error) ?? String(error);
}
