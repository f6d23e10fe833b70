import { readdir, readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { ConfigError } from '../../platform/process/ending/config-error.ts';
import { isMissing } from '../../platform/process/files/file-errors.ts';
import { COMPRESSED } from '../requests/built-files.ts';

/** What the console consists of. */
export interface ConsoleFiles {
  /** The page, the same at every address of the console. */
  readonly page: string;
  /** Scripts and styles by name. A name has a digest of the content in it, so it never stands for another one: all but one. */
  readonly assets: ReadonlyMap<string, ConsoleAsset>;
}

/** A file of the console, as it is sent. */
export interface ConsoleAsset {
  readonly plain: Buffer;
  /** Compressed by brotli; null where nobody has done that ahead. */
  readonly brotli: Buffer | null;
}

const BUILT = new URL('../../console/built/', import.meta.url);

/** Reads what `npm run build` has made of the console. Throws a ConfigError when that has not been run. */
export async function builtConsole(folder: URL = BUILT): Promise<ConsoleFiles> {
  try {
    const page = await readFile(new URL('index.html', folder), 'utf8');
    const base = new URL('assets/', folder);
    const names = await readdir(base);
    const assets = new Map<string, ConsoleAsset>();
    for (const name of names) {
      if (extname(name) === COMPRESSED) continue;
      const compressed = `${name}${COMPRESSED}`;
      assets.set(name, {
        plain: await readFile(new URL(name, base)),
        brotli: names.includes(compressed) ? await readFile(new URL(compressed, base)) : null,
      });
    }
    return { page, assets };
  } catch (error) {
    if (!isMissing(error)) throw error;
    throw new ConfigError(['The console has not been built: `npm run build` does, CONSOLE=off serves none.']);
  }
}
