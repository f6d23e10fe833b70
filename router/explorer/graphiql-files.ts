import { readdir, readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { promisify } from 'node:util';
import { brotliDecompress } from 'node:zlib';
import { COMPRESSED } from '../requests/built-files.ts';
import type { PageFiles } from './graphiql-page.ts';

const BUILT = new URL('../../explorer/built/', import.meta.url);

/** GraphiQL's page as it has been built, which lies compressed in `explorer/built/`. */
export interface GraphiqlFiles {
  page: PageFiles;
  /** Scripts and styles by name. A name has a digest of the content in it, so it never stands for another one. */
  names: ReadonlySet<string>;
  /** One of `names`, compressed by brotli or as it is. Read from disk each time: explorers are few, and this is 6 MB. */
  read(name: string, compressed: boolean): Promise<Buffer>;
}

/** Looks up what has been built. */
export async function graphiqlFiles(): Promise<GraphiqlFiles> {
  const names = (await readdir(BUILT)).map((name) => name.slice(0, -COMPRESSED.length));
  return {
    page: { script: first(names, '.js'), style: first(names, '.css') },
    names: new Set(names),
    async read(name, compressed) {
      const contents = await readFile(new URL(name + COMPRESSED, BUILT));
      return compressed ? contents : await promisify(brotliDecompress)(contents);
    },
  };
}

function first(names: readonly string[], extension: string): string {
  const found = names.find((name) => name.startsWith('main-') && extname(name) === extension);
  if (found === undefined) throw new Error(`explorer/built has no main-*${extension}`);
  return found;
}
