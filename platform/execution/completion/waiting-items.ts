/** Items of a list that are still promises. Does with less what Promise.all does for each of them. */
export class WaitingItems {
  /** The list with what its promises came to; rejected as soon as one of them is. */
  readonly all: Promise<unknown[]>;
  readonly #items: unknown[];
  #waiting = 0;
  #hasFailed = false;
  #resolve!: (items: unknown[]) => void;
  #reject!: (error: unknown) => void;

  constructor(items: unknown[]) {
    this.#items = items;
    this.all = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
  }

  /** Whether nothing more is wanted of the list. */
  get hasFailed(): boolean {
    return this.#hasFailed;
  }

  /** To be called as the promise comes into the list: none of them ends before all are in it, unless that is held. */
  add(item: Promise<unknown>, index: number): void {
    this.#waiting += 1;
    item.then((value) => {
      this.#items[index] = value;
      this.release();
    }, this.fail);
  }

  /** The list is not ready before `release` was called. */
  hold(): void {
    this.#waiting += 1;
  }

  release(): void {
    this.#waiting -= 1;
    if (this.#waiting === 0) this.#resolve(this.#items);
  }

  readonly fail = (error: unknown): void => {
    this.#hasFailed = true;
    this.#reject(error);
  };

  /** Nobody is interested in the list any more, nor in what else fails in it. */
  forget(): void {
    this.all.catch(() => {});
  }
}
