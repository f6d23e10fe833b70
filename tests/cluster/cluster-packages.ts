import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { fetchedServer } from '../../dev/mysql/fetched/fetched-server.ts';
import { type Machine, thisMachine } from '../../dev/mysql/installation/machine.ts';
import {
  installedServers,
  type ServerInstallation,
} from '../../dev/mysql/installation/server-installation.ts';
import { run } from '../../dev/mysql/processes/run.ts';
import { debianPrograms } from '../support/servers/debian-programs.ts';

/** What a cluster is made of. */
export interface ClusterPrograms {
  mariadb: ServerInstallation;
  /** Galera's library, which the server loads. */
  galera: string;
  /** HAProxy, and the environment in which it finds its libraries. */
  haproxy: { program: string; env: NodeJS.ProcessEnv };
}

const GALERA = 'usr/lib/galera/libgalera_smm.so';
const HAPROXY = 'usr/sbin/haproxy';
const WANTED = {
  name: 'cluster',
  packages: ['galera-4', 'haproxy'],
  described: 'galera-4 and haproxy (4 MB)',
  isComplete,
};

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
  const found = await debianPrograms(WANTED, progress, machine);
  if (typeof found === 'string') return found;
  const { root, env } = found;
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

/** Whether both are there and HAProxy finds its libraries. */
async function isComplete(root: string, env: NodeJS.ProcessEnv): Promise<boolean> {
  const hasGalera = await access(join(root, GALERA)).then(
    () => true,
    () => false,
  );
  if (!hasGalera) return false;
  return (await run(join(root, HAPROXY), ['-v'], { env, timeoutMs: 10_000 })).code === 0;
}
