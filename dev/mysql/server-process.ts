import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { readFile, readlink, realpath, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createConnection } from 'mysql2/promise';
import { freePorts } from '../ports.ts';
import { commonArguments, type DataDirectory, serverError } from './data-directory.ts';
import { type ServerInstallation, withLibraries } from './server-installation.ts';
import { StartError } from './start-error.ts';

/** A private server that runs. */
export interface ServerProcess {
  readonly port: number;
  readonly adminUrl: string;
  stop(): Promise<void>;
  killAndRestart(): Promise<void>;
}

const ADMIN = 'customer_graph_admin';
const READY_TIMEOUT_MS = 60_000;
const READY_POLL_MS = 50;

/**
 * Between us and the server stands a shell in a session of its own, so that Ctrl-C in a terminal does not reach the
 * server before the programs that use it. It ends the server when its standard input closes, which happens however
 * this process ends, SIGKILL included. Its first line says which pid the server has.
 */
const GUARD = `
exec 3<&0
"$@" </dev/null 3<&- &
server=$!
trap 'kill -TERM $server 2>/dev/null' TERM INT HUP
echo $server
(
  trap - TERM INT HUP
  while read -r line <&3; do :; done
  kill -TERM $server 2>/dev/null
  tries=0
  while kill -0 $server 2>/dev/null && [ $tries -lt 100 ]; do sleep 0.1; tries=$((tries + 1)); done
  kill -KILL $server 2>/dev/null
) &
guard=$!
wait $server
code=$?
while kill -0 $server 2>/dev/null; do wait $server; code=$?; done
kill -TERM $guard 2>/dev/null
exit $code
`;

/** Starts the server on a free loopback port and waits until it takes connections. */
export async function startServerProcess(
  installation: ServerInstallation,
  directory: DataDirectory,
  { durable }: { durable: boolean },
): Promise<ServerProcess> {
  await endOrphan(directory);
  const [port = 0] = await freePorts(1);
  const args = await serverArguments(installation, directory, port, durable);
  const adminUrl = adminUrlAt(directory, port);
  let current = await launch(installation, args, directory, adminUrl);
  return {
    port,
    adminUrl,
    stop: () => current.stop(),
    async killAndRestart() {
      await current.kill();
      current = await launch(installation, args, directory, adminUrl);
    },
  };
}

interface Launched {
  stop(): Promise<void>;
  kill(): Promise<void>;
}

async function launch(
  installation: ServerInstallation,
  args: readonly string[],
  directory: DataDirectory,
  adminUrl: string,
): Promise<Launched> {
  const shell = spawn('/bin/sh', ['-c', GUARD, 'guard', installation.program, ...args], {
    cwd: directory.data,
    detached: true,
    stdio: ['pipe', 'pipe', 'pipe'],
    env: withLibraries(installation.libraries),
  });
  let output = '';
  shell.stderr.on('data', (chunk) => {
    output = (output + chunk).slice(-20_000);
  });
  const ended = new Promise<void>((resolve) => shell.on('close', () => resolve()));
  const pid = await firstLine(shell);
  await waitUntilReady(
    adminUrl,
    shell,
    () => new StartError(`The private database server ended while starting: ${serverError(output)}`),
  );
  return {
    async stop() {
      shell.stdin.end();
      await ended;
    },
    async kill() {
      process.kill(pid, 'SIGKILL');
      await ended;
    },
  };
}

async function serverArguments(
  installation: ServerInstallation,
  directory: DataDirectory,
  port: number,
  durable: boolean,
): Promise<string[]> {
  await writeFile(join(directory.folder, 'init.sql'), adminSql(directory.password), { mode: 0o600 });
  const mariadb = installation.flavour === 'MariaDB';
  return [
    // The server is started in its data directory and takes paths from there, however deep that is.
    ...commonArguments(installation, '.'),
    '--init-file=../init.sql',
    '--pid-file=../server.pid',
    `--port=${port}`,
    '--bind-address=127.0.0.1',
    '--skip-name-resolve',
    // A socket path may have 108 characters at most, and a folder may be deeper than that; TCP on loopback serves.
    mariadb ? '--socket=' : `--socket=${join('/tmp', `customer-graph-${port}.sock`)}`,
    ...(mariadb ? [] : ['--mysqlx=OFF']),
    '--skip-log-bin',
    '--character-set-server=utf8mb4',
    '--collation-server=utf8mb4_unicode_ci',
    '--default-time-zone=+00:00',
    '--sql-mode=ONLY_FULL_GROUP_BY,STRICT_TRANS_TABLES,NO_ZERO_IN_DATE,NO_ZERO_DATE,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION',
    '--performance-schema=OFF',
    '--max-connections=400',
    '--innodb-buffer-pool-size=256M',
    ...(durable
      ? []
      : [
          '--innodb-flush-log-at-trx-commit=0',
          '--innodb-doublewrite=0',
          '--innodb-flush-method=nosync',
        ].slice(0, mariadb ? 3 : 2)),
  ];
}

