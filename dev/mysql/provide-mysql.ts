import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createConnection } from 'mysql2/promise';
import { isDatabaseUnavailable } from '../../platform/errors.ts';
import { prepareDataDirectory } from './data-directory.ts';
import { startDockerMysql } from './docker-mysql.ts';
import { findServer, type ServerInstallation } from './server-installation.ts';
import { runningServerUrl, startServerProcess } from './server-process.ts';
import { StartError } from './start-error.ts';

/** A MySQL-protocol server to work with; closing it stops it when it was started here. */
export interface MysqlServer extends AsyncDisposable {
  /** `mysql://user:password@127.0.0.1:port/`, a user who may create schemas and users. */
  readonly adminUrl: string;
  readonly description: string;
  /** Ends the server without warning (SIGKILL) and starts it again on the same port and data. Absent on servers that were not started here. */
  killAndRestart?(): Promise<void>;
}

export interface MysqlOptions {
  /** An existing server to use instead of a private one. */
  url: string | null;
  /** Where a private server keeps its data; null is a temporary folder that goes with the server. */
  dataDirectory: string | null;
  /** True uses the private server that another process runs on the same data, where there is one. */
  join?: boolean;
  /** False gives up durability for speed; for tests. */
  durable: boolean;
  progress(message: string): void;
}

const NO_SERVER = `No MySQL or MariaDB server was found and none could be fetched. Any one of these gives it one:
  - set MYSQL_URL=mysql://user:password@host:3306/ to a server whose user may create schemas and users;
  - install MariaDB or MySQL so that mariadbd or mysqld is on the PATH (Debian: apt-get install mariadb-server-core);
  - start a Docker engine, which then runs mysql:8.4.`;

/** Finds or provides a server: MYSQL_URL, else one from the PATH, else fetched, else in Docker. Throws StartError. */
export async function provideMysql(options: MysqlOptions): Promise<MysqlServer> {
  if (options.url !== null) return await connectTo(options.url);
  const installation = await findServer(options.progress);
  if (installation) return await startPrivateServer(installation, options);
  const docker = await startDockerMysql(options.progress);
  if (docker) return docker;
  throw new StartError(NO_SERVER);
}

const CONNECT_TIMEOUT_MS = 5_000;

async function connectTo(url: string): Promise<MysqlServer> {
  if (!URL.canParse(url) || !/^(mysql|mariadb):$/.test(new URL(url).protocol)) {
    throw new StartError('MYSQL_URL must look like mysql://user:password@host:3306/.');
  }
  const { host } = new URL(url);
  try {
    const connection = await createConnection({ uri: url, connectTimeout: CONNECT_TIMEOUT_MS });
    await connection.end();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ER_ACCESS_DENIED_ERROR') {
      throw new StartError(`The server of MYSQL_URL (${host}) refused the user or the password.`);
    }
    const reason = isDatabaseUnavailable(error) ? 'does not answer' : 'cannot be used';
    throw new StartError(
      `The server of MYSQL_URL (${host}) ${reason}: check the address, and that it is running.`,
    );
  }
  return {
    adminUrl: url,
    description: `the server of MYSQL_URL (${host})`,
    [Symbol.asyncDispose]: async () => {},
  };
}

async function startPrivateServer(
  installation: ServerInstallation,
  options: MysqlOptions,
): Promise<MysqlServer> {
  const temporary =
    options.dataDirectory === null ? await mkdtemp(join(tmpdir(), 'customer-graph-mysql-')) : null;
  const folder = temporary ?? options.dataDirectory ?? '';
  const removeTemporary = async () => {
    if (temporary) await rm(temporary, { recursive: true, force: true });
  };
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const data = await prepareDataDirectory(installation, folder, options.progress);
    const running = options.join ? await runningServerUrl(data) : null;
    if (running !== null) return await connectTo(running);
    const process = await startServerProcess(installation, data, { durable: options.durable });
    return {
      adminUrl: process.adminUrl,
      description: `a private ${installation.flavour} on port ${process.port}${temporary ? '' : `, data in ${options.dataDirectory}`}`,
      killAndRestart: () => process.killAndRestart(),
      async [Symbol.asyncDispose]() {
        await process.stop();
        await removeTemporary();
      },
    };
  } catch (error) {
    await removeTemporary();
    throw error;
  }
}
