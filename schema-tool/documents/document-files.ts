import { readdir, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { CannotRun } from '../inputs/cannot-run.ts';
import { readText } from '../inputs/text-files.ts';
import { folderOf, isPattern, matches } from './graphql-config.ts';
import { isManifestFile, persistedDocuments } from './persisted-documents.ts';
import { isSourceFile, taggedDocuments } from './tagged-documents.ts';

/** A file with documents of clients. */
export interface DocumentFile {
  file: string;
  text: string;
  /** Id of the document in a manifest, in which each has its own fragments. */
  entry?: string;
  /** Why nothing could be read of it. */
  problems?: readonly string[];
}

const DOCUMENTS = /\.(graphql|gql)$/;
const SKIPPED: ReadonlySet<string> = new Set(['node_modules', '.git']);

/** Whether a file may have documents, by its name. */
export function isDocumentFile(name: string): boolean {
  const mayHave = DOCUMENTS.test(name) || isSourceFile(name) || isManifestFile(name);
  return mayHave && !name.split('/').some((part) => SKIPPED.has(part));
}

/**
 * The documents of one file: GraphQL, a program with tagged documents, or a manifest. One that cannot be used is there with
 * its problems.
 *
 * @param named whether the file itself was named, so that a JSON that is no manifest is a problem
 */
export async function readDocuments(
  file: string,
  read: (file: string) => Promise<string>,
  named: boolean,
): Promise<DocumentFile[]> {
  try {
    const text = await read(file);
    if (isSourceFile(file)) return [{ file, text: await taggedDocuments(text, file) }];
    if (!file.endsWith('.json')) return [{ file, text }];
    const persisted = persistedDocuments(text, file, named);
    if (persisted) return persisted.map(({ id, text: one }) => ({ file, text: one, entry: id }));
    if (!named) return [];
    throw new CannotRun(
      `${file}:1: no manifest of persisted documents, neither Apollo's nor a mapping of ids to texts.`,
    );
  } catch (error) {
    if (!(error instanceof CannotRun)) throw error;
    return [{ file, text: '', problems: error.problems }];
  }
}

/**
 * The documents of a folder and the folders in it, links followed, of the files that a pattern means, or of the one file
 * that is named. Throws CannotRun.
 */
export async function readDocumentFiles(
  path: string,
  isExcluded: (file: string) => boolean = () => false,
): Promise<DocumentFile[]> {
  const { files, named } = await filesAt(path);
  const documents = await Promise.all(
    files.filter((file) => !isExcluded(file)).map(async (file) => await readDocuments(file, readText, named)),
  );
  return documents.flat();
}

/** The paths of the same files. Throws CannotRun. */
export async function documentFilesOf(path: string): Promise<string[]> {
  return (await filesAt(path)).files;
}

/** @returns `named` where it was said that these are documents, and not found out by their names */
async function filesAt(path: string): Promise<{ files: string[]; named: boolean }> {
  const pattern = isPattern(path);
  const from = pattern ? folderOf(path) : path;
  try {
    if (!(await stat(from)).isDirectory()) return { files: [from], named: true };
    const files = await filesIn(from, new Set(), pattern ? (file) => matches(file, path) : isDocumentFile);
    return { files: files.sort(), named: pattern };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    throw new CannotRun(`${path} cannot be read (${code}): name the folder with the clients' documents.`);
  }
}

/** Which files of a commit a path or pattern means. */
export async function documentPathsIn(
  path: string,
  filesUnder: (folder: string) => Promise<readonly string[]>,
): Promise<string[]> {
  if (isPattern(path)) return (await filesUnder(folderOf(path))).filter((file) => matches(file, path));
  return (await filesUnder(path)).filter((file) => file === path || isDocumentFile(file));
}

/** @param visited real paths of folders, so that a link to one above is not followed forever */
async function filesIn(
  folder: string,
  visited: Set<string>,
  isWanted: (path: string) => boolean,
): Promise<string[]> {
  const real = await realpath(folder);
  if (visited.has(real)) return [];
  visited.add(real);
  const found: string[] = [];
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (SKIPPED.has(entry.name)) continue;
    const isFolder = entry.isSymbolicLink() ? await leadsToFolder(path) : entry.isDirectory();
    if (isFolder) found.push(...(await filesIn(path, visited, isWanted)));
    else if (isFolder === false && isWanted(path)) found.push(path);
  }
  return found;
}

/** Null when a link leads nowhere. */
async function leadsToFolder(path: string): Promise<boolean | null> {
  return await stat(path).then(
    (found) => found.isDirectory(),
    () => null,
  );
}
