import { readFile, readlink } from 'node:fs/promises';
import { run } from './run.ts';

export interface ListedProcess {
  parent: number;
  /** Program and arguments. */
  args: readonly string[];
  /** Working directory; null when this user may not know. */
  cwd: string | null;
}

/**
 * What the system knows of a process; null when none with this pid runs (a dead one whose parent has not
 * noticed is none).
 */
export async function listedProcess(pid: number): Promise<ListedProcess | null> {
  if (process.platform !== 'linux') return await fromPs(pid);
  try {
    const [stat, commandLine, cwd] = await Promise.all([
      readFile(`/proc/${pid}/stat`, 'utf8'),
      readFile(`/proc/${pid}/cmdline`, 'utf8'),
      readlink(`/proc/${pid}/cwd`).catch(() => null),
    ]);
    // The program's name stands in parentheses and may hold spaces and parentheses itself.
    const [state, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (state === 'Z' || state === 'X') return null;
    return { parent: Number(parent), args: commandLine.split('\0').slice(0, -1), cwd };
  } catch {
    return null;
  }
}

async function fromPs(pid: number): Promise<ListedProcess | null> {
  const { code, stdout } = await run('ps', ['-ww', '-o', 'ppid=,command=', '-p', String(pid)]);
  const [parent, ...args] = stdout.trim().split(/\s+/);
  if (code !== 0 || !parent) return null;
  const files = await run('lsof', ['-a', '-p', String(pid), '-d', 'cwd', '-Fn']);
  return { parent: Number(parent), args, cwd: /^n(.*)$/m.exec(files.stdout)?.[1] ?? null };
}
