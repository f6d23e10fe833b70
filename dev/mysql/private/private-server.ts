import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { ServerInstallation } from '../installation/server-installation.ts';
import type { MysqlServer } from '../mysql-server.ts';
import { DataDirectoryError, prepareDataDirectory } from './data-directory.ts';
import { runningServerUrl, startServerProcess } from './server-process.ts';
import { temporaryFolders } from './temporary-folder.ts';

export interface PrivateServerOptions {
  /** Null is a temporary folder that goes with the server, in memory where there is plenty. */
  dataDirectory: string | null;
  join?: boolean;
  durable: boolean;
  settings?: readonly string[];
  progress(message: string): void;
  launched?: () => void;
}

/** Starts an installed server on data of its own. Throws StartError. */
export async function startPrivateServer(
  installation: ServerInstallation,
  options: PrivateServerOptions,
): Promise<MysqlServer> {
  if (options.dataDirectory !== null) return await startOn(installation, options.dataDirectory, options);
  let failure: unknown;
  for (const parent of await temporaryFolders()) {
    const folder = await mkdtemp(join(parent, 'customer-graph-mysql-'));
    try {
      return await startOn(installation, folder, options);
    } catch (error) {
      await rm(folder, { recursive: true, force: true });
      // A system may confine its own server to some folders (AppArmor does).
      if (!(error instanceof DataDirectoryError)) throw error;
      failure = error;
    }
  }
  throw failure;
}

async function startOn(
  installation: ServerInstallation,
  folder: string,
  { dataDirectory, durable, settings = [], join: joins = false, progress, launched }: PrivateServerOptions,
): Promise<MysqlServer> {
  const data = await prepareDataDirectory(installation, folder, progress);
  const running = joins ? await runningServerUrl(data) : null;
  if (running !== null) {
    return {
      kind: 'private',
      adminUrl: running,
      description: `the private ${installation.flavour} that runs on ${folder}`,
      [Symbol.asyncDispose]: async () => {},
    };
  }
  const temporary = dataDirectory === null;
  const server = await startServerProcess(installation, data, { durable, temporary, settings, launched });
  return {
    kind: 'private',
    adminUrl: server.adminUrl,
    description: `a private ${installation.flavour} on port ${server.port}${temporary ? '' : `, data in ${folder}`}`,
    kill: () => server.kill(),
    restart: () => server.restart(),
    [Symbol.asyncDispose]: () => server.stop(),
  };
}
