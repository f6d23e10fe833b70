import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { CannotRun } from '../inputs/cannot-run.ts';

const SOURCES = /(?<!\.d)\.([cm]?[jt]sx?|vue|svelte)$/;
/** What a source must have for it to be parsed at all: most have no document. */
const TAG = /\b(gql|graphql)\s*(<[^>`]*>\s*)?\(?\s*(\/\*[^*]*\*\/\s*)?`|\/\*\s*GraphQL\s*\*\//;
const LIBRARY = '@graphql-tools/graphql-tag-pluck';

/** Whether a file may be a program with documents in it, by its name. */
export function isSourceFile(name: string): boolean {
  return SOURCES.test(name);
}

/**
 * The documents in a program's `gql` and `graphql` tags as one text in which each stands at its own line. Throws CannotRun
 * when the program cannot be parsed, or the library that does so is not installed: it is ten times as large as the rest of
 * this command, and who has only `.graphql` files does not need it.
 */
export async function taggedDocuments(code: string, file: string): Promise<string> {
  if (!TAG.test(code)) return '';
  const { gqlPluckFromCodeString } = await library();
  let found: readonly { body: string; locationOffset: { line: number } }[];
  try {
    found = await gqlPluckFromCodeString(file, code, { skipIndent: true });
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    throw new CannotRun(`${file}:${lineOf(error)}: ${error.message.split('\n')[0]}`);
  }
  let text = '';
  for (const { body, locationOffset } of found) {
    const line = text.split('\n').length;
    text += `${'\n'.repeat(Math.max(0, locationOffset.line - line))}${body} `;
  }
  return text;
}

/** Where a syntax error of the parser stands. */
function lineOf(error: Error): number {
  const loc: unknown = 'loc' in error ? error.loc : null;
  const line: unknown = typeof loc === 'object' && loc !== null && 'line' in loc ? loc.line : null;
  return typeof line === 'number' ? line : 1;
}

async function library(): Promise<typeof import('@graphql-tools/graphql-tag-pluck')> {
  try {
    return await import('@graphql-tools/graphql-tag-pluck');
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
  try {
    // This command may be installed apart from the repository that it checks, as `npx` does.
    const from = createRequire(join(process.cwd(), 'package.json'));
    return await import(pathToFileURL(from.resolve(LIBRARY)).href);
  } catch (error) {
    if (!isMissing(error)) throw error;
    throw new CannotRun(
      `Tagged documents in programs cannot be read without a library: run \`npm install --save-dev ${LIBRARY}\`, or name only other files by --operations.`,
    );
  }
}

function isMissing(error: unknown): boolean {
  return (
    error instanceof Error &&
    'code' in error &&
    (error.code === 'ERR_MODULE_NOT_FOUND' || error.code === 'MODULE_NOT_FOUND')
  );
}
