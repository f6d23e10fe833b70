import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { StartError } from '../../../platform/process/ending/start-error.ts';
import type { ServerInstallation } from '../installation/server-installation.ts';
import { freePort } from '../processes/free-port.ts';
import { type GuardedProcess, startGuarded } from '../processes/guarded-process.ts';
import { commonArguments, type DataDirectory, serverError } from './data-directory.ts';
import { PID_FILE, runningServerPort, takeOver } from './data-owner.ts';
import { waitUntilReady } from './server-ready.ts';
import { SERVER_SETTINGS, storageSettings } from './server-settings.ts';

/** A private server that runs. */
export interface ServerProcess {
  readonly port: number;
  readonly adminUrl: string;
  /** Ends the server without warning (SIGKILL); `restart` brings it back. */
  kill(): Promise<void>;
  /** Starts the server again on the same port and data; stops it first when it runs. */
  restart(): Promise<void>;
  /** Stops the server for good. */
  stop(): Promise<void>;
}

const ADMIN = 'customer_graph_admin';
const READY_TIMEOUT_MS = 60_000;
const STOP_TIMEOUT_MS = 10_000;
const PORT_TRIES = 3;

/** As seen from the data directory. */
const INIT_FILE = '../init.sql';
const TEMPORARY = '../tmp';

/**
 * Starts the server on a free loopback port and waits until it takes connections. Throws StartError, also when
 * another process uses the data.
 */
export async function startServerProcess(
  installation: ServerInstallation,
  directory: DataDirectory,
  options: {
    /** False gives up durability for speed. */
    durable: boolean;
    /** The data goes with the server, also when this process is killed. */
    temporary: boolean;
    /** More options of the server, after the usual ones. */
    settings?: readonly string[];
    /** Told each time that the server has been launched and is waited for. */
    launched?: () => void;
  },
): Promise<ServerProcess> {
  await takeOver(directory);
  await mkdir(join(directory.data, TEMPORARY), { recursive: true });
  await writeFile(join(directory.data, INIT_FILE), adminSql(directory.password), { mode: 0o600 });
  const launch = async (port: number) => {
    const server = await startGuarded(
      installation.program,
      [
        ...serverArguments(installation, port),
        ...storageSettings(installation.flavour, options.durable),
        ...(options.settings ?? []),
      ],
      { env: installation.env, cwd: directory.data, folder: options.temporary ? directory.folder : null },
    );
    options.launched?.();
    try {
      await waitUntilReady(adminUrlAt(directory, port), READY_TIMEOUT_MS, () =>
        startFailure(server, directory),
      );
      return server;
    } catch (error) {
      server.signal('SIGKILL');
      await server.ended;
      await server.release();
      throw error;
    }
  };
  const { server, port } = await onFreePort(launch);
  let current = server;
  return {
    port,
    adminUrl: adminUrlAt(directory, port),
    async kill() {
      current.signal('SIGKILL');
      await current.ended;
    },
    async restart() {
      current.signal('SIGTERM');
      const timer = setTimeout(() => current.signal('SIGKILL'), STOP_TIMEOUT_MS);
      await current.ended;
      clearTimeout(timer);
      await current.release();
      current = await launch(port);
    },
    stop: () => current.stop(),
  };
}

/** Another program may take a port between our look and the server's. */
async function onFreePort(
  launch: (port: number) => Promise<GuardedProcess>,
): Promise<{ server: GuardedProcess; port: number }> {
  for (let tries = 1; ; tries += 1) {
    const port = await freePort();
    try {
      return { server: await launch(port), port };
    } catch (error) {
      if (!(error instanceof PortTaken) || tries === PORT_TRIES) throw error;
    }
  }
}

class PortTaken extends StartError {}

/** Why a server that is starting will not become ready; null while it may. */
function startFailure(server: GuardedProcess, { folder }: DataDirectory): StartError | null {
  const output = server.output();
  // It would try again for more than a minute.
  if (/Unable to lock|Can't lock aria control file/.test(output)) {
    return new StartError(
      `Another database server is using the data in ${folder}: stop it first, or choose another folder.`,
    );
  }
  if (!server.hasEnded()) return null;
  const message = `The private database server ended while starting: ${serverError(output)}`;
  return /Bind on TCP|port: \d+ .*already in use/i.test(output)
    ? new PortTaken(message)
    : new StartError(message);
}

/** The server works in its data directory and takes paths from there, however deep that is. */
function serverArguments(installation: ServerInstallation, port: number): string[] {
  return [
    ...commonArguments(installation, '.', TEMPORARY),
    `--init-file=${INIT_FILE}`,
    `--pid-file=${PID_FILE}`,
    `--port=${port}`,
    '--bind-address=127.0.0.1',
    // TCP on loopback serves; MySQL insists on a socket.
    ...(installation.flavour === 'MariaDB' ? ['--socket='] : ['--socket=../server.sock', '--mysqlx=OFF']),
    ...SERVER_SETTINGS,
  ];
}

/** Run at every start, before the server takes connections; a statement a line. */
function adminSql(password: string): string {
  return `${[
    `CREATE USER IF NOT EXISTS '${ADMIN}'@'127.0.0.1' IDENTIFIED BY '${password}'`,
    `ALTER USER '${ADMIN}'@'127.0.0.1' IDENTIFIED BY '${password}'`,
    `GRANT ALL PRIVILEGES ON *.* TO '${ADMIN}'@'127.0.0.1' WITH GRANT OPTION`,
    `ALTER USER IF EXISTS 'root'@'localhost' IDENTIFIED BY '${password}'`,
  ].join(';\n')};\n`;
}

/** The server that another process runs on this data, ready; null when there is none. */
export async function runningServerUrl(directory: DataDirectory): Promise<string | null> {
  const port = await runningServerPort(directory);
  if (port === null) return null;
  const adminUrl = adminUrlAt(directory, port);
  await waitUntilReady(adminUrl, READY_TIMEOUT_MS);
  return adminUrl;
}

function adminUrlAt({ password }: DataDirectory, port: number): string {
  return `mysql://${ADMIN}:${password}@127.0.0.1:${port}/`;
}
