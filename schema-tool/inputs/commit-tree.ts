import { dirname, isAbsolute, join, normalize, relative, resolve } from 'node:path';
import { CannotRun } from './cannot-run.ts';
import {
  blobsOf,
  type Content,
  type Entry,
  type Listing,
  listingOf,
  type Submodule,
} from './commit-objects.ts';
import { type Commit, repositoryRoot } from './git.ts';
import { fileTooLarge, utf8 } from './text-files.ts';

/** Longest chain of links that is followed. */
const MAX_LINKS = 40;

/**
 * The files of a commit, those of its submodules included. Paths are relative to the working directory, and links are followed
 * as in a checkout.
 */
export class CommitTree {
  readonly label: string;
  /** Full hash of the commit. */
  readonly hash: string;
  /** Folder of the repository. */
  readonly root: string;
  readonly #entries: ReadonlyMap<string, Entry>;
  readonly #absent: readonly Submodule[];
  readonly #missed = new Set<Submodule>();
  #waiting = new Map<string, { entry: Entry; settle: (content: Content) => void }>();
  #blobs = new Map<string, Promise<Content>>();

  private constructor({ hash, label }: Commit, root: string, { entries, absent }: Listing) {
    this.label = label;
    this.hash = hash;
    this.root = root;
    this.#entries = entries;
    this.#absent = absent;
  }

  /**
   * Lists the files of a commit. Throws CannotRun.
   *
   * @param near another commit of the same repository, which knows where that is
   */
  static async open({ hash, label }: Commit, near: CommitTree | null = null): Promise<CommitTree> {
    const root = near ? near.root : await repositoryRoot();
    const listing = root === null ? null : await listingOf(hash, root);
    if (root === null || !listing) throw new CannotRun(`The files of ${label} cannot be listed by git.`);
    return new CommitTree({ hash, label }, root, listing);
  }

  /** What to fetch for files that were asked for and are in submodules whose commits are not here. */
  get missing(): string[] {
    return [...this.#missed].map(
      ({ path, hash }) =>
        `The submodule ${path} is not here as it is in ${this.label}: run \`git -C ${path} fetch origin ${hash}\`.`,
    );
  }

  /** A file's text; null when it is not there. Throws CannotRun when it is not UTF-8, or very large. */
  async read(path: string): Promise<string | null> {
    const found = await this.#follow(this.#inside(path), 0);
    if (found === null) return null;
    const bytes = await this.#blob(found.entry);
    if (bytes === 'too large') throw fileTooLarge(`${path} in ${this.label}`);
    return bytes === null ? null : utf8(bytes, `${path} in ${this.label}`);
  }

