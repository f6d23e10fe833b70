import { randomUUID } from 'node:crypto';
import { realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { CannotRun } from './cannot-run.ts';
import { makeFolder } from './make-folder.ts';
import { systemCodeOf } from './system-code.ts';
import { readOptionalText } from './text-files.ts';

/** A file that is made from others and committed. */
export interface GeneratedFile {
  path: string;
  text: string;
}

/**
 * Writes files that differ; or with `check` only says which do. Returns the exit code: 1 when `check` found one.
 *
 * @param command of the program that writes them
 */
export async function writeOrCompare(
  files: readonly GeneratedFile[],
  { check, command }: { check: boolean; command: string },
): Promise<number> {
  let stale = 0;
  for (const { path, text } of files) {
    if ((await readOptionalText(path)) === text) continue;
    stale += 1;
    if (check) console.error(`${path} is out of date: run \`graph-schema ${command}\` and commit it.`);
    else await writeText(path, text);
  }
  if (!check) console.log(`${command}: ${stale} of ${files.length} file(s) changed`);
  return check && stale > 0 ? 1 : 0;
}

/**
 * Writes a file, and the folder that it is in. A reader sees the old text or the new one, also when several write or one is
 * killed meanwhile. Throws CannotRun that names the file.
 */
export async function writeText(path: string, text: string): Promise<void> {
  try {
    await makeFolder(dirname(path));
    // A link stays one.
    const target = await realpath(path).catch(() => path);
    if (await isSomethingElse(target)) await writeFile(target, text);
    else await replaceFile(target, text);
  } catch (error) {
    throw new CannotRun(`${path} cannot be written (${systemCodeOf(error)}).`);
  }
}

/** Whether there is something at a path that is no file: a terminal, a pipe, a folder. */
async function isSomethingElse(path: string): Promise<boolean> {
  return await stat(path).then(
    (found) => !found.isFile(),
    () => false,
  );
}

async function replaceFile(path: string, text: string): Promise<void> {
  const replacement = join(dirname(path), `.${basename(path).slice(0, 100)}.${randomUUID()}.tmp`);
  try {
    await writeFile(replacement, text);
    await rename(replacement, path);
  } catch (error) {
    await rm(replacement, { force: true });
    // The folder takes no other file, or this one is mounted by itself: then there is no other way than to write into it.
    if (!['EACCES', 'EPERM', 'EROFS', 'EBUSY', 'EXDEV'].includes(systemCodeOf(error))) throw error;
    await writeFile(path, text);
  }
}
