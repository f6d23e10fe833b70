/** Retries are at most this share of the requests. */
const SHARE = 0.1;
/** What a quiet time leaves for the next failures. */
const MAX_SAVED = 10;
/** Failures of a subgraph that is seldom asked. */
const SAVED_AT_FIRST = 3;

/** How many requests to one subgraph may be sent again: a subgraph that fails is not sent a multiple of them. */
export class RetryBudget {
  #saved = SAVED_AT_FIRST;

  /** A request is sent for the first time. */
  earn(): void {
    if (this.#saved < MAX_SAVED) this.#saved += SHARE;
  }

  /** Whether a request may be sent again; when it is not after all, that is to be given back. */
  spend(): boolean {
    if (this.#saved < 1) return false;
    this.#saved -= 1;
    return true;
  }

  giveBack(): void {
    this.#saved += 1;
  }
}
