import { dirname, join, normalize, relative, resolve } from 'node:path';
import { CannotRun } from './cannot-run.ts';
import { type Commit, gitBytes, repositoryRoot } from './git.ts';
import { utf8 } from './text-files.ts';

interface Entry {
  hash: string;
  isLink: boolean;
}

/** Longest chain of links that is followed. */
const MAX_LINKS = 40;

/** The files of a commit. Paths are relative to the working directory, and links are followed as in a checkout. */
export class CommitTree {
  readonly label: string;
  /** Full hash of the commit. */
  readonly hash: string;
  readonly #root: string;
  readonly #entries: ReadonlyMap<string, Entry>;
  #waiting = new Map<string, (content: Buffer | null) => void>();
  #blobs = new Map<string, Promise<Buffer | null>>();

  private constructor({ hash, label }: Commit, root: string, entries: ReadonlyMap<string, Entry>) {
    this.label = label;
    this.hash = hash;
    this.#root = root;
    this.#entries = entries;
  }

  /** Throws CannotRun. */
  static async open({ hash, label }: Commit): Promise<CommitTree> {
    const root = await repositoryRoot();
    const listing = await gitBytes(['ls-tree', '-r', '-z', '--full-tree', hash]);
    if (root === null || !listing) throw new CannotRun(`The files of ${label} cannot be listed by git.`);
    const entries = new Map<string, Entry>();
    for (const line of listing.toString('utf8').split('\0')) {
      const [, mode, type, blob, path] = /^(\d+) (\w+) ([0-9a-f]+)\t([\s\S]+)$/.exec(line) ?? [];
      if (type === 'blob' && blob && path) entries.set(path, { hash: blob, isLink: mode === '120000' });
    }
    return new CommitTree({ hash, label }, root, entries);
  }

  /** A file's text; null when it is not there. Throws CannotRun when it is not UTF-8. */
  async read(path: string): Promise<string | null> {
    const found = await this.#follow(this.#inside(path), 0);
    if (found === null) return null;
    const bytes = await this.#blob(found.entry.hash);
    return bytes === null ? null : utf8(bytes, `${path} in ${this.label}`);
  }

  /** Where the file behind a path is, links followed; null when it is not there. */
  async realPath(path: string): Promise<string | null> {
    const found = await this.#follow(this.#inside(path), 0);
    return found === null ? null : this.#outside(found.path);
  }

  /** Paths of the files in a folder and the folders in it, or of the one file. */
  filesIn(folder: string): string[] {
    const inside = this.#inside(folder);
    const prefix = inside === '' ? '' : `${inside}/`;
    return [...this.#entries.keys()]
      .filter((path) => path === inside || path.startsWith(prefix))
      .map((path) => this.#outside(path));
  }

  /** Paths of the files with a name. */
  filesNamed(name: string): string[] {
    return [...this.#entries.keys()]
      .filter((path) => path === name || path.endsWith(`/${name}`))
      .map((path) => this.#outside(path));
  }

  #inside(path: string): string {
    return relative(this.#root, resolve(path)).split('\\').join('/');
  }

  #outside(path: string): string {
    return relative('.', join(this.#root, path));
  }

  /** The entry of a path, through links to files and folders. */
  async #follow(path: string, links: number): Promise<{ entry: Entry; path: string } | null> {
    const entry = this.#entries.get(path);
    if (entry && !entry.isLink) return { entry, path };
    if (links >= MAX_LINKS) return null;
    const parts = path.split('/');
    for (let length = 1; length <= parts.length; length += 1) {
      const start = parts.slice(0, length).join('/');
      const link = this.#entries.get(start);
      if (!link?.isLink) continue;
      const target = (await this.#blob(link.hash))?.toString('utf8') ?? '';
      const real = normalize(join(dirname(start), target, ...parts.slice(length)));
      return await this.#follow(real, links + 1);
    }
    return null;
  }

  /** A blob's content. Those that are asked for at the same time are read by one process. */
  #blob(hash: string): Promise<Buffer | null> {
    const known = this.#blobs.get(hash);
    if (known !== undefined) return known;
    const asked = new Promise<Buffer | null>((settle) => {
      if (this.#waiting.size === 0) setImmediate(() => void this.#readWaiting());
      this.#waiting.set(hash, settle);
    });
    this.#blobs.set(hash, asked);
    return asked;
  }

  async #readWaiting(): Promise<void> {
    const waiting = this.#waiting;
    this.#waiting = new Map();
    const input = [...waiting.keys()].map((hash) => `${hash}\n`).join('');
    const output = (await gitBytes(['cat-file', '--batch'], { input })) ?? Buffer.alloc(0);
    let at = 0;
    for (const [hash, settle] of waiting) {
      const end = output.indexOf('\n', at);
      const size = Number(/^[0-9a-f]+ blob (\d+)$/.exec(output.toString('utf8', at, Math.max(at, end)))?.[1]);
      if (end < 0 || Number.isNaN(size)) {
        this.#blobs.delete(hash);
        settle(null);
        if (end >= 0) at = end + 1;
        continue;
      }
      settle(output.subarray(end + 1, end + 1 + size));
      at = end + 1 + size + 1;
    }
  }
}
