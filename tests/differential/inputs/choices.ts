import type { GeneratorValue } from 'fast-check';
import fc from 'fast-check';

/** Choices of a generated input, made one after the other; fast-check shrinks them. */
export class Choices {
  readonly #generate: GeneratorValue;
  constructor(generate: GeneratorValue) {
    this.#generate = generate;
  }

  /** 0 to `max`; shrinks to 0. */
  upTo(max: number): number {
    return this.#generate(fc.nat, { max });
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
