import { mkdir, mkdtemp, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type RunResult, run } from '../processes/run.ts';

const TIMEOUT_MS = 180_000;
/** Options of apt: only what is signed, and no endless waiting. */
export const APT_LIMITS = [
  '-o',
  'APT::Get::AllowUnauthenticated=false',
  '-o',
  'Acquire::Retries=1',
  '-o',
  'Acquire::http::Timeout=20',
];

/** Downloads packages, whose signatures apt checks, and unpacks them without installing them. Needs no root. */
export class DebianPackages {
  readonly #work: string;
  readonly #env: NodeJS.ProcessEnv;
  /** Options that make apt use package lists of our own; empty while the system's do. */
  #ownLists: readonly string[] = [];

  /** @param work a folder for downloads, which the caller removes */
  constructor(work: string, env: NodeJS.ProcessEnv) {
    this.#work = work;
    // Their output is read, so it must not be translated.
    this.#env = { ...env, LC_ALL: 'C', LANGUAGE: 'C' };
  }

  /** Unpacks a package into `root`. Returns what went wrong, or null. */
  async unpack(name: string, root: string): Promise<string | null> {
    const folder = await mkdtemp(join(this.#work, 'deb-'));
    const failure = await this.#download(name, folder);
    if (failure !== null) return failure;
    const deb = (await readdir(folder)).find((file) => file.endsWith('.deb'));
    if (deb === undefined) return `apt-get downloaded no ${name}`;
    const unpacked = await this.#run('dpkg', ['-x', join(folder, deb), root]);
    return unpacked.code === 0 ? null : lastLine(unpacked);
  }

  /** The libraries that a package depends on and this system does not have. */
  async missingLibraries(name: string): Promise<string[]> {
    const { stdout } = await this.#run('apt-cache', [...this.#ownLists, 'depends', '--important', name]);
    const found: string[] = [];
    for (const [, library] of stdout.matchAll(/^\s*\|?(?:Pre)?Depends: (lib[\w.+-]+)/gm)) {
      if (library !== undefined && !(await this.#isInstalled(library))) found.push(library);
    }
    return found;
  }

  async #isInstalled(name: string): Promise<boolean> {
    const { code, stdout } = await this.#run('dpkg-query', ['--status', name]);
    return code === 0 && /^Status: install ok installed$/m.test(stdout);
  }

  async #download(name: string, folder: string): Promise<string | null> {
    const download = () => this.#run('apt-get', [...APT_LIMITS, ...this.#ownLists, 'download', name], folder);
    let result = await download();
    if (result.code !== 0 && this.#ownLists.length === 0) {
      // The system has no package lists (images often do not) or old ones.
      await this.#fetchOwnLists();
      result = await download();
    }
    return result.code === 0 ? null : lastLine(result);
  }

  async #fetchOwnLists(): Promise<void> {
    const state = join(this.#work, 'apt');
    const lists = join(state, 'lists');
    const cache = join(state, 'cache');
    await mkdir(join(lists, 'partial'), { recursive: true });
    await mkdir(join(cache, 'archives/partial'), { recursive: true });
    this.#ownLists = [
      `Dir::State=${state}`,
      `Dir::State::lists=${lists}`,
      `Dir::Cache=${cache}`,
      'Debug::NoLocking=1',
    ].flatMap((option) => ['-o', option]);
    // A source that fails does not matter when another one has the package.
    await this.#run('apt-get', [...APT_LIMITS, ...this.#ownLists, 'update']);
  }

  #run(command: string, args: readonly string[], cwd = this.#work): Promise<RunResult> {
    return run(command, args, { cwd, env: this.#env, timeoutMs: TIMEOUT_MS });
  }
}

/** Why a program failed, in its own words and without credentials of an address. */
export function lastLine({ stderr, code }: RunResult): string {
  const lines = stderr.split('\n').filter((line) => line.trim() !== '');
  const line = lines.find((text) => text.startsWith('E: ')) ?? lines.at(-1) ?? `exit code ${code}`;
  return line
    .replace(/^E: /, '')
    .replace(/\/\/[^/\s@]*@/g, '//')
    .slice(0, 300);
}
