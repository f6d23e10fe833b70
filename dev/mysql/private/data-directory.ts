import { randomBytes } from 'node:crypto';
import { access, mkdir, mkdtemp, readdir, readFile, realpath, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { StartError } from '../../../platform/process/ending/start-error.ts';
import type { ServerInstallation } from '../installation/server-installation.ts';
import { listedProcess } from '../processes/process-list.ts';
import { run } from '../processes/run.ts';

/** The data of a private server. */
export interface DataDirectory {
  /** Where pid file and start statements lie; absolute, without symbolic links. */
  folder: string;
  /** The server's own data directory, in it. */
  data: string;
  /** Password of its administrator. */
  password: string;
}

/** This server cannot make data here; another one may. */
export class DataDirectoryError extends StartError {}

const UNFINISHED = '.unfinished-';

/**
 * Uses the data in `folder`, or makes a new data directory there; a half-made one never gets its final name.
 * Throws DataDirectoryError when the server cannot make it.
 */
export async function prepareDataDirectory(
  installation: ServerInstallation,
  folder: string,
  progress: (message: string) => void,
): Promise<DataDirectory> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const home = await realpath(folder);
  const data = join(home, installation.flavour === 'MariaDB' ? 'data' : 'data-mysql');
  if (!(await exists(data))) {
    progress('creating the data directory');
    await create(installation, home, data);
  }
  return { folder: home, data, password: await passwordIn(data) };
}

async function create(installation: ServerInstallation, home: string, data: string): Promise<void> {
  await removeUnfinished(home);
  // The name says whose it is, so that nobody takes away what a live process is making.
  const unfinished = await mkdtemp(`${data}${UNFINISHED}${process.pid}-`);
  try {
    await initialise(installation, unfinished, home);
    await passwordIn(unfinished);
    await rename(unfinished, data).catch(async (error) => {
      // Another process has made one at the same moment.
      if (!(await exists(data))) throw error;
    });
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
}

/** Removes what processes left that were killed while they made a data directory. */
async function removeUnfinished(home: string): Promise<void> {
  for (const name of await readdir(home)) {
    const maker = Number(name.split(UNFINISHED)[1]?.split('-')[0]);
    if (maker > 0 && (await listedProcess(maker)) === null)
      await rm(join(home, name), { recursive: true, force: true });
  }
}

async function initialise(installation: ServerInstallation, data: string, folder: string): Promise<void> {
  const common = commonArguments(installation, data, data);
  const { code, stderr } =
    installation.flavour === 'MySQL'
      ? await run(installation.program, [...common, '--initialize-insecure'], { env: installation.env })
      : await run(installation.program, [...common, '--bootstrap', '--skip-networking'], {
          input: await bootstrapSql(installation),
          env: installation.env,
        });
  if (code !== 0) {
    throw new DataDirectoryError(
      `The private server's data directory could not be made in ${folder}: ${serverError(stderr)}`,
    );
  }
}

/** The server's own last word on what went wrong, one line. */
export function serverError(output: string): string {
  const lines = output.split('\n').filter((line) => line.trim() !== '');
  // What goes wrong in a bootstrap is an ERROR: without brackets.
  const errors = lines.filter((line) => /\[ERROR\]|^ERROR:/.test(line) && !line.endsWith('Aborting'));
  return (errors.at(-1) ?? lines.at(-1) ?? 'it said nothing').slice(-500);
}

/** The system tables, in the order in which mariadb-install-db runs them. */
const SYSTEM_TABLES = ['system_tables.sql', 'performance_tables.sql', 'system_tables_data.sql'];

async function bootstrapSql(installation: ServerInstallation): Promise<string> {
  const share = installation.share ?? '';
  const files = await Promise.all(
    SYSTEM_TABLES.map((name) =>
      readFile(join(share, `mysql_${name}`), 'utf8').catch(() =>
        readFile(join(share, `mariadb_${name}`), 'utf8'),
      ),
    ),
  );
  // --bootstrap takes one statement a line; the variable would give root a login by socket alone.
  return [
    'create database if not exists mysql;',
    'use mysql;',
    'SET @auth_root_socket=NULL;',
    ...files,
    // The script gives root no password, also on the machine's own name.
    "DELETE FROM global_priv WHERE User = '' OR (User = 'root' AND Host <> 'localhost');",
    "DELETE FROM proxies_priv WHERE Host <> 'localhost';",
    '',
  ].join('\n');
}

/**
 * What every start of a server needs to find its own files; `--no-defaults` counts only in first place.
 *
 * @param temporary a folder for this server alone: a server that starts deletes every server's temporary tables in it
 */
export function commonArguments(
  { flavour, share }: ServerInstallation,
  data: string,
  temporary: string,
): string[] {
  return [
    '--no-defaults',
    `--datadir=${data}`,
    `--tmpdir=${temporary}`,
    ...(share === null
      ? []
      : [`--lc-messages-dir=${share}`, `--character-sets-dir=${join(share, 'charsets')}`]),
    // MySQL looks for a folder of the system's own server otherwise; without one, no SQL reads or writes files.
    ...(flavour === 'MySQL' ? ['--secure-file-priv=NULL'] : []),
    // The servers refuse to run as root unless told to.
    ...(process.getuid?.() === 0 ? ['--user=root'] : []),
  ];
}

/** The password kept in a data directory; a new one when it has none, which the next start of its server sets. */
async function passwordIn(data: string): Promise<string> {
  const file = join(data, 'admin-password');
  const present = await readFile(file, 'utf8').catch(() => '');
  if (present !== '') return present;
  const password = randomBytes(24).toString('base64url');
  await writeFile(file, password, { mode: 0o600 });
  return password;
}

async function exists(path: string): Promise<boolean> {
  return await access(path).then(
    () => true,
    () => false,
  );
}
