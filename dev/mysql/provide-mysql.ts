import { StartError } from '../../platform/process/ending/start-error.ts';
import { startDockerMysql } from './docker-mysql.ts';
import { externalServer } from './external-server.ts';
import { cachedMysql, fetchedMysql } from './fetched/fetched-mysql.ts';
import { fetchedServer } from './fetched/fetched-server.ts';
import { type Machine, thisMachine } from './installation/machine.ts';
import { installedServers, type ServerInstallation } from './installation/server-installation.ts';
import { LEAST_VERSIONS } from './installation/server-version.ts';
import type { MysqlServer } from './mysql-server.ts';
import { DataDirectoryError } from './private/data-directory.ts';
import { startPrivateServer } from './private/private-server.ts';

export interface MysqlOptions {
  /** An existing server to use instead of a private one: the value of MYSQL_URL. */
  url: string | null;
  /** Where a private server keeps its data; null is a temporary folder that goes with the server. */
  dataDirectory: string | null;
  /** True uses the private server that another process runs on the same data, where there is one. */
  join?: boolean;
  /** False gives up durability for speed; for tests. */
  durable: boolean;
  /** More options of a private server, after the usual ones. */
  settings?: readonly string[];
  /** Told each time that a private server has been launched and nothing is left but to wait for it. */
  launched?: () => void;
  /** Told what takes longer than a second. */
  progress(message: string): void;
  /** Where servers are looked for. */
  machine?: Machine;
}

const NO_SERVER = `No MySQL or MariaDB server was found and none could be fetched. Any one of these gives it one:
  - set MYSQL_URL=mysql://user:password@host:3306/ to a server whose user may create schemas and users;
  - install ${LEAST_VERSIONS} or newer so that mysqld or mariadbd is on the PATH (Debian: apt-get install mariadb-server-core);
  - start a Docker engine, which then runs a MySQL container.`;

/** Finds or provides a server: MYSQL_URL, else one from the PATH, else fetched, else in Docker. Throws StartError. */
export async function provideMysql(options: MysqlOptions): Promise<MysqlServer> {
  if (options.url !== null) return await externalServer(options.url);
  const machine = options.machine ?? thisMachine();
  let failure: DataDirectoryError | null = null;
  for await (const installation of startableServers(machine, options.progress)) {
    try {
      return await startPrivateServer(installation, options);
    } catch (error) {
      // A system may confine its own server to its own folders (AppArmor does); the next one may be free.
      if (!(error instanceof DataDirectoryError)) throw error;
      failure ??= error;
    }
  }
  const docker = await startDockerMysql(machine, options);
  if (docker) return docker;
  throw failure ?? new StartError(NO_SERVER);
}

/**
 * MySQL itself, where any server of its protocol would not do: MYSQL_URL, whatever that is, else one from the PATH, else
 * fetched, else in Docker. Throws a StartError that says why there is none.
 */
export async function provideRealMysql(options: MysqlOptions): Promise<MysqlServer> {
  if (options.url !== null) return await externalServer(options.url);
  const machine = options.machine ?? thisMachine();
  const found = (await presentMysql(machine)) ?? (await fetchedMysql(machine, options.progress));
  if (typeof found !== 'string') return await startPrivateServer(found, options);
  const docker = await startDockerMysql(machine, options);
  if (docker) return docker;
  throw new StartError(
    `no MySQL is on the PATH, none could be fetched (${found}), and no Docker engine runs. MYSQL_URL may name one.`,
  );
}

/** A MySQL that is on the PATH or has been fetched before; null when there is none. */
export async function presentMysql(machine: Machine = thisMachine()): Promise<ServerInstallation | null> {
  for await (const installation of installedServers(machine)) {
    if (installation.flavour === 'MySQL') return installation;
  }
  return await cachedMysql(machine);
}

async function* startableServers(
  machine: Machine,
  progress: (message: string) => void,
): AsyncGenerator<ServerInstallation> {
  yield* installedServers(machine);
  const fetched = await fetchedServer(machine, progress);
  if (fetched) yield fetched;
}
