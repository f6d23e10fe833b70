/**
 * What was opened, closed in reverse order: the part of AsyncDisposableStack that is used here, which Node 20 does
 * not have yet.
 */
export class Resources implements AsyncDisposable {
  #closers: (() => unknown)[] = [];

  /** Takes over a resource and returns it. */
  use<Resource extends AsyncDisposable>(resource: Resource): Resource {
    this.#closers.push(() => resource[Symbol.asyncDispose]());
    return resource;
  }

  /** Calls `close` when everything is closed. */
  defer(close: () => unknown): void {
    this.#closers.push(close);
  }

  /** Hands everything over to a new owner; closing this one then closes nothing. */
  move(): Resources {
    const moved = new Resources();
    moved.#closers = this.#closers;
    this.#closers = [];
    return moved;
  }

  /** Closes everything, also after a failure; then throws the first failure. */
  async [Symbol.asyncDispose](): Promise<void> {
    const failures: unknown[] = [];
    for (let close = this.#closers.pop(); close; close = this.#closers.pop()) {
      try {
        await close();
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length > 0) throw failures[0];
  }
}
