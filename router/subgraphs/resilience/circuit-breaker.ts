import type { AddressVerdict } from '../../../platform/peers/answers/failed-request.ts';

/**
 * - `closed`: requests are sent
 * - `open`: none is sent, as nearly none was answered
 * - `half-open`: none is sent until the subgraph has answered a probe
 */
export type CircuitState = 'closed' | 'open' | 'half-open';

/** Of so many failures, and this share of all requests, in one window and the one before it the subgraph is probed. */
const MIN_FAILURES = 10;
const FAILING_SHARE = 0.5;
const WINDOW_MS = 5_000;
/** How long it stays open at first; each time that the probe after it fails, twice as long. */
const FIRST_OPEN_MS = 500;
const MAX_OPEN_MS = 15_000;

export interface CircuitBreakerOptions {
  /** Whether the subgraph answers a request of the router itself that costs it nothing. Does not throw, and ends soon. */
  probe: () => Promise<boolean>;
  /** Milliseconds since whenever. */
  now?: () => number;
  /** Gives numbers from 0 to 1: routers that saw the same failure do not come back at the same moment. */
  random?: () => number;
}

interface Counts {
  all: number;
  failed: number;
}

/**
 * Stops sending to a subgraph that does not answer, so that requests need not wait for it and it can recover. What failed
 * says where to look, a probe decides: a caller whose requests alone take too long cuts nobody off. Each request that
 * `enter` lets in has to be followed by one `leave`.
 */
export class CircuitBreaker {
  readonly #probe: () => Promise<boolean>;
  readonly #now: () => number;
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
  #isProbing = false;

  constructor({ probe, now = () => performance.now(), random = Math.random }: CircuitBreakerOptions) {
    this.#probe = probe;
    this.#now = now;
    this.#random = random;
  }

  get state(): CircuitState {
    return this.#state;
  }

  /** The turn of a circuit that is closed; else null. */
  get currentTurn(): number | null {
    return this.#state === 'closed' ? this.#turn : null;
  }

  /**
   * Which turn of the circuit a request is sent in, for `leave`; null when it may not be sent. Whoever comes first after the
   * pause waits for the probe.
   */
  enter(): number | null | Promise<number | null> {
    if (this.#state === 'closed') return this.#turn;
    if (this.#state === 'half-open' || this.#now() < this.#openUntil) return null;
    this.#set('half-open');
    return this.#decide().then(() => this.currentTurn);
  }

  leave(turn: number, verdict: AddressVerdict): void {
    // It was sent before the circuit opened, or closed: what it met is of that time.
    if (turn !== this.#turn || verdict === 'nothing') return;
    if (this.#count(verdict === 'fails') && !this.#isProbing) void this.#decide();
  }

  /** Is told that the subgraph has answered a probe of somebody else: after the pause that is as good as one of its own. */
  answered(): void {
    if (this.#state === 'open' && this.#now() >= this.#openUntil) this.#close();
  }

  #set(state: CircuitState): void {
    this.#state = state;
    this.#turn += 1;
  }

  async #decide(): Promise<void> {
    this.#isProbing = true;
    const works = await this.#probe();
    this.#isProbing = false;
    if (works) this.#close();
    else this.#open();
  }

  /** Whether so many fail that the subgraph is to be probed. */
  #count(failed: boolean): boolean {
    const now = this.#now();
    if (now >= this.#windowEndsAt) {
      const isNext = now < this.#windowEndsAt + WINDOW_MS;
      this.#before = isNext ? this.#window : { all: 0, failed: 0 };
      this.#window = { all: 0, failed: 0 };
      this.#windowEndsAt = now + WINDOW_MS;
    }
    this.#window.all += 1;
    if (!failed) return false;
    this.#window.failed += 1;
    const failures = this.#window.failed + this.#before.failed;
    const all = this.#window.all + this.#before.all;
    return failures >= MIN_FAILURES && failures >= all * FAILING_SHARE;
  }

  #close(): void {
    if (this.#state !== 'closed') this.#set('closed');
    this.#openings = 0;
    this.#window = { all: 0, failed: 0 };
    this.#before = { all: 0, failed: 0 };
  }

  #open(): void {
    const ms = Math.min(MAX_OPEN_MS, FIRST_OPEN_MS * 2 ** this.#openings);
    this.#openings += 1;
    this.#set('open');
    this.#openUntil = this.#now() + ms * (0.5 + this.#random() / 2);
  }
}
