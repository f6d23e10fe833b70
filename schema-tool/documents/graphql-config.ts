import { minimatch } from 'minimatch';
import * as v from 'valibot';
import { exists, readText } from '../inputs/text-files.ts';
import { readYaml } from '../inputs/yaml-file.ts';
import { list, openMapping, pairs, TEXT } from '../inputs/yaml-values.ts';

/** Where editors and generators have their configuration (https://the-guild.dev/graphql/config/docs/user/usage). */
export const CONFIG_NAMES: readonly string[] = [
  '.graphqlrc',
  '.graphqlrc.yml',
  '.graphqlrc.yaml',
  '.graphqlrc.json',
  'graphql.config.yml',
  'graphql.config.yaml',
  'graphql.config.json',
];

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
 * The patterns of `documents:` in the GraphQL configuration of the working directory, those of all its projects, and with a
 * "!" before it each that takes files away from these; none without one. Throws CannotRun.
 */
export async function configuredDocuments(
  read: (name: string) => Promise<string | null> = readIfThere,
): Promise<readonly string[]> {
  for (const name of CONFIG_NAMES) {
    const text = await read(name);
    if (text === null) continue;
    // JSON is YAML too.
    const { projects, ...whole } = readYaml(text, name, CONFIG);
    const all = [whole, ...projects.map(([, project]) => project)];
    return all.flatMap(({ documents, exclude }) => [...documents, ...exclude.map((one) => `!${one}`)]);
  }
  return [];
}

async function readIfThere(name: string): Promise<string | null> {
  return (await exists(name)) ? await readText(name) : null;
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
