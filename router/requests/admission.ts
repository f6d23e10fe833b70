/** Longest wait while the queue has been empty a short while ago: a burst may take as long as this to be worked off. */
const INTERVAL_MS = 500;
/** Longest wait when the queue has not been empty for INTERVAL_MS: it is no burst, and waiting only makes all later. */
const MAX_WAIT_MS = 200;
/** How often those who wait are looked at while no place becomes free. */
const LOOK_MS = 50;

interface Waiting {
  since: number;
  decide: (admitted: boolean) => void;
}

/**
 * Has a bounded number of requests in flight and as many that wait for a place, in the order in which they came and not
 * for long: a queue that stands is one of answers that nobody waits for any more. After CoDel (RFC 8289).
 */
export class Admission {
  readonly #maxInFlight: number;
  readonly #waiting: Waiting[] = [];
  #inFlight = 0;
  #shed = 0;
  /** Since when somebody has waited at each moment. */
  #standingSince = 0;
  #timer: NodeJS.Timeout | null = null;

  constructor(maxInFlight: number) {
    this.#maxInFlight = maxInFlight;
  }

  get inFlight(): number {
    return this.#inFlight;
  }

  get waiting(): number {
    return this.#waiting.length;
  }

  /** Requests that got no place, since the start. */
  get shed(): number {
    return this.#shed;
  }

  /** Whether whoever comes now is turned away, which then counts as shed. Takes no place. */
  turnsAway(): boolean {
    if (!this.#isFull()) return false;
    this.#shed += 1;
    return true;
  }

  /** Whether there is a place, at once or after waiting. Whoever gets one has to `leave`. */
  enter(): boolean | Promise<boolean> {
    if (this.#inFlight < this.#maxInFlight) {
      this.#inFlight += 1;
      return true;
    }
    if (this.turnsAway()) return false;
    const since = performance.now();
    if (this.#waiting.length === 0) this.#standingSince = since;
    this.#timer ??= setTimeout(() => this.#look(), LOOK_MS);
    return new Promise((decide) => this.#waiting.push({ since, decide }));
  }

  /** Gives a place back: to whoever has waited longest and not too long. */
  leave(): void {
    this.#inFlight -= 1;
    if (this.#waiting.length === 0) return;
    this.#turnAwayLate();
    const next = this.#waiting.shift();
    if (!next) return;
    this.#inFlight += 1;
    next.decide(true);
  }

  #isFull(): boolean {
    const [first] = this.#waiting;
    if (!first) return false;
    const now = performance.now();
    return this.#waiting.length >= this.#maxInFlight || now - first.since > this.#patience(now);
  }

  #patience(now: number): number {
    return now - this.#standingSince > INTERVAL_MS ? MAX_WAIT_MS : INTERVAL_MS;
  }

  #turnAwayLate(): void {
    const now = performance.now();
    const patience = this.#patience(now);
    while (this.#waiting[0] && now - this.#waiting[0].since > patience) {
      this.#shed += 1;
      this.#waiting.shift()?.decide(false);
    }
  }

  #look(): void {
    this.#turnAwayLate();
    this.#timer = this.#waiting.length === 0 ? null : setTimeout(() => this.#look(), LOOK_MS);
  }
}
