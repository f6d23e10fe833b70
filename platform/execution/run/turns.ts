import { DeadlineExceeded } from '../../errors/client-errors.ts';
import type { Deadline } from '../../process/deadlines/deadline.ts';

/** How many fields an execution completes before others get their turn: some milliseconds, whatever the fields are. */
export const FIELDS_PER_TURN = 10_000;

export interface TurnsOptions {
  /** FIELDS_PER_TURN by default. */
  fieldsPerTurn?: number | undefined;
  /** What is left of the work when it is over is not done any more; null is without end. */
  deadline?: Deadline | null | undefined;
}

interface Waiting {
  readonly run: () => void;
  readonly reject: (error: Error) => void;
}

/** The turns of the event loop that one execution takes, so that a large answer does not hold it up for all others. */
export class Turns {
  readonly #fieldsPerTurn: number;
  readonly #deadline: Deadline | null;
  #left: number;
  #number = 1;
  /** What is to be done in later turns, in this order; most executions have nothing. */
  #waiting: Waiting[] | null = null;

  constructor({ fieldsPerTurn = FIELDS_PER_TURN, deadline = null }: TurnsOptions = {}) {
    this.#fieldsPerTurn = fieldsPerTurn;
    this.#deadline = deadline;
    this.#left = fieldsPerTurn;
  }

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

  /**
   * What `run` gives, once others have had their turn. Throws DeadlineExceeded, without running it, when nobody waits for the
   * answer any more.
   */
  later<Result>(run: () => Result | PromiseLike<Result>): Promise<Result> {
    return new Promise((resolve, reject) => {
      const waiting: Waiting = {
        run() {
          try {
            resolve(run());
          } catch (error) {
            reject(error);
          }
        },
        reject,
      };
      if (this.#waiting) {
        this.#waiting.push(waiting);
        return;
      }
      this.#waiting = [waiting];
      setImmediate(() => this.#begin());
    });
  }

  #begin(): void {
    const waiting = this.#waiting ?? [];
    if (this.#deadline?.isOver) {
      this.#waiting = null;
      const error = new DeadlineExceeded();
      for (const { reject } of waiting) reject(error);
      return;
    }
    // What these put off comes after those that wait already.
    const later: Waiting[] = [];
    this.#waiting = later;
    this.#left = this.#fieldsPerTurn;
    this.#number += 1;
    let done = 0;
    for (; done < waiting.length && !this.isOver; done += 1) waiting[done]?.run();
    const rest = waiting.slice(done).concat(later);
    this.#waiting = rest.length > 0 ? rest : null;
    if (rest.length > 0) setImmediate(() => this.#begin());
  }
}
