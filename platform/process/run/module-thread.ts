import { pathToFileURL } from 'node:url';
import { Worker, type WorkerOptions } from 'node:worker_threads';

/** A thread that runs a module. Where the source itself runs, the thread needs a loader for it first. */
export function openModuleThread(path: string, options: WorkerOptions): Worker {
  if (!path.endsWith('.ts')) return new Worker(path, options);
  const [loader, module] = [import.meta.resolve('tsx/esm/api'), pathToFileURL(path).href];
  const load = `import(${JSON.stringify(loader)}).then(({ register }) => { register(); return import(${JSON.stringify(module)}); })`;
  return new Worker(load, { ...options, eval: true });
}

/** Keeps one thread that is at no work, with its modules loaded, for whoever needs one next. */
export class IdleThread {
  readonly #keptMs: number;
  #idle: { thread: Worker; timer: NodeJS.Timeout } | null = null;

  /** @param keptMs how long a thread waits for its next work before it is ended, milliseconds */
  constructor(keptMs: number) {
    this.#keptMs = keptMs;
  }

  /** The thread that was left, nobody listening to it; null without one. */
  take(): Worker | null {
    if (!this.#idle) return null;
    const { thread, timer } = this.#idle;
    this.#idle = null;
    clearTimeout(timer);
    thread.removeAllListeners('error');
    thread.removeAllListeners('exit');
    thread.ref();
    return thread;
  }

  /** Keeps a thread that is at no work, or ends it where one is kept already. */
  leave(thread: Worker): void {
    thread.removeAllListeners('error');
    thread.removeAllListeners('exit');
    if (this.#idle) {
      void thread.terminate();
      return;
    }
    const timer = setTimeout(() => {
      if (this.take()) void thread.terminate();
    }, this.#keptMs);
    timer.unref();
    thread.unref();
    const forget = () => {
      if (this.#idle?.thread === thread) this.take();
    };
    thread.once('error', forget).once('exit', forget);
    this.#idle = { thread, timer };
  }
}
