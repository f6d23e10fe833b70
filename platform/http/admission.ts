import type { Deadline } from '../process/deadline.ts';
import { Flow } from './flow.ts';

/** How often those who wait are looked at while no place becomes free. */
const LOOK_MS = 50;
/** Whoever comes under overload may expect to wait for this share of the time: what is expected may be wrong by that much. */
const EXPECTED_SHARE = 0.5;
/** How many times longer somebody may wait where nearly nobody comes after them. */
const PATIENCE = 10;

/** A place that somebody has. */
export interface Place {
  readonly since: number;
}

/** Finds out how many are best at a time. */
export interface AdmissionLimit {
  readonly current: number;
  /** Is told that somebody has got a place, and how many there are now. */
  began(inFlight: number): void;
  /** Is told that whoever got a place at `beganAt` has left; `isMeasure` is false where how long it took says nothing. */
  ended(beganAt: number, inFlight: number, isMeasure: boolean): void;
  /** Is called now and then while somebody waits. */
  look(inFlight: number): void;
}

export interface AdmissionOptions {
  maxInFlight: number;
  /** How long somebody may wait for a place under overload. */
  maxWaitMs: number;
  /** How many of them are best at a time; without it as many as may be in flight. */
  limit?: AdmissionLimit | null;
}

interface Waiting {
  readonly since: number;
  readonly deadline: Deadline | null;
  readonly decide: (place: Place | null) => void;
}

/**
 * Has a bounded number of requests in flight and as many that wait for a place, in the order in which they came.
 *
 * A queue is good where it takes up what comes at once and becomes shorter afterwards, and bad where it stands: then all
 * answers are late, and not one more is given. So nobody is turned away by time before there has been a queue for
 * `maxWaitMs`, nor while fewer come than get places. Else whoever comes is turned away at once who would have to wait for long
 * by the rate at which places were given lately, and whoever has waited for `maxWaitMs`. This is how CoDel tells the
 * two kinds of queue apart (RFC 8289), by time and not by length, so that it fits machines of any speed.
 */
export class Admission {
  readonly #maxInFlight: number;
  readonly #maxWaitMs: number;
  readonly #limit: AdmissionLimit | null;
  /** In the order in which they came. */
  readonly #waiting = new Set<Waiting>();
  readonly #flow: Flow;
  #inFlight = 0;
  #shed = 0;
  /** Since when somebody waits, but for short moments. */
  #queuedSince = 0;
  #emptySince = Number.NEGATIVE_INFINITY;
  #timer: NodeJS.Timeout | null = null;

  constructor({ maxInFlight, maxWaitMs, limit = null }: AdmissionOptions) {
    this.#maxInFlight = maxInFlight;
    this.#maxWaitMs = maxWaitMs;
    this.#limit = limit;
    this.#flow = new Flow(maxWaitMs);
  }

  get inFlight(): number {
    return this.#inFlight;
  }

  get waiting(): number {
    return this.#waiting.size;
  }

  /** Requests that got no place, since the start; not those whose own time was over. */
  get shed(): number {
    return this.#shed;
  }

  /** How many would get a place at a time now. */
  get places(): number {
    return this.#limit?.current ?? this.#maxInFlight;
  }

  /** Whether whoever comes now is turned away, which then counts as shed. Takes no place. */
  turnsAway(): boolean {
    // Most often.
    if (this.#waiting.size === 0) return false;
    const now = performance.now();
    if (!this.#isFull(now)) return false;
    this.#flow.came(now);
    this.#shed += 1;
    return true;
  }

  /**
   * A place, at once or after waiting; null if there is none in time, or when the request's own time is over first, or its client
   * has gone. Whoever gets one has to `leave`.
   */
  enter(deadline: Deadline | null = null): Place | null | Promise<Place | null> {
    if (deadline?.isOver || this.turnsAway()) return null;
    const now = performance.now();
    this.#flow.came(now);
    if (this.#waiting.size === 0 && this.#hasPlace()) return this.#take(now);
    return this.#wait(now, deadline);
  }

  /** Gives a place back: to whoever has waited longest and not too long. */
  leave(place: Place, isMeasure = true): void {
    this.#inFlight -= 1;
    this.#limit?.ended(place.since, this.#inFlight, isMeasure);
    if (this.#waiting.size > 0) this.#giveOut();
  }

  #hasPlace(): boolean {
    return this.#inFlight < this.places;
  }

  #take(now: number): Place {
    this.#inFlight += 1;
    this.#flow.letIn(now);
    this.#limit?.began(this.#inFlight);
    return { since: now };
  }

  #wait(now: number, deadline: Deadline | null): Promise<Place | null> {
    if (this.#waiting.size === 0 && now - this.#emptySince > this.#maxWaitMs) this.#queuedSince = now;
    this.#timer ??= setTimeout(() => this.#look(), LOOK_MS);
    return new Promise((resolve) => {
      const leave = () => this.#dismiss(one, null);
      const one: Waiting = {
        since: now,
        deadline,
        decide(place) {
          deadline?.offCancel(leave);
          resolve(place);
        },
      };
      this.#waiting.add(one);
      deadline?.onCancel(leave);
    });
  }

  #dismiss(one: Waiting, place: Place | null): void {
    this.#waiting.delete(one);
    if (this.#waiting.size === 0) this.#emptySince = performance.now();
    one.decide(place);
  }

  #giveOut(): void {
    const now = performance.now();
    const patience = this.#isOverloaded(now) ? this.#maxWaitMs : PATIENCE * this.#maxWaitMs;
    for (const one of this.#waiting) {
      const isLate = now - one.since > patience;
      if (!isLate && !this.#hasPlace()) return;
      if (isLate) this.#shed += 1;
      this.#dismiss(one, isLate || one.deadline?.isOver ? null : this.#take(now));
    }
  }

  /** Whether there has been a queue for a while that does not become shorter. */
  #isOverloaded(now: number): boolean {
    return (
      now - this.#queuedSince >= this.#maxWaitMs && this.#flow.rateComing(now) >= this.#flow.rateLetIn(now)
    );
  }

  #isFull(now: number): boolean {
    if (this.#waiting.size >= this.#maxInFlight) return true;
    if (!this.#isOverloaded(now)) return false;
    return this.#waiting.size > this.#flow.rateLetIn(now) * this.#maxWaitMs * EXPECTED_SHARE;
  }

  #look(): void {
    this.#limit?.look(this.#inFlight);
    for (const one of this.#waiting) if (one.deadline?.isOver) this.#dismiss(one, null);
    this.#giveOut();
    this.#timer = this.#waiting.size === 0 ? null : setTimeout(() => this.#look(), LOOK_MS);
  }
}
