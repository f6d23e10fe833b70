/** How long the event loop of this process was held at most, measured while something else runs in it. */
export class LoopProbe implements Disposable {
  #running = true;
  #most = 0;
  #wall = performance.now();
  #cpu = process.cpuUsage();

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
   * The time between two ticks, of which only what the process has computed counts: on a busy machine it may have had
   * to wait for others.
   */
  #look(): void {
    const wall = performance.now();
    const cpu = process.cpuUsage(this.#cpu);
    this.#most = Math.max(this.#most, Math.min(wall - this.#wall, (cpu.user + cpu.system) / 1_000));
    this.#wall = wall;
    this.#cpu = process.cpuUsage();
  }
}
