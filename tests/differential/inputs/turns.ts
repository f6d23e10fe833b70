import { setImmediate } from 'node:timers/promises';

/**
 * Promises that are settled one at a time, each when nothing else is left to do, in an order that depends on their keys
 * only: which of several errors comes first does then not depend on how many turns an executor takes in between.
 */
export class Turns {
  readonly #waiting: { key: string; settle: () => void }[] = [];

  later<Value>(key: string, make: () => Value): Promise<Value> {
    const promise = new Promise<Value>((resolve, reject) => {
      this.#waiting.push({
        key,
        settle() {
          try {
            resolve(make());
          } catch (error) {
            reject(error);
          }
        },
      });
    });
    // Nobody may ever ask for it.
    promise.catch(() => {});
    return promise;
  }

  /** Settles whatever there is until `end` is settled. */
  async takeUntil(end: Promise<unknown>): Promise<void> {
    let isOver = false;
    const note = () => {
      isOver = true;
    };
    end.then(note, note);
    while (!isOver) {
      await setImmediate();
      this.#waiting.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
      this.#waiting.shift()?.settle();
    }
    // What nobody has waited for, such as the items of a list that was given up.
    for (;;) {
      await setImmediate();
      if (this.#waiting.length === 0) return;
      this.#waiting.shift()?.settle();
    }
  }
}
