import { readdir, realpath, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { CannotRun } from '../inputs/cannot-run.ts';
import { systemCodeOf } from '../inputs/system-code.ts';
import { exists, readText } from '../inputs/text-files.ts';
import { folderOf, isPattern, matches, mayBeAbove } from './graphql-config.ts';
import { isManifestFile, persistedDocuments } from './persisted-documents.ts';
import { isSourceFile, taggedDocuments, tagLine } from './tagged-documents.ts';

/** A file with documents of clients. */
export interface DocumentFile {
  file: string;
  text: string;
  /** Which document of a manifest or of a program it is: each has its own fragments. */
  entry?: string;
  /** Why nothing could be read of it. */
  problems?: readonly string[];
  /** With `problems` that are no more than a warning, as perhaps no document is missing: why. */
  warning?: 'LINK_LEADS_NOWHERE' | 'TAG_WITHOUT_DOCUMENT';
}

const DOCUMENTS = /\.(graphql|gql)$/;
/** Begins the name by which Emacs locks a file: a link that leads nowhere on purpose. */
const LOCK = '.#';
/** Of one path: a link may lead to the whole disk. */
const MAX_FOLDERS = 20_000;
const SKIPPED: ReadonlySet<string> = new Set(['node_modules', '.git']);

/** Whether a file may have documents, by its name. */
function isDocumentFile(name: string): boolean {
  const mayHave = DOCUMENTS.test(name) || isSourceFile(name) || isManifestFile(name);
  return mayHave && !name.split('/').some((part) => SKIPPED.has(part) || part.startsWith(LOCK));
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
    if (isSourceFile(file)) return await programDocuments(text, file);
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

async function programDocuments(code: string, file: string): Promise<DocumentFile[]> {
  const texts = await taggedDocuments(code, file);
  const line = texts.length === 0 ? tagLine(code) : null;
  if (line === null) return texts.map((text, index) => ({ file, text, entry: `${index}` }));
  const message = `${file}:${line}: looks like a document, and none is found in this file: use a tag \`gql\` or \`graphql\` that is imported by its own name, or the comment \`/* GraphQL */\`.`;
  return [{ file, text: '', problems: [message], warning: 'TAG_WITHOUT_DOCUMENT' }];
}

/**
 * The documents of a folder and the folders in it, links followed, of the files that a pattern means, or of the one file
 * that is named. Throws CannotRun.
 */
export async function readDocumentFiles(
  path: string,
  isExcluded: (file: string) => boolean = () => false,
): Promise<DocumentFile[]> {
  const { files, deadLinks, unreadable, named } = await filesAt(path);
  const documents = await Promise.all(
    files.filter((file) => !isExcluded(file)).map(async (file) => await readDocuments(file, readText, named)),
  );
  return [
    ...documents.flat(),
    ...deadLinks
      .filter((file) => !isExcluded(file))
      .map((file) => ({
        file,
        text: '',
        warning: 'LINK_LEADS_NOWHERE' as const,
        problems: [deadLink(file)],
      })),
    ...unreadable
      .filter(({ folder }) => !isExcluded(folder))
      .map(({ folder, why }) => ({
        file: folder,
        text: '',
        problems: [`${folder} ${why}: documents in it are not known.`],
      })),
  ];
}

function deadLink(file: string): string {
  return `${file} is a link that leads nowhere: documents of a folder there are not known.`;
}

/** The paths of the same files. Throws CannotRun. */
export async function documentFilesOf(path: string): Promise<string[]> {
  const { files, deadLinks } = await filesAt(path);
  return [...files, ...deadLinks];
}

/** The files of a path. */
interface FoundFiles {
  files: string[];
  /** Links to nothing, where a folder would have been looked into. */
  deadLinks: string[];
  /** Folders that cannot be looked into. */
  unreadable: { folder: string; why: string }[];
  /** Whether it was said that these are documents, and not found out by their names. */
  named: boolean;
}

async function filesAt(path: string): Promise<FoundFiles> {
  // A folder of a route may be called `[id]`.
  const pattern = isPattern(path) && !(await exists(path));
  const from = pattern ? folderOf(path) : path;
  try {
    if (!(await stat(from)).isDirectory())
      return { files: [from], deadLinks: [], unreadable: [], named: true };
    const found: FoundFiles = { files: [], deadLinks: [], unreadable: [], named: pattern };
    await findFiles(from, { found, visited: new Set(), wanted: pattern ? ofPattern(path) : OF_FOLDER });
    found.files.sort();
    return found;
  } catch (error) {
    const code = systemCodeOf(error);
    throw new CannotRun(`${path} cannot be read (${code}): name the folder with the clients' documents.`);
  }
}

/** Which paths below a folder have documents. */
interface Wanted {
  isFile(path: string): boolean;
  /** Of a link that leads nowhere: whether a folder there would have had documents. */
  mayBeFolder(path: string): boolean;
}

const OF_FOLDER: Wanted = { isFile: isDocumentFile, mayBeFolder: (path) => !isNamedAsFile(path) };

function ofPattern(pattern: string): Wanted {
  return {
    isFile: (path) => matches(path, pattern),
    mayBeFolder: (path) => !isNamedAsFile(path) && mayBeAbove(path, pattern),
  };
}

/** By a name such as `schema.json`, or that of a hidden file. */
function isNamedAsFile(path: string): boolean {
  return basename(path).includes('.');
}

/** The files of another place than the working copy. */
export interface FileTree {
  /** Those in a folder and the folders in it, or the one file; links that lead nowhere among them. */
  filesIn(folder: string): Promise<readonly string[]>;
  isDeadLink(path: string): Promise<boolean>;
}

/** Which files of a commit a path or pattern means, and links there that lead nowhere and may have led to a folder of such. */
export async function documentPathsIn(path: string, tree: FileTree): Promise<string[]> {
  const named = isPattern(path) ? await tree.filesIn(path) : [];
  const pattern = isPattern(path) && named.length === 0;
  const wanted = pattern ? ofPattern(path) : OF_FOLDER;
  const files = await tree.filesIn(pattern ? folderOf(path) : path);
  const isWanted = await Promise.all(
    files.map(
      async (file) =>
        (!pattern && file === path) ||
        wanted.isFile(file) ||
        (wanted.mayBeFolder(file) && (await tree.isDeadLink(file))),
    ),
  );
  return files.filter((_, index) => isWanted[index]);
}

/** @param visited real paths of folders, so that a link to one above is not followed forever */
async function findFiles(
  folder: string,
  search: { found: FoundFiles; visited: Set<string>; wanted: Wanted },
): Promise<void> {
  const { found, visited, wanted } = search;
  const real = await realpath(folder);
  if (visited.has(real)) return;
  if (visited.size >= MAX_FOLDERS) {
    const why = `is not looked into, after ${MAX_FOLDERS} folders`;
    if (found.unreadable.at(-1)?.why !== why) found.unreadable.push({ folder, why });
    return;
  }
  visited.add(real);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (SKIPPED.has(entry.name)) continue;
    const kind = entry.isSymbolicLink() ? await kindBehind(path) : entry.isDirectory() ? 'folder' : 'file';
    if (kind === 'folder') {
      await findFiles(path, search).catch((error: unknown) => {
        found.unreadable.push({ folder: path, why: `cannot be read (${systemCodeOf(error)})` });
      });
    } else if (wanted.isFile(path)) found.files.push(path);
    else if (kind === 'nothing' && wanted.mayBeFolder(path)) found.deadLinks.push(path);
  }
}

/** What a link leads to. */
async function kindBehind(path: string): Promise<'folder' | 'file' | 'nothing'> {
  return await stat(path).then(
    (found) => (found.isDirectory() ? 'folder' : 'file'),
    () => 'nothing',
  );
}
