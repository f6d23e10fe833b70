import { isUtf8 } from 'node:buffer';
import { lstat, readFile } from 'node:fs/promises';
import { CannotRun } from './cannot-run.ts';

/** A file's text, which is UTF-8. Throws CannotRun that names the file. */
export async function readText(path: string): Promise<string> {
  return utf8(await readBytes(path), path);
}

async function readBytes(path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : 'unknown error';
    if (code === 'ENOENT' && (await exists(path)))
      throw new CannotRun(`${path} is a link that leads nowhere.`);
    throw new CannotRun(`${path} cannot be read (${code}).`);
  }
}

/**
 * Bytes as text, without the mark at the beginning by which some editors say that it is UTF-8. Others than UTF-8 would become
 * other characters without a word: throws CannotRun.
 */
export function utf8(bytes: Buffer, path: string): string {
  if (!isUtf8(bytes)) throw new CannotRun(`${path} is not UTF-8: save it in that encoding.`);
  return bytes.toString('utf8').replace(/^\ufeff/, '');
}

/** A file's text, empty when there is no such file. Throws CannotRun that names the file. */
export async function readOptionalText(path: string): Promise<string> {
  return (await exists(path)) ? await readText(path) : '';
}

/** Whether there is something at a path. A link that leads nowhere is: to read it tells what is wrong. */
export async function exists(path: string): Promise<boolean> {
  return await lstat(path).then(
    () => true,
    () => false,
  );
}
