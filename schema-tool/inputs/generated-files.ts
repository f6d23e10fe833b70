import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { CannotRun } from './cannot-run.ts';
import { readOptionalText } from './text-files.ts';

/** A file that is made from others and committed. */
export interface GeneratedFile {
  path: string;
  text: string;
}

/**
 * Writes files that differ; or with `check` only says which do. Returns the exit code: 1 when `check` found one.
 *
 * @param command of `npm run schema` that writes them
 */
export async function writeOrCompare(
  files: readonly GeneratedFile[],
  { check, command }: { check: boolean; command: string },
): Promise<number> {
  let stale = 0;
  for (const { path, text } of files) {
    if ((await readOptionalText(path)) === text) continue;
    stale += 1;
    if (check) console.error(`${path} is out of date: run \`npm run schema -- ${command}\` and commit it.`);
    else await writeText(path, text);
  }
  if (!check) console.log(`${command}: ${stale} of ${files.length} file(s) changed`);
  return check && stale > 0 ? 1 : 0;
}

/** Writes a file, and the folder that it is in. Throws CannotRun that names the file. */
export async function writeText(path: string, text: string): Promise<void> {
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    throw new CannotRun(`${path} cannot be written (${code}).`);
  }
}
