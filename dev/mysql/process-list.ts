import { readFile } from 'node:fs/promises';
import { run } from './run.ts';

export interface ListedProcess {
  parent: number;
  /** Program and arguments. */
  args: readonly string[];
}

/**
 * What the system knows of a process; null when none with this pid runs (a dead one whose parent has not
 * noticed is none).
 */
export async function listedProcess(pid: number): Promise<ListedProcess | null> {
  if (process.platform !== 'linux') return await fromPs(pid);
  try {
    const [stat, commandLine] = await Promise.all([
      readFile(`/proc/${pid}/stat`, 'utf8'),
      readFile(`/proc/${pid}/cmdline`, 'utf8'),
    ]);
    // The program's name stands in parentheses and may hold spaces and parentheses itself.
    const [state, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (state === 'Z' || state === 'X') return null;
    return { parent: Number(parent), args: commandLine.split('\0').slice(0, -1) };
  } catch {
    return null;
  }
}

async function fromPs(pid: number): Promise<ListedProcess | null> {
  const { code, stdout } = await run('ps', ['-ww', '-o', 'ppid=,command=', '-p', String(pid)]);
  const [parent, ...args] = stdout.trim().split(/\s+/);
  return code === 0 && parent ? { parent: Number(parent), args } : null;
}
