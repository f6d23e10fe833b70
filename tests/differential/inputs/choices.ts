/** Choices of a generated input, made one after the other by what gives a number from 0 to `max`. */
export class Choices {
  readonly #upTo: (max: number) => number;
  constructor(upTo: (max: number) => number) {
    this.#upTo = upTo;
  }

  /** 0 to `max`; fast-check shrinks it to 0. */
  upTo(max: number): number {
    return this.#upTo(max);
  }

  /** True in about one of so many; shrinks to false. */
  oneIn(many: number): boolean {
    return this.upTo(many - 1) === many - 1;
  }

  /** Shrinks to the first. */
  of<Value>(values: readonly Value[]): Value {
    const value = values[this.upTo(values.length - 1)];
    if (value === undefined) throw new Error('a choice without values');
    return value;
  }

  /** `make` for each of `min` to `max`. */
  many<Value>(min: number, max: number, make: (index: number) => Value): Value[] {
    return Array.from({ length: min + this.upTo(max - min) }, (_, index) => make(index));
  }
}
