import { DeadlineExceeded } from '../../errors/client-errors.ts';

/**
 * Until when it is worth working for a request: until a moment, or until nobody waits for its answer any more. Has no
 * timer: what may take long looks at the time that is left when it begins, and asks to be told when the client goes.
 */
export class Deadline {
  /** By `performance.now()`. */
  readonly at: number;
  #isCancelled = false;
  #listeners: Set<() => void> | null = null;

  constructor(at: number) {
    this.at = at;
  }

  /** In so many milliseconds from now. */
  static after(ms: number): Deadline {
    return new Deadline(performance.now() + ms);
  }

  /** Milliseconds; none when nobody waits any more. */
  get timeLeft(): number {
    return this.#isCancelled ? 0 : Math.max(0, this.at - performance.now());
  }

  /** Whether nobody waits any more. */
  get isCancelled(): boolean {
    return this.#isCancelled;
  }

  get isOver(): boolean {
    return this.timeLeft === 0;
  }

  /** Nobody waits any more. */
  cancel(): void {
    if (this.#isCancelled) return;
    this.#isCancelled = true;
    const listeners = this.#listeners;
    this.#listeners = null;
    for (const listener of listeners ?? []) listener();
  }

  /** Calls `listener`, which does not throw, when nobody waits any more; at once when that is so already. */
  onCancel(listener: () => void): void {
    if (this.#isCancelled) {
      listener();
      return;
    }
    this.#listeners ??= new Set();
    this.#listeners.add(listener);
  }

  offCancel(listener: () => void): void {
    this.#listeners?.delete(listener);
  }

  /** What a promise gives. Throws DeadlineExceeded when that takes too long; whatever it comes to later is dropped. */
  wait<Result>(promise: Promise<Result>): Promise<Result> {
    return new Promise((resolve, reject) => {
      const giveUp = () => {
        this.offCancel(giveUp);
        reject(new DeadlineExceeded());
      };
      const timer = setTimeout(giveUp, this.timeLeft);
      this.onCancel(giveUp);
      promise.then(resolve, reject).finally(() => {
        clearTimeout(timer);
        this.offCancel(giveUp);
      });
    });
  }
}
