import { access, mkdir, readdir, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { type RunResult, run } from '../processes/run.ts';
import { APT_LIMITS, lastLine } from './debian-packages.ts';

const TIMEOUT_MS = 300_000;
const MAX_DOWNLOAD_BYTES = 200_000_000;
const KEYRINGS = ['debian-archive-keyring.pgp', 'debian-archive-keyring.gpg'].map(
  (name) => `/usr/share/keyrings/${name}`,
);

/**
 * Said to be installed already, so that they are not fetched: what scripts of packages need, which are never run.
 * Everything else that a program depends on is fetched, its C library included.
 */
const NOT_NEEDED = ['perl', 'perl-base', 'debconf', 'passwd', 'adduser', 'init-system-helpers'];

/**
 * Packages of another release of Debian than this system's, with everything they depend on, unpacked without being
 * installed. apt does the work on lists of its own: it takes the address of the mirror, proxies and credentials from
 * the system's configuration, and checks signatures and checksums. Needs no root.
 */
export class LaterDebian {
  readonly #work: string;
  readonly #codename: string;
  readonly #suite: string;
  readonly #env: NodeJS.ProcessEnv;

  /**
   * @param work a folder for lists and downloads, which the caller removes
   * @param release.codename of the release that runs here, whose mirror is asked
   * @param release.suite of the release that is wanted
   */
  constructor(work: string, release: { codename: string; suite: string; env: NodeJS.ProcessEnv }) {
    this.#work = work;
    this.#codename = release.codename;
    this.#suite = release.suite;
    // Their output is read, so it must not be translated.
    this.#env = { ...release.env, LC_ALL: 'C', LANGUAGE: 'C' };
  }

  /** Unpacks the first of some packages that the release has into `root`. Returns what went wrong, or null. */
  async unpack(names: readonly string[], root: string): Promise<string | null> {
    const mirror = await this.#mirror();
    if (mirror === null) return `apt knows no mirror of Debian ${this.#codename}`;
    await this.#prepare(mirror);
    const updated = await this.#apt('update');
    if (updated.code !== 0) return lastLine(updated);
    let failure = 'no package was asked for';
    for (const name of names) {
      const listed = await this.#apt('install', '--print-uris', name);
      if (listed.code !== 0) {
        failure = lastLine(listed);
        continue;
      }
      // 'address' file size checksum
      const sizes = [...listed.stdout.matchAll(/^'\S+' \S+\.deb (\d+) /gm)].map(([, size]) => Number(size));
      const bytes = sizes.reduce((sum, size) => sum + size, 0);
      if (bytes > MAX_DOWNLOAD_BYTES) return `${name} and what it needs are ${Math.round(bytes / 1e6)} MB`;
      const fetched = await this.#apt('install', '--download-only', name);
      return fetched.code === 0 ? await this.#unpackAll(root) : lastLine(fetched);
    }
    return failure;
  }

  /** The address that the system's own release comes from, as apt is configured. */
  async #mirror(): Promise<string | null> {
    const empty = join(this.#work, 'no-lists');
    await mkdir(join(empty, 'partial'), { recursive: true });
    const options = ['-o', `Dir::State::lists=${empty}`, '-o', 'Debug::NoLocking=1'];
    const { stdout } = await this.#run('apt-get', [...options, 'update', '--print-uris']);
    const found = [...stdout.matchAll(/^'(\S+)\/dists\/([^/\s]+)\/InRelease'/gm)];
    return found.find(([, , suite]) => suite === this.#codename)?.[1] ?? null;
  }

  async #prepare(mirror: string): Promise<void> {
    await mkdir(join(this.#work, 'state/lists/partial'), { recursive: true });
    await mkdir(join(this.#work, 'cache/archives/partial'), { recursive: true });
    const keyring = await firstThere(KEYRINGS);
    const source = [
      'Types: deb',
      `URIs: ${mirror}`,
      `Suites: ${this.#suite}`,
      'Components: main',
      ...(keyring === null ? [] : [`Signed-By: ${keyring}`]),
    ];
    await writeFile(join(this.#work, 'later.sources'), `${source.join('\n')}\n`);
    const { stdout } = await this.#run('dpkg', ['--print-architecture']);
    const installed = NOT_NEEDED.map(
      (name) =>
        `Package: ${name}\nStatus: install ok installed\nVersion: 999\nArchitecture: ${stdout.trim()}\nMulti-Arch: allowed\nMaintainer: none <none>\nDescription: stands in\n`,
    );
    await writeFile(join(this.#work, 'status'), installed.join('\n'));
  }

  #apt(...args: string[]): Promise<RunResult> {
    const options = [
      `Dir::State=${join(this.#work, 'state')}`,
      `Dir::State::lists=${join(this.#work, 'state/lists')}`,
      `Dir::State::status=${join(this.#work, 'status')}`,
      `Dir::Cache=${join(this.#work, 'cache')}`,
      `Dir::Etc::sourcelist=${join(this.#work, 'later.sources')}`,
      `Dir::Etc::sourceparts=/dev/null`,
      `Dir::Etc::preferences=/dev/null`,
      `Dir::Etc::preferencesparts=/dev/null`,
      'Debug::NoLocking=1',
      'APT::Install-Recommends=false',
      'Acquire::Languages=none',
    ].flatMap((option) => ['-o', option]);
    return this.#run('apt-get', [...APT_LIMITS, ...options, '--yes', ...args]);
  }

  async #unpackAll(root: string): Promise<string | null> {
    const archives = join(this.#work, 'cache/archives');
    await mkdir(root);
    for (const file of (await readdir(archives)).filter((name) => name.endsWith('.deb'))) {
      const unpacked = await this.#run('dpkg', ['-x', join(archives, file), root]);
      if (unpacked.code !== 0) return `${basename(file)}: ${lastLine(unpacked)}`;
    }
    return null;
  }

  #run(command: string, args: readonly string[]): Promise<RunResult> {
    return run(command, args, { cwd: this.#work, env: this.#env, timeoutMs: TIMEOUT_MS });
  }
}

async function firstThere(paths: readonly string[]): Promise<string | null> {
  for (const path of paths) {
    const there = await access(path).then(
      () => true,
      () => false,
    );
    if (there) return path;
  }
  return null;
}