  /** Whether there is a file at a path, links followed. */
  async has(path: string): Promise<boolean> {
    return (await this.#follow(this.#inside(path), 0)) !== null;
  }

  /**
   * Whether a path is, or goes through, a link to what the commit has not. What a submodule that is not here may have is told as
   * missing.
   */
  async isDeadLink(path: string): Promise<boolean> {
    const inside = this.#inside(path);
    if ((await this.#withoutFirstLink(inside)) === null) return false;
    const real = await this.#real(inside, 0);
    return real === null || !this.#has(real);
  }

  #has(path: string): boolean {
    if (this.#entries.has(path) || path === '' || path === '.') return true;
    if (this.#absent.some((one) => path === one.path || path.startsWith(`${one.path}/`))) return true;
    for (const file of this.#entries.keys()) if (file.startsWith(`${path}/`)) return true;
    return false;
  }

  /** Where the file behind a path is, links followed; null when it is not there. */
  async realPath(path: string): Promise<string | null> {
    const found = await this.#follow(this.#inside(path), 0);
    return found === null ? null : this.#outside(found.path);
  }

  /**
   * Paths of the files in a folder and the folders in it, links to folders followed, or of the one file. Links that lead nowhere are
   * among them.
   */
  async filesIn(folder: string): Promise<string[]> {
    const inside = this.#inside(folder);
    return (await this.#namesIn(inside, new Set())).map((name) => this.#outside(join(inside, name)));
  }

  /**
   * The files below a path, from there; `.` for itself.
   *
   * @param visited folders, so that a link to one above is not followed forever
   */
  async #namesIn(path: string, visited: Set<string>): Promise<string[]> {
    const real = await this.#real(path, 0);
    if (real === null || (this.#entries.get(path)?.isLink && !this.#has(real))) return ['.'];
    if (visited.has(real)) return [];
    if (!this.#entries.has(real)) visited.add(real);
    const prefix = real === '' ? '' : `${real}/`;
    const names: string[] = [];
    for (const [file, { isLink }] of this.#entries) {
      if (file === real) names.push('.');
      if (!file.startsWith(prefix)) continue;
      const name = file.slice(prefix.length);
      const below = isLink ? await this.#namesIn(file, visited) : ['.'];
      names.push(...below.map((one) => join(name, one)));
    }
    return names;
  }

  /** A path with its links followed; null where they go in a circle. */
  async #real(path: string, links: number): Promise<string | null> {
    if (links >= MAX_LINKS) return null;
    const next = await this.#withoutFirstLink(path);
    return next === null ? path : await this.#real(next, links + 1);
  }

  /** The path in which the first link is replaced by where it leads; null without a link. */
  async #withoutFirstLink(path: string): Promise<string | null> {
    const parts = path.split('/');
    for (let length = 1; length <= parts.length; length += 1) {
      const start = parts.slice(0, length).join('/');
      const link = this.#entries.get(start);
      if (!link?.isLink) continue;
      const target = String(await this.#blob(link));
      // From the root of the file system, or out of the repository: the commit has nothing there.
      if (isAbsolute(target)) return join('..', target, ...parts.slice(length));
      return normalize(join(dirname(start), target, ...parts.slice(length)));
    }
    return null;
  }

  /** Paths of the files with a name. */
  filesNamed(name: string): string[] {
    return [...this.#entries.keys()]
      .filter((path) => path === name || path.endsWith(`/${name}`))
      .map((path) => this.#outside(path));
  }

  /** Paths of the files whose path a pattern matches. */
  filesMatching(pattern: RegExp): string[] {
    return [...this.#entries.keys()].filter((path) => pattern.test(path)).map((path) => this.#outside(path));
  }

  #inside(path: string): string {
    return relative(this.root, resolve(path)).split('\\').join('/');
  }

  #outside(path: string): string {
    return relative('.', join(this.root, path));
  }

  /** The entry of a path, through links to files and folders. */
  async #follow(path: string, links: number): Promise<{ entry: Entry; path: string } | null> {
    const entry = this.#entries.get(path);
    if (entry && !entry.isLink) return { entry, path };
    if (links >= MAX_LINKS) return null;
    const next = await this.#withoutFirstLink(path);
    if (next !== null) return await this.#follow(next, links + 1);
    const absent = this.#absent.find((one) => path.startsWith(`${one.path}/`));
    if (absent) this.#missed.add(absent);
    return null;
  }

  /** A blob's content. Those that are asked for at the same time are read by one process. */
  #blob(entry: Entry): Promise<Content> {
    const key = `${entry.repository}\0${entry.hash}`;
    const known = this.#blobs.get(key);
    if (known !== undefined) return known;
    const asked = new Promise<Content>((settle) => {
      if (this.#waiting.size === 0) setImmediate(() => void this.#readWaiting());
      this.#waiting.set(key, { entry, settle });
    });
    this.#blobs.set(key, asked);
    return asked;
  }

  async #readWaiting(): Promise<void> {
    const waiting = [...this.#waiting.values()];
    this.#waiting = new Map();
    for (const repository of new Set(waiting.map(({ entry }) => entry.repository))) {
      const these = waiting.filter(({ entry }) => entry.repository === repository);
      const contents = await blobsOf(
        these.map(({ entry }) => entry.hash),
        repository,
      );
      for (const [index, { entry, settle }] of these.entries()) {
        const content = contents[index] ?? null;
        if (content === null) this.#blobs.delete(`${repository}\0${entry.hash}`);
        settle(content);
      }
    }
  }
}
