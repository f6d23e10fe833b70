import { readdir, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { CannotRun } from '../cannot-run.ts';
import { readText } from '../compose/supergraph-config.ts';

/** A file with documents of clients. */
export interface DocumentFile {
  file: string;
  text: string;
}

const DOCUMENTS = /\.(graphql|gql)$/;
const SKIPPED: ReadonlySet<string> = new Set(['node_modules', '.git']);

/** Whether a file may have documents, by its name. */
export function isDocumentFile(name: string): boolean {
  return DOCUMENTS.test(name) && !name.split('/').some((part) => SKIPPED.has(part));
}

/** The document files of a folder and the folders in it, links followed, or the one file that is named. Throws CannotRun. */
export async function readDocumentFiles(path: string): Promise<DocumentFile[]> {
  let files: string[];
  try {
    files = (await stat(path)).isDirectory() ? await filesIn(path, new Set()) : [path];
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    throw new CannotRun(`${path} cannot be read (${code}): name the folder with the clients' documents.`);
  }
  return await Promise.all(files.sort().map(async (file) => ({ file, text: await readText(file) })));
}

/** @param visited real paths of folders, so that a link to one above is not followed forever */
async function filesIn(folder: string, visited: Set<string>): Promise<string[]> {
  const real = await realpath(folder);
  if (visited.has(real)) return [];
  visited.add(real);
  const found: string[] = [];
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (SKIPPED.has(entry.name)) continue;
    const isFolder = entry.isSymbolicLink() ? await leadsToFolder(path) : entry.isDirectory();
    if (isFolder) found.push(...(await filesIn(path, visited)));
    else if (isFolder === false && isDocumentFile(entry.name)) found.push(path);
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