/** Run at every start, before the server takes connections; a statement a line. */
function adminSql(password: string): string {
  return `${[
    `CREATE USER IF NOT EXISTS '${ADMIN}'@'127.0.0.1' IDENTIFIED BY '${password}'`,
    `ALTER USER '${ADMIN}'@'127.0.0.1' IDENTIFIED BY '${password}'`,
    `GRANT ALL PRIVILEGES ON *.* TO '${ADMIN}'@'127.0.0.1' WITH GRANT OPTION`,
    `DROP USER IF EXISTS 'root'@'127.0.0.1', 'root'@'::1', ''@'localhost'`,
    `ALTER USER IF EXISTS 'root'@'localhost' IDENTIFIED BY '${password}'`,
  ].join(';\n')};\n`;
}

function pidFile(directory: DataDirectory): string {
  return join(directory.folder, 'server.pid');
}

/** Where the server listens that another process runs on this data; null when there is none. */
export async function runningServerUrl(directory: DataDirectory): Promise<string | null> {
  const args = await serverCommandLine(directory);
  const port = args?.find((argument) => argument.startsWith('--port='))?.slice('--port='.length);
  return port === undefined ? null : adminUrlAt(directory, Number(port));
}

/** The command line of the server process that uses this data, or null. */
async function serverCommandLine(directory: DataDirectory): Promise<string[] | null> {
  const pid = await serverPid(directory);
  if (pid === null) return null;
  const args = (await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')).split('\0');
  return args.includes('--pid-file=../server.pid') && (await worksIn(pid, directory.data)) ? args : null;
}

/** Whether a process has this folder as its working directory, as a server has its data directory. */
async function worksIn(pid: number, folder: string): Promise<boolean> {
  const [cwd, wanted] = await Promise.all([readlink(`/proc/${pid}/cwd`).catch(() => null), realpath(folder)]);
  return cwd === wanted;
}

async function serverPid(directory: DataDirectory): Promise<number | null> {
  const pid = Number(await readFile(pidFile(directory), 'utf8').catch(() => ''));
  return Number.isInteger(pid) && pid > 1 ? pid : null;
}

function adminUrlAt({ password }: DataDirectory, port: number): string {
  return `mysql://${ADMIN}:${password}@127.0.0.1:${port}/`;
}

/** A server on this data that outlived its parent (which takes a crash of the guard too) is told to stop, by its pid. */
async function endOrphan(directory: DataDirectory): Promise<void> {
  const pid = await serverPid(directory);
  if (pid === null) return;
  const isOurs = async () => (await serverCommandLine(directory)) !== null;
  if (!(await isOurs())) {
    await rm(pidFile(directory), { force: true });
    return;
  }
  const parent = (await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')).split(') ')[1]?.split(' ')[1];
  const guardAlive = parent !== undefined && parent !== '1';
  if (guardAlive && !(await goneWithin(isOurs, 3_000))) {
    throw new StartError(
      `Another \`npm start\` is using the data in ${directory.folder}: stop it first, or set DATA_DIRECTORY to another folder.`,
    );
  }
  if (await isOurs()) process.kill(pid, 'SIGTERM');
  if (!(await goneWithin(isOurs, 15_000))) {
    throw new StartError(
      `A database server left behind (pid ${pid}) does not stop: end it, then start again.`,
    );
  }
}

async function goneWithin(alive: () => Promise<boolean>, ms: number): Promise<boolean> {
  for (const deadline = Date.now() + ms; Date.now() < deadline; await pause(100)) {
    if (!(await alive())) return true;
  }
  return !(await alive());
}

function firstLine(shell: ChildProcessWithoutNullStreams): Promise<number> {
  return new Promise((resolve, reject) => {
    shell.stdout.once('data', (chunk) => resolve(Number(String(chunk).trim())));
    shell.once('error', reject);
    shell.once('close', () => reject(new StartError('The private database server could not be started.')));
  });
}

async function waitUntilReady(
  adminUrl: string,
  shell: ChildProcessWithoutNullStreams,
  failure: () => StartError,
): Promise<void> {
  for (const deadline = Date.now() + READY_TIMEOUT_MS; ; await pause(READY_POLL_MS)) {
    if (shell.exitCode !== null || shell.signalCode !== null) throw failure();
    try {
      const connection = await createConnection({ uri: adminUrl, connectTimeout: 2_000 });
      await connection.end();
      return;
    } catch (error) {
      // Not listening yet, most likely; the deadline tells when it is something else.
      if (Date.now() > deadline) throw error;
    }
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
