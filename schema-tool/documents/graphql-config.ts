import { join, relative, resolve } from 'node:path';
import { minimatch } from 'minimatch';
import * as v from 'valibot';
import { exists, readText } from '../inputs/text-files.ts';
import { readJson, readYaml } from '../inputs/yaml-file.ts';
import { isRecord, list, openMapping, pairs, TEXT } from '../inputs/yaml-values.ts';

/** It may have the configuration too, as `graphql`. */
const MANIFEST = 'package.json';

/** Where editors and generators have their configuration (https://the-guild.dev/graphql/config/docs/user/usage). */
const CONFIG_NAMES: readonly string[] = [
  '.graphqlrc',
  '.graphqlrc.yml',
  '.graphqlrc.yaml',
  '.graphqlrc.json',
  'graphql.config.yml',
  'graphql.config.yaml',
  'graphql.config.json',
];

/** Those that are programs, or in a language that is not read. */
const OTHER_CONFIGS: readonly string[] = ['.graphqlrc', 'graphql.config'].flatMap((name) =>
  ['ts', 'js', 'mts', 'cts', 'mjs', 'cjs', 'toml'].map((ending) => `${name}.${ending}`),
);

const PATTERN = v.pipe(
  TEXT,
  v.transform((pattern) => pattern.replace(/^\.\//, '')),
);

/** One pattern or several; none when it is absent. */
const DOCUMENTS = v.pipe(
  v.unknown(),
  v.transform((value): unknown => (typeof value === 'string' ? [value] : value)),
  list(PATTERN, 'expected paths or patterns of files.'),
);

const PROJECT = { documents: DOCUMENTS, exclude: DOCUMENTS };
const CONFIG = openMapping({ ...PROJECT, projects: pairs(openMapping(PROJECT)) });

/**
 * The patterns of `documents:` in the GraphQL configuration of the working directory or the nearest folder above it that has one, up to
 * the repository's root: those of all its projects, and with a "!" before it each that takes files away from these; none without
 * one. They are relative to the working directory. Throws CannotRun.
 */
export async function configuredDocuments(
  read: (path: string) => Promise<string | null> = readIfThere,
): Promise<readonly string[]> {
  for (const folder of await foldersAbove()) {
    const found = await configIn(folder, read);
    if (!found) continue;
    const { projects, ...whole } = found;
    const all = [whole, ...projects.map(([, project]) => project)];
    const here = (pattern: string) => fromHere(pattern, folder);
    return all.flatMap(({ documents, exclude }) => [
      ...documents.map(here),
      ...exclude.map((one) => here(`!${one}`)),
    ]);
  }
  return [];
}

async function configIn(
  folder: string,
  read: (path: string) => Promise<string | null>,
): Promise<v.InferOutput<typeof CONFIG> | null> {
  for (const name of CONFIG_NAMES) {
    const path = join(folder, name);
    const text = await read(path);
    // JSON is YAML too.
    if (text !== null) return readYaml(text, path, CONFIG);
  }
  const path = join(folder, MANIFEST);
  const text = await read(path);
  if (text === null || !hasConfig(text)) return null;
  return readJson(text, path, openMapping({ graphql: CONFIG })).graphql;
}

/** Whether a manifest of a package has a configuration; one that is no JSON is a matter of whoever installs it. */
function hasConfig(text: string): boolean {
  if (!text.includes('"graphql"')) return false;
  try {
    const content: unknown = JSON.parse(text);
    return isRecord(content) && isRecord(content.graphql);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return false;
  }
}

/** A pattern, with or without its "!", as it is from the working directory. */
function fromHere(pattern: string, folder: string): string {
  if (folder === '') return pattern;
  const [, not = '', path = ''] = /^(!?)(.*)$/s.exec(pattern) ?? [];
  return `${not}${relative('.', resolve(folder, path))}`;
}

/**
 * The working directory, as an empty text, and the folders above it up to the repository's root, the nearest first. Outside of a
 * repository, folders above belong to somebody else.
 */
async function foldersAbove(): Promise<string[]> {
  const folders: string[] = [];
  for (let folder = ''; resolve(folder) !== resolve('..', folder); folder = `../${folder}`) {
    folders.push(folder);
    // A file in worktrees and submodules. Not asked of git, since `--watch` asks several times a second.
    if (await exists(join(folder, '.git'))) return folders;
  }
  return [''];
}

/** Every path at which a configuration would be read. */
export async function configPaths(): Promise<string[]> {
  return (await foldersAbove()).flatMap((folder) =>
    [...CONFIG_NAMES, MANIFEST].map((name) => join(folder, name)),
  );
}

/** The path of a configuration that is there and is none that can be read; null where one can, or there is none. */
export async function configNotRead(): Promise<string | null> {
  for (const folder of await foldersAbove()) {
    for (const name of CONFIG_NAMES) if (await exists(join(folder, name))) return null;
    for (const name of OTHER_CONFIGS) if (await exists(join(folder, name))) return join(folder, name);
  }
  return null;
}

async function readIfThere(path: string): Promise<string | null> {
  return (await exists(path)) ? await readText(path) : null;
}

/** Paths and patterns without those that take files away, and whether one of these takes a file away. */
export function withoutExcluded(paths: readonly string[]): {
  included: string[];
  isExcluded: (file: string) => boolean;
} {
  const excluded = paths.filter((path) => path.startsWith('!')).map((path) => path.replace(/^!(\.\/)?/, ''));
  return {
    included: paths.filter((path) => !path.startsWith('!')),
    isExcluded: (file) =>
      excluded.some((one) =>
        isPattern(one) ? matches(file, one) : file === one || file.startsWith(`${one}/`),
      ),
  };
}

/** Whether a text is a pattern and no path. */
export function isPattern(path: string): boolean {
  return /[*?{[]/.test(path);
}

/** The folder that a pattern's files are in, as far as it names one. */
export function folderOf(pattern: string): string {
  const parts = pattern.split('/');
  const first = parts.findIndex(isPattern);
  return parts.slice(0, first).join('/') || '.';
}

/** Whether a pattern can mean files in the folder at a path. */
export function mayBeAbove(path: string, pattern: string): boolean {
  return minimatch(path, pattern, { dot: false, partial: true });
}

/** Whether a path is one that a pattern means. */
export function matches(path: string, pattern: string): boolean {
  return minimatch(path, pattern, { dot: false });
}
