import { mkdir, mkdtemp, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { cacheFolder } from '../../../dev/mysql/fetched/cache-folder.ts';
import { DebianPackages } from '../../../dev/mysql/fetched/debian-packages.ts';
import { type Machine, thisMachine } from '../../../dev/mysql/installation/machine.ts';

/** Programs that Debian's packages have, which a test runs. */
export interface WantedPrograms {
  /** How their folder in the cache begins. */
  name: string;
  packages: readonly string[];
  /** What is told before they are fetched, such as `haproxy (2 MB)`. */
  described: string;
  /** Whether they are in a folder, and run with their libraries. */
  isComplete(root: string, env: NodeJS.ProcessEnv): Promise<boolean>;
}

/** Where they are, and the environment in which they find their libraries. */
export interface FoundPrograms {
  root: string;
  env: NodeJS.ProcessEnv;
}

/**
 * Programs from Debian's packages, unpacked into the cache folder: needs no root and installs nothing. Returns in words why there
 * are none.
 */
export async function debianPrograms(
  wanted: WantedPrograms,
  progress: (message: string) => void,
  machine: Machine = thisMachine(),
): Promise<FoundPrograms | string> {
  if (process.platform !== 'linux') return 'this is not Linux';
  const cache = await cacheFolder(machine.env);
  const root = join(cache, `${wanted.name}-${await releaseName()}`);
  const found = async () => ({ root, env: await withLibraries(root, machine) });
  const present = await found();
  if (await wanted.isComplete(root, present.env)) return present;
  progress(`fetching ${wanted.described} from the system's own package source; nothing is installed`);
  const failure = await fetchInto(root, { cache, wanted, machine });
  return failure ?? (await found());
}

/** Returns what went wrong, or null. A half-made folder never gets its final name. */
async function fetchInto(
  root: string,
  { cache, wanted, machine }: { cache: string; wanted: WantedPrograms; machine: Machine },
): Promise<string | null> {
  const work = await mkdtemp(join(cache, 'fetch-'));
  const isComplete = async (folder: string) =>
    wanted.isComplete(folder, await withLibraries(folder, machine));
  try {
    const packages = new DebianPackages(work, machine.env);
    const unpacked = join(work, 'root');
    await mkdir(unpacked);
    // With the libraries that the system does not have, and those that these need.
    const names = [...wanted.packages];
    for (const name of names) {
      const failure = await packages.unpack(name, unpacked);
      if (failure !== null) return `${name}: ${failure}`;
      const missing = await packages.missingLibraries(name);
      names.push(...missing.filter((library) => !names.includes(library)));
    }
    if (!(await isComplete(unpacked))) return 'its programs do not run here';
    await rename(unpacked, root).catch(async (error) => {
      // Another process may have been first.
      if (!(await isComplete(root))) throw error;
    });
    return null;
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

async function withLibraries(root: string, { env }: Machine): Promise<NodeJS.ProcessEnv> {
  const base = join(root, 'usr/lib');
  const names = await readdir(base).catch(() => []);
  const folders = names.filter((name) => name.includes('-linux-')).map((name) => join(base, name));
  return { ...env, LD_LIBRARY_PATH: [...folders, env.LD_LIBRARY_PATH].filter(Boolean).join(':') };
}

/** Programs of one release of the system may not run on the next, so each has its own. */
async function releaseName(): Promise<string> {
  const release = await readFile('/etc/os-release', 'utf8').catch(() => '');
  const [, id] = /^ID="?([\w.-]+)/m.exec(release) ?? [];
  const [, version] = /^VERSION_ID="?([\w.-]+)/m.exec(release) ?? [];
  return `${id ?? 'linux'}${version ?? ''}-${process.arch}`;
}
