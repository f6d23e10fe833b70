/**
 * - `closed`: requests are sent
 * - `open`: none is sent, as nearly none was answered
 * - `half-open`: one is sent, which says whether the others may follow
 */
export type CircuitState = 'closed' | 'open' | 'half-open';

/** What one request says of the subgraph: `nothing` when it ended for another reason. */
export type Verdict = 'works' | 'fails' | 'nothing';

/** Of so many failures, and this share of all requests, in one window and the one before it the circuit opens. */
const MIN_FAILURES = 10;
const FAILING_SHARE = 0.5;
const WINDOW_MS = 5_000;
/** How long it stays open at first; each time that the request after it fails, twice as long. */
const FIRST_OPEN_MS = 500;
const MAX_OPEN_MS = 15_000;

interface Counts {
  all: number;
  failed: number;
}

/**
 * Stops sending to a subgraph that does not answer, so that requests need not wait for it and it can recover. Each request
 * that `enter` lets in has to be followed by one `leave`. Moments are milliseconds since whenever.
 */
export class CircuitBreaker {
  readonly #random: () => number;
  #state: CircuitState = 'closed';
  /** Goes up with each change of the state. */
  #turn = 0;
  #window: Counts = { all: 0, failed: 0 };
  #before: Counts = { all: 0, failed: 0 };
  #windowEndsAt = 0;
  #openUntil = 0;
  /** How often it has opened without being closed meanwhile. */
  #openings = 0;

  /** @param random gives numbers from 0 to 1: routers that saw the same failure do not come back at the same moment */
  constructor(random: () => number = Math.random) {
    this.#random = random;
  }

  get state(): CircuitState {
    return this.#state;
  }

  /** Which turn of the circuit a request is sent in, for `leave`; null when it may not be sent. */
  enter(now: number): number | null {
    if (this.#state === 'closed') return this.#turn;
    if (this.#state === 'half-open' || now < this.#openUntil) return null;
    this.#set('half-open');
    return this.#turn;
  }

  leave(turn: number, verdict: Verdict, now: number): void {
    // It was sent before the circuit opened, or closed: what it met is of that time.
    if (turn !== this.#turn) return;
    if (this.#state === 'half-open') this.#decide(verdict, now);
    else if (this.#state === 'closed' && verdict !== 'nothing') this.#count(verdict === 'fails', now);
  }

  #set(state: CircuitState): void {
    this.#state = state;
    this.#turn += 1;
  }

  #decide(verdict: Verdict, now: number): void {
    if (verdict === 'fails') this.#open(now);
    // The next request may say more.
    else if (verdict === 'nothing') this.#set('open');
    else {
      this.#set('closed');
      this.#openings = 0;
      this.#window = { all: 0, failed: 0 };
      this.#before = { all: 0, failed: 0 };
    }
  }

  #count(failed: boolean, now: number): void {
    if (now >= this.#windowEndsAt) {
      const isNext = now < this.#windowEndsAt + WINDOW_MS;
      this.#before = isNext ? this.#window : { all: 0, failed: 0 };
      this.#window = { all: 0, failed: 0 };
      this.#windowEndsAt = now + WINDOW_MS;
    }
    this.#window.all += 1;
    if (!failed) return;
    this.#window.failed += 1;
    const failures = this.#window.failed + this.#before.failed;
    const all = this.#window.all + this.#before.all;
    if (failures >= MIN_FAILURES && failures >= all * FAILING_SHARE) this.#open(now);
  }

  #open(now: number): void {
    const ms = Math.min(MAX_OPEN_MS, FIRST_OPEN_MS * 2 ** this.#openings);
    this.#openings += 1;
    this.#set('open');
    this.#openUntil = now + ms * (0.5 + this.#random() / 2);
  }
}
