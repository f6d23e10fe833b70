const WINDOW_MS = 1_000;

export interface BoundedLinesOptions {
  /** How many lines one source may cause in a second. */
  perSource: number;
  /** How many all of them together may. */
  inAll: number;
  /** Is told after a second in which lines were left out, how many they were, also by reason. */
  onLeftOut(lines: number, byReason: Readonly<Record<string, number>>): void;
  /** Milliseconds since whenever. */
  now?: () => number;
}

/** Bounds the log lines that anybody can cause, who need not be known, and counts those that are not written. */
export class BoundedLines implements Disposable {
  readonly #options: BoundedLinesOptions;
  readonly #now: () => number;
  /** Lines of this second, by source: not more sources than there may be lines. */
  readonly #bySource = new Map<string, number>();
  #written = 0;
  #windowEndsAt = Number.NEGATIVE_INFINITY;
  /** What has not been told yet, by reason. */
  readonly #leftOut = new Map<string, number>();
  #leftOutInAll = 0;
  #timer: NodeJS.Timeout | null = null;

  constructor(options: BoundedLinesOptions) {
    this.#options = options;
    this.#now = options.now ?? (() => performance.now());
  }

  /** Lines that were not written, since the start. */
  get leftOut(): number {
    return this.#leftOutInAll;
  }

  /**
   * Whether a line that a source has caused is to be written now; if not, it counts as left out.
   *
   * @param reason of few
   */
  admits(source: string, reason: string): boolean {
    if (this.takes(source)) return true;
    this.#leftOut.set(reason, (this.#leftOut.get(reason) ?? 0) + 1);
    this.#leftOutInAll += 1;
    this.#timer ??= setTimeout(() => this.#tell(), WINDOW_MS).unref();
    return false;
  }

  /** Whether there is room for a line that a source has caused, which it then has taken. */
  takes(source: string): boolean {
    const { perSource, inAll } = this.#options;
    const now = this.#now();
    if (now >= this.#windowEndsAt) {
      this.#bySource.clear();
      this.#written = 0;
      this.#windowEndsAt = now + WINDOW_MS;
    }
    const ofSource = this.#bySource.get(source) ?? 0;
    if (ofSource >= perSource || this.#written >= inAll) return false;
    this.#bySource.set(source, ofSource + 1);
    this.#written += 1;
    return true;
  }

  #tell(): void {
    const byReason = Object.fromEntries(this.#leftOut);
    const lines = [...this.#leftOut.values()].reduce((sum, count) => sum + count, 0);
    this.#leftOut.clear();
    this.#timer = null;
    this.#options.onLeftOut(lines, byReason);
  }

  /** Tells of what it has not told yet. */
  [Symbol.dispose](): void {
    if (!this.#timer) return;
    clearTimeout(this.#timer);
    this.#tell();
  }
}
