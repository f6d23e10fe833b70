/** Numbers that are the same for the same seed. */
export class Random {
  #state: number;
  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** 0 to `below - 1`. */
  upTo(below: number): number {
    // mulberry32
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  }

  oneIn(many: number): boolean {
    return this.upTo(many) === 0;
  }

  of<Value>(values: readonly Value[]): Value {
    const value = values[this.upTo(values.length)];
    if (value === undefined) throw new Error('a choice without values');
    return value;
  }
}
