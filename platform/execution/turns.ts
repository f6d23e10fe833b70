/** How many fields an execution completes before others get their turn: some milliseconds, whatever the fields are. */
const FIELDS_PER_TURN = 10_000;

/** The turns of the event loop that one execution takes, so that a large answer does not hold it up for all others. */
export class Turns {
  #left = FIELDS_PER_TURN;
  #number = 1;
  /** What is to be done in later turns, in this order; most executions have nothing. */
  #waiting: (() => void)[] | null = null;

  /** Notes that so many fields are completed. */
  spend(fields: number): void {
    this.#left -= fields;
  }

  /** Whether others should get their turn before anything more is done. */
  get isOver(): boolean {
    return this.#left <= 0;
  }

  /** How many turns have begun, the first one included. */
  get number(): number {
    return this.#number;
  }

  /** What `run` gives, once others have had their turn. */
  later<Result>(run: () => Result | PromiseLike<Result>): Promise<Result> {
    return new Promise((resolve, reject) => {
      const next = () => {
        try {
          resolve(run());
        } catch (error) {
          reject(error);
        }
      };
      if (this.#waiting) {
        this.#waiting.push(next);
        return;
      }
      this.#waiting = [next];
      setImmediate(() => this.#begin());
    });
  }

  #begin(): void {
    const waiting = this.#waiting ?? [];
    // What these put off comes after those that wait already.
    const later: (() => void)[] = [];
    this.#waiting = later;
    this.#left = FIELDS_PER_TURN;
    this.#number += 1;
    let done = 0;
    for (; done < waiting.length && !this.isOver; done += 1) waiting[done]?.();
    const rest = waiting.slice(done).concat(later);
    this.#waiting = rest.length > 0 ? rest : null;
    if (rest.length > 0) setImmediate(() => this.#begin());
  }
}
