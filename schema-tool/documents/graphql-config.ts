import { minimatch } from 'minimatch';
import { parse } from 'yaml';
import { CannotRun } from '../inputs/cannot-run.ts';
import { exists, readText } from '../inputs/text-files.ts';

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

/**
 * The patterns of `documents:` in the GraphQL configuration of the working directory, those of all its projects; none
 * without one. Throws CannotRun.
 */
export async function configuredDocuments(): Promise<readonly string[]> {
  for (const name of CONFIG_NAMES) {
    if (!(await exists(name))) continue;
    let value: unknown;
    try {
      // JSON is YAML too.
      value = parse(await readText(name));
    } catch (error) {
      if (!(error instanceof Error) || error instanceof CannotRun) throw error;
      throw new CannotRun(`${name}:1: not valid YAML: ${error.message.split('\n')[0]}`);
    }
    if (!isRecord(value)) return [];
    const projects = isRecord(value.projects) ? Object.values(value.projects) : [];
    return [value, ...projects].flatMap((one) => (isRecord(one) ? patternsOf(one.documents, name) : []));
  }
  return [];
}

function patternsOf(value: unknown, file: string): string[] {
  const patterns = value == null ? [] : Array.isArray(value) ? value : [value];
  return patterns.map((one) => {
    if (typeof one !== 'string') {
      throw new CannotRun(`${file}:1: \`documents\` must be paths or patterns of files.`);
    }
    return one.replace(/^\.\//, '');
  });
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

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
