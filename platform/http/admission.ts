/** How often those who wait are looked at while no place becomes free. */
const LOOK_MS = 50;

/** A place that somebody has. */
export interface Place {
  readonly since: number;
}

/** Finds out how many are best at a time. */
export interface AdmissionLimit {
  readonly current: number;
  /** Is told that somebody has got a place, and how many there are now. */
  began(inFlight: number): void;
  /** Is told that whoever got a place at `beganAt` has left. */
  ended(beganAt: number, inFlight: number): void;
  /** Is called now and then while somebody waits. */
  look(inFlight: number): void;
}

export interface AdmissionOptions {
  maxInFlight: number;
  /** How long somebody may wait for a place. */
  maxWaitMs: number;
  /** How many of them are best at a time; without it as many as may be in flight. */
  limit?: AdmissionLimit | null;
}

interface Waiting {
  since: number;
  decide: (place: Place | null) => void;
}

/**
 * Has a bounded number of requests in flight and as many that wait for a place, in the order in which they came and not
 * for long: a queue that stands is one of answers that nobody waits for any more.
 */
export class Admission {
  readonly #maxInFlight: number;
  readonly #maxWaitMs: number;
  readonly #limit: AdmissionLimit | null;
  readonly #waiting: Waiting[] = [];
  #inFlight = 0;
  #shed = 0;
  #timer: NodeJS.Timeout | null = null;

  constructor({ maxInFlight, maxWaitMs, limit = null }: AdmissionOptions) {
    this.#maxInFlight = maxInFlight;
    this.#maxWaitMs = maxWaitMs;
    this.#limit = limit;
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

  /** How many would get a place at a time now. */
  get places(): number {
    return this.#limit?.current ?? this.#maxInFlight;
  }

  /** Whether whoever comes now is turned away, which then counts as shed. Takes no place. */
  turnsAway(): boolean {
    if (!this.#isFull()) return false;
    this.#shed += 1;
    return true;
  }

  /** A place, at once or after waiting; null if there is none in time. Whoever gets one has to `leave`. */
  enter(): Place | null | Promise<Place | null> {
    if (this.#waiting.length === 0 && this.#hasPlace()) return this.#take();
    if (this.turnsAway()) return null;
    const since = performance.now();
    this.#timer ??= setTimeout(() => this.#look(), LOOK_MS);
    return new Promise((decide) => this.#waiting.push({ since, decide }));
  }

  /** Gives a place back: to whoever has waited longest and not too long. */
  leave(place: Place): void {
    this.#inFlight -= 1;
    this.#limit?.ended(place.since, this.#inFlight);
    this.#giveOut();
  }

  #hasPlace(): boolean {
    return this.#inFlight < this.places;
  }

  #take(): Place {
    this.#inFlight += 1;
    this.#limit?.began(this.#inFlight);
    return { since: performance.now() };
  }

  #giveOut(): void {
    this.#turnAwayLate();
    while (this.#waiting.length > 0 && this.#hasPlace()) this.#waiting.shift()?.decide(this.#take());
  }

  #isFull(): boolean {
    const [first] = this.#waiting;
    return first !== undefined && (this.#waiting.length >= this.#maxInFlight || this.#isLate(first));
  }

  #isLate({ since }: Waiting): boolean {
    return performance.now() - since > this.#maxWaitMs;
  }

  #turnAwayLate(): void {
    while (this.#waiting[0] && this.#isLate(this.#waiting[0])) {
      this.#shed += 1;
      this.#waiting.shift()?.decide(null);
    }
  }

  #look(): void {
    this.#limit?.look(this.#inFlight);
    this.#giveOut();
    this.#timer = this.#waiting.length === 0 ? null : setTimeout(() => this.#look(), LOOK_MS);
  }
}
