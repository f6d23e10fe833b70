import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { StartError } from '../../../platform/process/ending/start-error.ts';
import { GUARD_NAME } from '../processes/guarded-process.ts';
import { type ListedProcess, listedProcess } from '../processes/process-list.ts';
import type { DataDirectory } from './data-directory.ts';

const LEAVING_MS = 3_000;
const STOPPING_MS = 20_000;
const POLL_MS = 50;

/** Where a server writes its pid, as seen from its data directory, in which it works. */
export const PID_FILE = '../server.pid';

/** The port of the server that runs on this data, whoever started it; null when none does. */
export async function runningServerPort(directory: DataDirectory): Promise<number | null> {
  const port = (await runningServer(directory))?.args.find((argument) => argument.startsWith('--port='));
  return port === undefined ? null : Number(port.slice('--port='.length));
}

/**
 * Makes sure that no server uses this data: waits for one that is stopping, and stops one that outlived the process
 * that started it. Throws StartError when a live process owns it.
 */
export async function takeOver(directory: DataDirectory): Promise<void> {
  const server = await runningServer(directory);
  if (server === null) {
    await rm(join(directory.data, PID_FILE), { force: true });
    return;
  }
  const isRunning = async () => (await runningServer(directory))?.pid === server.pid;
  const owner = await ownerOf(server);
  if (owner !== null && (await listedProcess(owner)) !== null) {
    // It may be stopping at this moment.
    if (owner !== process.pid && (await becomesFalse(isRunning, LEAVING_MS))) return;
    throw new StartError(
      `Another process (pid ${owner}) is using the database in ${directory.folder}: stop it first, or choose another folder.`,
    );
  }
  // With a guard it is stopping already; being told twice does no harm.
  process.kill(server.pid, 'SIGTERM');
  if (!(await becomesFalse(isRunning, STOPPING_MS))) {
    throw new StartError(
      `A database server left behind (pid ${server.pid}) does not stop: end it, then start again.`,
    );
  }
}

type RunningServer = ListedProcess & { pid: number };

/** By its pid file, and only when that process really works in our data: a pid may have been given to another program. */
async function runningServer(directory: DataDirectory): Promise<RunningServer | null> {
  const pid = Number(await readFile(join(directory.data, PID_FILE), 'utf8').catch(() => ''));
  if (!Number.isInteger(pid) || pid < 2) return null;
  const listed = await listedProcess(pid);
  if (!listed?.args.includes(`--pid-file=${PID_FILE}`) || listed.cwd !== directory.data) return null;
  return { ...listed, pid };
}

/** The process that a server's guard works for; null when the guard is gone. */
async function ownerOf(server: RunningServer): Promise<number | null> {
  const args = (await listedProcess(server.parent))?.args ?? [];
  const name = args.indexOf(GUARD_NAME);
  return name === -1 ? null : Number(args[name + 1]);
}

async function becomesFalse(condition: () => Promise<boolean>, withinMs: number): Promise<boolean> {
  for (const deadline = Date.now() + withinMs; Date.now() < deadline; await pause(POLL_MS)) {
    if (!(await condition())) return true;
  }
  return !(await condition());
}
