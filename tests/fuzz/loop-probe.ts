import { readFileSync } from 'node:fs';

/** Linux says of the thread that reads it: nanoseconds that it has computed, others that it had to wait, and its turns. */
const THREAD = '/proc/thread-self/schedstat';

/** Milliseconds that this thread has computed; where the system does not say, all threads of the process. */
function computedMs(): number {
  try {
    return Number(readFileSync(THREAD, 'utf8').split(' ')[0]) / 1_000_000;
  } catch {
    // Another system than Linux: the threads that collect garbage and plan count too.
    const { user, system } = process.cpuUsage();
    return (user + system) / 1_000;
  }
}

/** How long the event loop of this process was held at most, measured while something else runs in it. */
export class LoopProbe implements Disposable {
  #running = true;
  #most = 0;
  #wall = performance.now();
  #computed = computedMs();

  constructor() {
    this.#tick();
  }

  /** Milliseconds since the last call. */
  take(): number {
    this.#look();
    const most = this.#most;
    this.#most = 0;
    return most;
  }

  [Symbol.dispose](): void {
    this.#running = false;
  }

  #tick(): void {
    if (!this.#running) return;
    this.#look();
    setTimeout(() => this.#tick(), 1);
  }

  /**
   * The time between two ticks, of which only what this thread has computed counts: on a busy machine it may have had to
   * wait for others.
   */
  #look(): void {
    const wall = performance.now();
    const computed = computedMs();
    this.#most = Math.max(this.#most, Math.min(wall - this.#wall, computed - this.#computed));
    this.#wall = wall;
    this.#computed = computed;
  }
}
