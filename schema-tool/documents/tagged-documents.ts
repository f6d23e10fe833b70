import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { CannotRun } from '../inputs/cannot-run.ts';

const SOURCES = /(?<!\.d)\.([cm]?[jt]sx?|vue|svelte|astro)$/;
/** Of these the library tells lines of what a compiler has made of them. */
const COMPILED_FIRST = /\.(vue|svelte|astro)$/;
/** What a source must have for it to be parsed at all: most have no document. Every tag that is known has such a name. */
const MAY_HAVE = /\b(gql|graphql)\b/i;
/** A template of a `gql`, or one that begins as a document does. */
const LIKE_A_DOCUMENT =
  /\bgql\s*`|`\s*(#[^\n`]*\n\s*)*(query|mutation|subscription)\s+\w+\s*[({@]|`\s*fragment\s+\w+\s+on\s+\w+/;
const LIBRARY = '@graphql-tools/graphql-tag-pluck';

/** Whether a file may be a program with documents in it, by its name. */
export function isSourceFile(name: string): boolean {
  return SOURCES.test(name);
}

/**
 * The documents in a program's `gql` and `graphql` tags, each a text in which it stands at its own line. Throws CannotRun
 * when the program cannot be parsed, or the library that does so is not installed: it is ten times as large as the rest of
 * this command, and who has only `.graphql` files does not need it.
 */
export async function taggedDocuments(code: string, file: string): Promise<string[]> {
  if (!code.includes('`') || !MAY_HAVE.test(code)) return [];
  const { gqlPluckFromCodeString } = await library();
  let found: readonly { body: string; locationOffset: { line: number } }[];
  try {
    // The library takes no template at the beginning of a line.
    const indented = code.replace(/^`/gm, ' `');
    found = await gqlPluckFromCodeString(file, indented, { skipIndent: true });
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    throw new CannotRun(`${file}:${lineOf(error)}: ${error.message.split('\n')[0]}`);
  }
  return COMPILED_FIRST.test(file)
    ? atTheirLines(
        code,
        found.map(({ body }) => body),
      )
    : found.map(({ body, locationOffset }) => onLine(locationOffset.line, body));
}

/** Documents, each at the line on which it stands in a program; in its order. */
export function atTheirLines(code: string, documents: readonly string[]): string[] {
  let from = 0;
  return documents.map((document) => {
    const text = document.trimStart();
    const [firstLine = ''] = text.split('\n');
    const at = code.indexOf(firstLine, from);
    if (at < 0) return text;
    from = at + firstLine.length;
    return onLine(code.slice(0, at).split('\n').length, text);
  });
}

function onLine(line: number, text: string): string {
  return `${'\n'.repeat(Math.max(0, line - 1))}${text}`;
}

/** The line of the first text that looks like a document, from 1; null where there is none. */
export function tagLine(code: string): number | null {
  const found = MAY_HAVE.test(code) ? LIKE_A_DOCUMENT.exec(code) : null;
  return found && code.slice(0, found.index).split('\n').length;
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
