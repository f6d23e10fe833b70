import { access, mkdir, mkdtemp, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { cacheFolder } from '../../dev/mysql/cache-folder.ts';
import { DebianPackages } from '../../dev/mysql/debian-packages.ts';
import { fetchedServer } from '../../dev/mysql/fetched-server.ts';
import { type Machine, thisMachine } from '../../dev/mysql/machine.ts';
import { run } from '../../dev/mysql/run.ts';
import { installedServers, type ServerInstallation } from '../../dev/mysql/server-installation.ts';

/** What a cluster is made of. */
export interface ClusterPrograms {
  mariadb: ServerInstallation;
  /** Galera's library, which the server loads. */
  galera: string;
  /** HAProxy, and the environment in which it finds its libraries. */
  haproxy: { program: string; env: NodeJS.ProcessEnv };
}

const PACKAGES = ['galera-4', 'haproxy'];
const GALERA = 'usr/lib/galera/libgalera_smm.so';
const HAPROXY = 'usr/sbin/haproxy';

/**
 * MariaDB, Galera and HAProxy from Debian's packages, unpacked into the cache folder: needs no root and installs
 * nothing. Returns in words why there are none.
 */
export async function clusterPrograms(
  progress: (message: string) => void,
  machine: Machine = thisMachine(),
): Promise<ClusterPrograms | string> {
  if (process.platform !== 'linux') return 'this is not Linux';
  const mariadb = await mariadbServer(machine, progress);
  if (!mariadb) return 'no MariaDB is on the PATH and none could be fetched';
  const cache = await cacheFolder(machine.env);
  const root = join(cache, `cluster-${await releaseName()}`);
  if (!(await isComplete(root, machine))) {
    progress(
      "fetching galera-4 and haproxy (4 MB) from the system's own package source; nothing is installed",
    );
    const failure = await fetchInto(root, cache, machine);
    if (failure !== null) return failure;
  }
  const env = await withLibraries(root, machine);
  return { mariadb, galera: join(root, GALERA), haproxy: { program: join(root, HAPROXY), env } };
}

async function mariadbServer(
  machine: Machine,
  progress: (message: string) => void,
): Promise<ServerInstallation | null> {
  for await (const installation of installedServers(machine)) {
    if (installation.flavour === 'MariaDB') return installation;
  }
  const fetched = await fetchedServer(machine, progress);
  return fetched?.flavour === 'MariaDB' ? fetched : null;
}

/** Returns what went wrong, or null. A half-made folder never gets its final name. */
async function fetchInto(root: string, cache: string, machine: Machine): Promise<string | null> {
  const work = await mkdtemp(join(cache, 'fetch-'));
  try {
    const packages = new DebianPackages(work, machine.env);
    const unpacked = join(work, 'root');
    await mkdir(unpacked);
    // With the libraries that the system does not have, and those that these need.
    const names = [...PACKAGES];
    for (const name of names) {
      const failure = await packages.unpack(name, unpacked);
      if (failure !== null) return `${name}: ${failure}`;
      const missing = await packages.missingLibraries(name);
      names.push(...missing.filter((library) => !names.includes(library)));
    }
    if (!(await isComplete(unpacked, machine))) return 'its programs do not run here';
    await rename(unpacked, root).catch(async (error) => {
      // Another process may have been first.
      if (!(await isComplete(root, machine))) throw error;
    });
    return null;
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/** Whether both are there and HAProxy finds its libraries. */
async function isComplete(root: string, machine: Machine): Promise<boolean> {
  const hasGalera = await access(join(root, GALERA)).then(
    () => true,
    () => false,
  );
  if (!hasGalera) return false;
  const env = await withLibraries(root, machine);
  return (await run(join(root, HAPROXY), ['-v'], { env, timeoutMs: 10_000 })).code === 0;
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
