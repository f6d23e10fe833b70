import { readFileSync } from 'node:fs';

/** Linux counts CPU time in these, whatever the kernel's own tick is (`getconf CLK_TCK`). */
const TICK_MS = 10;
const PAGE_BYTES = 4096;

/** CPU time of processes since they started, user and system, all threads, milliseconds. Linux only. */
export function cpuMs(pids: readonly number[]): number {
  return pids.reduce((sum, pid) => {
    const [utime, stime] = [field(pid, 14), field(pid, 15)];
    return sum + (utime + stime) * TICK_MS;
  }, 0);
}

/** Resident memory of processes now, MiB. Linux only. */
export function rssMib(pids: readonly number[]): number {
  return pids.reduce((sum, pid) => sum + (field(pid, 24) * PAGE_BYTES) / 2 ** 20, 0);
}

/** A field of /proc/PID/stat, counted from 1 as in proc(5). */
function field(pid: number, position: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The second field is the program's name in parentheses and may have spaces.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return Number(fields[position - 3]);
}
