import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Machine } from '../installation/machine.ts';
import { describeServer, type ServerInstallation } from '../installation/server-installation.ts';
import { run } from '../processes/run.ts';
import { cacheFolder } from './cache-folder.ts';
import { DebianPackages } from './debian-packages.ts';
import { cachedServer } from './server-cache.ts';

/** Packages with a server and little else; older Ubuntu has no recent MariaDB. */
const SERVER_PACKAGES = ['mariadb-server-core', 'mysql-server-core-8.0'];
const PROGRAMS = ['mariadbd', 'mysqld'];

/**
 * A server from the packages of Debian or Ubuntu, unpacked into a cache folder: needs no root and installs nothing.
 * Null on other systems, or when it cannot be fetched; `progress` then says why.
 */
export async function fetchedServer(
  machine: Machine,
  progress: (message: string) => void,
): Promise<ServerInstallation | null> {
  if (process.platform !== 'linux') return null;
  if ((await run('dpkg', ['--version'], { env: machine.env })).code !== 0) return null;
  const server = await cachedServer({
    cache: await cacheFolder(machine.env),
    name: await releaseName(),
    serverIn: (root) => serverIn(root, machine),
    unpack(work, root) {
      progress(
        "fetching a private database server (7 MB) from the system's own package source; nothing is installed",
      );
      return unpackServer(new DebianPackages(work, machine.env), root, machine);
    },
  });
  if (typeof server !== 'string') return server;
  progress(`no server could be fetched: ${server}`);
  return null;
}

/** Returns what went wrong, or null. */
async function unpackServer(
  packages: DebianPackages,
  root: string,
  machine: Machine,
): Promise<string | null> {
  await mkdir(root);
  let failure: string | null = null;
  for (const name of SERVER_PACKAGES) {
    failure = await packages.unpack(name, root);
    if (failure !== null) continue;
    await unpackLibraries(packages, name, root, machine);
    if (await serverIn(root, machine)) return null;
    failure = `the program of ${name} does not run here`;
  }
  return failure;
}

/** Unpacks those dependencies that the program misses and the system does not have, and theirs. */
async function unpackLibraries(
  packages: DebianPackages,
  server: string,
  root: string,
  machine: Machine,
): Promise<void> {
  const seen = new Set([server]);
  for (let names = [server]; names.length > 0 && (await lacksLibraries(root, machine)); ) {
    const next: string[] = [];
    for (const name of names) {
      for (const dependency of await packages.missingLibraries(name)) {
        if (seen.has(dependency)) continue;
        seen.add(dependency);
        if ((await packages.unpack(dependency, root)) === null) next.push(dependency);
      }
    }
    names = next;
  }
}

async function lacksLibraries(root: string, machine: Machine): Promise<boolean> {
  const env = await libraryEnv(root, machine);
  for (const name of PROGRAMS) {
    const { stdout } = await run('ldd', [join(root, 'usr/sbin', name)], { env: { ...env, LC_ALL: 'C' } });
    if (stdout.includes('not found')) return true;
  }
  return false;
}

async function serverIn(root: string, machine: Machine): Promise<ServerInstallation | null> {
  const env = await libraryEnv(root, machine);
  for (const name of PROGRAMS) {
    const installation = await describeServer(join(root, 'usr/sbin', name), env);
    if (installation) return installation;
  }
  return null;
}

async function libraryEnv(root: string, { env }: Machine): Promise<NodeJS.ProcessEnv> {
  const folders: string[] = [];
  for (const base of ['lib', 'usr/lib']) {
    const found = await readdir(join(root, base)).catch(() => []);
    folders.push(...found.filter((name) => name.includes('-linux-')).map((name) => join(root, base, name)));
  }
  if (folders.length === 0) return env;
  return { ...env, LD_LIBRARY_PATH: [...folders, env.LD_LIBRARY_PATH].filter(Boolean).join(':') };
}

/** Programs of one release of the system may not run on the next, so each has its own. */
async function releaseName(): Promise<string> {
  const release = await readFile('/etc/os-release', 'utf8').catch(() => '');
  const field = (name: string) =>
    (new RegExp(`^${name}="?([^"\n]*)`, 'm').exec(release)?.[1] ?? '').replace(/[^\w.]/g, '');
  return `server-${field('ID') || 'linux'}${field('VERSION_ID')}-${process.arch}`;
}
