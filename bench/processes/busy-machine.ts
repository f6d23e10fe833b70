import { readFileSync } from 'node:fs';
import { StartError } from '../../platform/process/ending/start-error.ts';
import { cpuMs } from './cpu.ts';

/** Work of others, in cores, from which on a measurement says nothing: a tenth of one. */
const MOST_BUSY_CORES = 0.1;

/** Sees what the machine does beside the processes of a run. */
export interface Witness {
  /** How many cores others have used since it was made. */
  othersCores(): number;
}

/**
 * Watches from now on how much of the machine others use. Linux only.
 *
 * @param own processes of the run, this one need not be among them
 */
export function watchMachine(own: readonly number[]): Witness {
  const pids = [...new Set([...own, process.pid])];
  const before = { at: performance.now(), all: machineMs(), own: cpuMs(pids) };
  return {
    othersCores() {
      const others = machineMs() - before.all - (cpuMs(pids) - before.own);
      return Math.max(0, others / (performance.now() - before.at));
    },
  };
}

/** CPU time of the whole machine but for idling, waiting and what a hypervisor took, milliseconds (proc(5), `/proc/stat`). */
function machineMs(): number {
  const [line = ''] = readFileSync('/proc/stat', 'utf8').split('\n', 1);
  const [user = 0, nice = 0, system = 0, , , irq = 0, softirq = 0] = line.split(/\s+/).slice(1).map(Number);
  const ticks = user + nice + system + irq + softirq;
  return ticks * 10;
}

/** How often a measurement is taken again because of others. */
const MOST_TRIES = 10;

/**
 * A measurement that others did not disturb: it is taken again until they leave it alone.
 *
 * @throws {StartError} when they disturb it ten times in a row
 */
export async function undisturbed<Sample extends { readonly othersCores: number }>(
  measure: () => Promise<Sample>,
  { evenBusy, say }: { evenBusy: boolean; say(text: string): void },
): Promise<Sample> {
  let busy = 0;
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const sample = await measure();
    if (evenBusy || sample.othersCores <= MOST_BUSY_CORES) return sample;
    busy = sample.othersCores;
    say(`others use ${busy.toFixed(2)} cores: measuring again`);
  }
  throw new StartError(
    `Others use ${busy.toFixed(2)} cores of this machine; at most ${MOST_BUSY_CORES} leave a measurement its worth. End them, or measure regardless with --even-busy.`,
  );
}
