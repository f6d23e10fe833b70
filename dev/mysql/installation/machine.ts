import { delimiter } from 'node:path';

/** What this machine offers to look for a server in; tests narrow it. */
export interface Machine {
  /** Environment of every program that is run; its PATH finds apt, dpkg and docker. */
  readonly env: NodeJS.ProcessEnv;
  /** Where a server program may be. */
  readonly programFolders: readonly string[];
}

const USUAL_FOLDERS = ['/usr/sbin', '/usr/local/sbin', '/usr/libexec', '/usr/local/bin', '/opt/homebrew/bin'];

/** This machine as it is: the folders of `PATH`, and the usual ones that it may leave out. */
export function thisMachine(env: NodeJS.ProcessEnv = process.env): Machine {
  const folders = (env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  return { env, programFolders: [...new Set([...folders, ...USUAL_FOLDERS])] };
}
