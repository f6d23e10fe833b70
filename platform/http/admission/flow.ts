const SLICES = 5;

/** How many came and how many were let in lately, by slices of time: counting costs the same however many they are. */
export class Flow {
  readonly #sliceMs: number;
  readonly #came = new Array<number>(SLICES).fill(0);
  readonly #letIn = new Array<number>(SLICES).fill(0);
  /** The number of the slice that is now. */
  #slice = 0;

  /** @param windowMs for how long what was counted is remembered */
  constructor(windowMs: number) {
    this.#sliceMs = Math.max(1, windowMs / SLICES);
  }

  came(now: number): void {
    const at = this.#advance(now);
    this.#came[at] = (this.#came[at] ?? 0) + 1;
  }

  letIn(now: number): void {
    const at = this.#advance(now);
    this.#letIn[at] = (this.#letIn[at] ?? 0) + 1;
  }

  /** In a millisecond, of the whole window. */
  rateLetIn(now: number): number {
    this.#advance(now);
    const sum = this.#letIn.reduce((all, one) => all + one, 0);
    return sum / (now - (this.#slice - SLICES + 1) * this.#sliceMs);
  }

  /** In a millisecond, of the last slices only: it shows soon that nobody comes any more. */
  rateComing(now: number): number {
    const at = this.#advance(now);
    const sum = (this.#came[at] ?? 0) + (this.#came[(at + SLICES - 1) % SLICES] ?? 0);
    return sum / (now - (this.#slice - 1) * this.#sliceMs);
  }

  /** Where what happens now is counted. */
  #advance(now: number): number {
    const slice = Math.floor(now / this.#sliceMs);
    for (let passed = 1; passed <= Math.min(SLICES, slice - this.#slice); passed += 1) {
      const at = (slice - passed + 1) % SLICES;
      this.#came[at] = 0;
      this.#letIn[at] = 0;
    }
    this.#slice = slice;
    return slice % SLICES;
  }
}
