import { access, constants, mkdir, mkdtemp, readdir, realpath, rename, rm } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { run } from './run.ts';

/** Programs and files of a server that can be started here. */
export interface ServerInstallation {
  flavour: 'MariaDB' | 'MySQL';
  /** The server program. */
  program: string;
  /** Folder with the SQL of the system tables, the messages and the character sets; null where the server knows. */
  share: string | null;
  /** Folders for LD_LIBRARY_PATH. */
  libraries: readonly string[];
}

const PROGRAMS = ['mariadbd', 'mysqld'];
const USUAL_FOLDERS = ['/usr/sbin', '/usr/local/sbin', '/usr/libexec', '/opt/homebrew/bin', '/usr/local/bin'];

/** A server from the PATH, else one fetched on Debian or Ubuntu without root; null when there is neither. */
export async function findServer(progress: (message: string) => void): Promise<ServerInstallation | null> {
  for (const folder of [...(process.env.PATH ?? '').split(delimiter), ...USUAL_FOLDERS]) {
    for (const name of PROGRAMS) {
      const program = join(folder, name);
      if (folder !== '' && (await isExecutable(program))) return await describe(program, []);
    }
  }
  return await fetchedServer(progress);
}

async function describe(program: string, libraries: readonly string[]): Promise<ServerInstallation | null> {
  const { code, stdout } = await run(program, ['--no-defaults', '--version'], {
    env: withLibraries(libraries),
  });
  if (code !== 0) return null;
  const flavour = /mariadb/i.test(stdout) ? 'MariaDB' : 'MySQL';
  if (flavour === 'MySQL') return { flavour, program, share: null, libraries };
  const prefix = join(await realpath(program), '../..');
  for (const share of [
    join(prefix, 'share/mysql'),
    join(prefix, 'share/mariadb'),
    '/usr/share/mysql',
    '/usr/share/mariadb',
  ]) {
    if (
      (await exists(join(share, 'mysql_system_tables.sql'))) ||
      (await exists(join(share, 'mariadb_system_tables.sql')))
    ) {
      return { flavour, program, share, libraries };
    }
  }
  return null;
}

/** The environment in which a server's program finds its libraries. */
export function withLibraries(libraries: readonly string[]): NodeJS.ProcessEnv {
  if (libraries.length === 0) return process.env;
  return {
    ...process.env,
    LD_LIBRARY_PATH: [...libraries, process.env.LD_LIBRARY_PATH].filter(Boolean).join(':'),
  };
}

/** Debian's names of the libraries that the server package needs and a small system may lack; newer ones second. */
const LIBRARY_PACKAGES: Readonly<Record<string, readonly string[]>> = {
  'libaio.so.1': ['libaio1', 'libaio1t64'],
  'libaio.so.1t64': ['libaio1t64'],
  'liburing.so.2': ['liburing2'],
  'libnuma.so.1': ['libnuma1'],
  'libsnappy.so.1': ['libsnappy1v5'],
  'libpcre2-8.so.0': ['libpcre2-8-0'],
  'libcrypt.so.1': ['libcrypt1'],
};
const SERVER_PACKAGE = 'mariadb-server-core';
const FETCH_TIMEOUT_MS = 180_000;

async function fetchedServer(progress: (message: string) => void): Promise<ServerInstallation | null> {
  if (process.platform !== 'linux' || (await run('dpkg', ['--version'])).code !== 0) return null;
  const cache = await cacheFolder();
  const installed = join(cache, `mariadb-${process.arch}`);
  const present = await describe(join(installed, 'usr/sbin/mariadbd'), await libraryFolders(installed));
  if (present) return present;

  progress(
    'fetching a private MariaDB server (7 MB) from the Debian packages; nothing is installed on the system',
  );
  const work = await mkdtemp(join(cache, 'fetch-'));
  try {
    const apt = new Apt(work);
    if (!(await apt.unpack(SERVER_PACKAGE))) return null;
    for (const library of await missingLibraries(apt.root)) {
      for (const name of LIBRARY_PACKAGES[library] ?? []) if (await apt.unpack(name)) break;
    }
    const complete = await describe(join(apt.root, 'usr/sbin/mariadbd'), await libraryFolders(apt.root));
    if (!complete) return null;
    // Another process may have fetched it at the same moment: whoever renames first wins.
    await rename(apt.root, installed).catch(() => undefined);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
  return await describe(join(installed, 'usr/sbin/mariadbd'), await libraryFolders(installed));
}

/** Downloads packages, whose signatures apt checks, and unpacks them into `root` without installing them. */
class Apt {
  readonly root: string;
  readonly #work: string;
  #ownLists: readonly string[] | null = null;

  constructor(work: string) {
    this.#work = work;
    this.root = join(work, 'root');
  }

  async unpack(name: string): Promise<boolean> {
    const folder = await mkdtemp(join(this.#work, 'deb-'));
    if (!(await this.#download(name, folder))) return false;
    const [deb] = (await readdir(folder)).filter((file) => file.endsWith('.deb'));
    return deb !== undefined && (await run('dpkg', ['-x', join(folder, deb), this.root])).code === 0;
  }

  async #download(name: string, folder: string): Promise<boolean> {
    const download = (options: readonly string[]) =>
      run('apt-get', [...options, 'download', name], { cwd: folder, timeoutMs: FETCH_TIMEOUT_MS });
    if (this.#ownLists) return (await download(this.#ownLists)).code === 0;
    if ((await download([])).code === 0) return true;
    // The system has no package lists (images often do not) or old ones: fetch lists of our own, which needs no root.
    const state = join(this.#work, 'apt');
    await mkdir(join(state, 'lists/partial'), { recursive: true });
    await mkdir(join(state, 'cache/archives/partial'), { recursive: true });
    this.#ownLists = [
      '-o',
      `Dir::State=${state}`,
      '-o',
      `Dir::Cache=${join(state, 'cache')}`,
      '-o',
      'Debug::NoLocking=1',
    ];
    await run('apt-get', [...this.#ownLists, 'update'], { timeoutMs: FETCH_TIMEOUT_MS });
    return (await download(this.#ownLists)).code === 0;
  }
}

async function missingLibraries(root: string): Promise<string[]> {
  const { stdout } = await run('ldd', [join(root, 'usr/sbin/mariadbd')]);
  return [...stdout.matchAll(/^\s*(\S+) => not found/gm)].map(([, name]) => name ?? '');
}

async function libraryFolders(root: string): Promise<string[]> {
  const folders: string[] = [];
  for (const base of ['lib', 'usr/lib']) {
    const found = await readdir(join(root, base), { withFileTypes: true }).catch(() => []);
    folders.push(
      ...found.filter((entry) => /-linux-/.test(entry.name)).map((entry) => join(root, base, entry.name)),
    );
  }
  return folders;
}

async function cacheFolder(): Promise<string> {
  const candidates = [
    process.env.XDG_CACHE_HOME,
    join(homedir(), '.cache'),
    join(tmpdir(), `cache-${process.getuid?.() ?? 0}`),
  ];
  for (const base of candidates) {
    if (!base) continue;
    const folder = join(base, 'federated-customer-graph');
    const usable = await mkdir(folder, { recursive: true, mode: 0o700 })
      .then(() => access(folder, constants.W_OK))
      .then(
        () => true,
        () => false,
      );
    if (usable) return folder;
  }
  return await mkdtemp(join(tmpdir(), 'federated-customer-graph-'));
}

async function isExecutable(path: string): Promise<boolean> {
  return await access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}

async function exists(path: string): Promise<boolean> {
  return await access(path).then(
    () => true,
    () => false,
  );
}
