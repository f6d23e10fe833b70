import { randomBytes } from 'node:crypto';
import { access, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from './run.ts';
import { type ServerInstallation, withLibraries } from './server-installation.ts';
import { StartError } from './start-error.ts';

/** The data of a private server. */
export interface DataDirectory {
  /** Where pid file, socket and settings lie. */
  folder: string;
  /** The server's own data directory, in it. */
  data: string;
  /** Password of its administrator. */
  password: string;
}

/** The system tables, in the order in which mariadb-install-db runs them. */
const SYSTEM_TABLES = ['system_tables.sql', 'performance_tables.sql', 'system_tables_data.sql'];

/** Uses the data in `folder`, or makes a new data directory there. A half-made one never gets its final name. */
export async function prepareDataDirectory(
  installation: ServerInstallation,
  folder: string,
  progress: (message: string) => void,
): Promise<DataDirectory> {
  const data = join(folder, installation.flavour === 'MariaDB' ? 'data' : 'data-mysql');
  const present = await access(data).then(
    () => true,
    () => false,
  );
  if (!present) {
    progress('creating the data directory');
    const unfinished = `${data}.unfinished`;
    await rm(unfinished, { recursive: true, force: true });
    await mkdir(unfinished, { recursive: true, mode: 0o700 });
    await initialise(installation, unfinished, folder);
    await rename(unfinished, data);
  }
  return { folder, data, password: await passwordIn(folder) };
}

async function initialise(installation: ServerInstallation, data: string, folder: string): Promise<void> {
  const { code, stderr } =
    installation.flavour === 'MySQL'
      ? await run(installation.program, [
          '--no-defaults',
          '--initialize-insecure',
          `--datadir=${data}`,
          ...asRoot(),
        ])
      : await run(
          installation.program,
          [...commonArguments(installation, data), '--bootstrap', '--skip-networking'],
          {
            input: await bootstrapSql(installation),
            env: withLibraries(installation.libraries),
          },
        );
  if (code !== 0) {
    throw new StartError(
      `The private server's data directory could not be made in ${folder}: ${serverError(stderr)}`,
    );
  }
}

/** The server's own last word on what went wrong, one line. */
export function serverError(output: string): string {
  const lines = output.split('\n').filter((line) => line.trim() !== '');
  return (lines.findLast((line) => line.includes('[ERROR]')) ?? lines.at(-1) ?? 'it said nothing').slice(
    -500,
  );
}

async function bootstrapSql(installation: ServerInstallation): Promise<string> {
  const share = installation.share ?? '';
  const files = await Promise.all(
    SYSTEM_TABLES.map(async (name) => {
      const mysql = join(share, `mysql_${name}`);
      return await readFile(mysql, 'utf8').catch(() => readFile(join(share, `mariadb_${name}`), 'utf8'));
    }),
  );
  // --bootstrap takes one statement a line; the variable would give root a login by socket alone.
  return ['create database if not exists mysql;', 'use mysql;', 'SET @auth_root_socket=NULL;', ...files].join(
    '\n',
  );
}

/** What every start of a server needs to find its own files; `--no-defaults` counts only in first place. */
export function commonArguments(installation: ServerInstallation, data: string): string[] {
  return [
    '--no-defaults',
    `--datadir=${data}`,
    ...(installation.share
      ? [
          `--lc-messages-dir=${installation.share}`,
          `--character-sets-dir=${join(installation.share, 'charsets')}`,
        ]
      : []),
    ...asRoot(),
  ];
}

/** The servers refuse to run as root unless told to. */
function asRoot(): string[] {
  return process.getuid?.() === 0 ? ['--user=root'] : [];
}

async function passwordIn(folder: string): Promise<string> {
  const file = join(folder, 'admin-password');
  const present = await readFile(file, 'utf8').catch(() => null);
  if (present) return present;
  const password = randomBytes(24).toString('base64url');
  await writeFile(file, password, { mode: 0o600 });
  return password;
}
