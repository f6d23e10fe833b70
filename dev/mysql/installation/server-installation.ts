import { access, constants, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from '../processes/run.ts';
import type { Machine } from './machine.ts';
import { type Flavour, isSupported, parseVersion } from './server-version.ts';

/** Programs and files of a server that can be started here. */
export interface ServerInstallation {
  flavour: Flavour;
  /** The server program. */
  program: string;
  /** Folder with the SQL of the system tables, the messages and the character sets; null where the server knows. */
  share: string | null;
  /** Its environment, in which it finds its libraries. */
  env: NodeJS.ProcessEnv;
}

const PROGRAMS = ['mariadbd', 'mysqld'];

/** The usable servers that are installed on this machine, in the order of its folders. */
export async function* installedServers(machine: Machine): AsyncGenerator<ServerInstallation> {
  const seen = new Set<string>();
  for (const folder of machine.programFolders) {
    for (const name of PROGRAMS) {
      const program = await realpath(join(folder, name)).catch(() => null);
      if (program === null || seen.has(program)) continue;
      seen.add(program);
      const installation = await describeServer(program, machine.env);
      if (installation) yield installation;
    }
  }
}

/** Asks a server program what it is; null when it does not run, is too old or lacks the files to make data with. */
export async function describeServer(
  program: string,
  env: NodeJS.ProcessEnv,
): Promise<ServerInstallation | null> {
  if (!(await isAccessible(program, constants.X_OK))) return null;
  const { code, stdout } = await run(program, ['--no-defaults', '--version'], { env, timeoutMs: 10_000 });
  const version = code === 0 ? parseVersion(stdout.replace(/^.*?\bVer\b/s, '')) : null;
  if (!version || !isSupported(version)) return null;
  const { flavour } = version;
  const share = await shareFolder(program, flavour);
  if (flavour === 'MariaDB' && share === null) return null;
  return { flavour, program, share, env };
}

/** MariaDB makes its system tables from files; MySQL has that built in and needs only its messages. */
async function shareFolder(program: string, flavour: Flavour): Promise<string | null> {
  const prefix = join(await realpath(program), '../..');
  const needed =
    flavour === 'MySQL' ? ['english/errmsg.sys'] : ['mysql_system_tables.sql', 'mariadb_system_tables.sql'];
  const names = flavour === 'MySQL' ? ['share/mysql', 'share'] : ['share/mysql', 'share/mariadb'];
  for (const base of [prefix, '/usr']) {
    for (const name of names) {
      for (const file of needed) {
        if (await isAccessible(join(base, name, file))) return join(base, name);
      }
    }
  }
  return null;
}

async function isAccessible(path: string, mode = constants.R_OK): Promise<boolean> {
  return await access(path, mode).then(
    () => true,
    () => false,
  );
}
