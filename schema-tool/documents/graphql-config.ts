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

const CONFIG = openMapping({
  documents: DOCUMENTS,
  projects: pairs(openMapping({ documents: DOCUMENTS })),
});

/**
 * The patterns of `documents:` in the GraphQL configuration of the working directory, those of all its projects; none
 * without one. Throws CannotRun.
 */
export async function configuredDocuments(): Promise<readonly string[]> {
  for (const name of CONFIG_NAMES) {
    if (!(await exists(name))) continue;
    // JSON is YAML too.
    const { documents, projects } = readYaml(await readText(name), name, CONFIG);
    return [...documents, ...projects.flatMap(([, project]) => project.documents)];
  }
  return [];
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

/** Whether a path is one that a pattern means. */
export function matches(path: string, pattern: string): boolean {
  return minimatch(path, pattern, { dot: false });
}
