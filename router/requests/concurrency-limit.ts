import { performance as loop } from 'node:perf_hooks';
import type { AdmissionLimit } from '../../platform/http/admission.ts';

/** How long a request may take when many are under way, where it does not take longer alone. */
const GOAL_MS = 100;
/** How much longer than alone a request may take, where that is more than GOAL_MS. */
const GOAL_TIMES_ALONE = 1.5;
/** Of one look at how long requests take, at least and at most. */
const WINDOW_MS = 100;
const MAX_WINDOW_MS = 2_000;
/** How long it is believed how long a request takes alone: so long, or so many times as long as it takes. */
const BELIEVED_MS = 2_000;
const BELIEVED_TIMES = 5;
/** Enough for a median. */
const MAX_SAMPLES = 256;
const MIN_LIMIT = 4;
/** With nothing known yet: all that comes later is found out while requests wait for less than they may. */
const FIRST_LIMIT = 16;
const MAX_GROWTH = 2;
const MAX_DECREASE = 2 / 3;
/** The event loop has time for more when it has been busy for less of its time than this. */
const BUSY = 0.8;

/**
 * How many requests at a time are best: as many as are answered in about GOAL_MS. More would be answered later and not more
 * of them in a second, because something is used up already: the event loop, a subgraph, a database. Found by trying, as
 * TCP finds out how much a line carries, so that it fits whatever is asked and however fast the machine is.
 *
 * After each window the limit becomes what it would have to be for the median to be the goal, at most twice as much, or two thirds. Where requests take long for another reason than that there are many of them, fewer at a time would not help:
 * now and then half as many tell how long a request takes alone.
 */
export class ConcurrencyLimit implements AdmissionLimit {
  readonly #max: number;
  readonly #utilization: () => number;
  #limit: number;
  #busy = { at: Number.NEGATIVE_INFINITY, is: false };
  /** How long a request takes alone, milliseconds, and when that was found out. */
  #alone = { ms: Number.POSITIVE_INFINITY, at: Number.NEGATIVE_INFINITY };
  /** Whether the limit has been halved to find out about `#alone`. */
  #isTrial = false;
  /** Durations of requests that began and ended in it, and how many were under way at most. */
  #window: { since: number; samples: number[]; peak: number };

  /** @param utilization which share of the time since it was last asked the event loop was busy */
  constructor(max: number, utilization: () => number = eventLoopUtilization()) {
    this.#max = max;
    this.#utilization = utilization;
    this.#limit = Math.min(max, FIRST_LIMIT);
    this.#window = { since: performance.now(), samples: [], peak: 0 };
  }

  get current(): number {
    return Math.floor(this.#limit);
  }

  /** Notes that so many are under way now. */
  began(underWay: number): void {
    if (underWay > this.#window.peak) this.#window.peak = underWay;
  }

  /** Notes that a request has ended. */
  ended(beganAt: number, underWay: number): void {
    const { since, samples } = this.#window;
    if (beganAt >= since && samples.length < MAX_SAMPLES) samples.push(performance.now() - beganAt);
    this.look(underWay);
  }

  /** Changes the limit when it is time to. To be called now and then while somebody waits, too. */
  look(underWay: number): void {
    const now = performance.now();
    const { since, samples, peak } = this.#window;
    const lasted = now - since;
    if (lasted < WINDOW_MS) return;
    const isReached = peak >= this.current;
    const isOver = lasted >= MAX_WINDOW_MS;
    if (samples.length === 0) {
      // Those under way wait for somebody else, and meanwhile there is time for others.
      const hasTime = isReached && !this.#isBusy(now);
      if (!hasTime && !isOver) return;
      if (isReached) this.#set(this.#limit * (hasTime ? 2 : 1 / 2));
    } else {
      const isEnough = samples.length >= Math.min(this.#limit / 2, MAX_SAMPLES);
      // Where the others hang, these are all that there will be.
      if (!isEnough && !isOver && !(isReached && !this.#isBusy(now))) return;
      this.#decide(medianOf(samples), { isReached, peak, now });
    }
    this.#window = { since: now, samples: [], peak: underWay };
  }

  #decide(median: number, { isReached, peak, now }: { isReached: boolean; peak: number; now: number }): void {
    if (this.#isTrial) this.#alone = { ms: median, at: now };
    this.#isTrial = false;
    // One among many says no more than that it does not take longer alone.
    if (median < this.#alone.ms) this.#alone.ms = median;
    if (!isReached) {
      // What has not been needed for a while is not known to be right.
      this.#set(Math.min(this.#limit, Math.max(FIRST_LIMIT, 2 * peak)));
      return;
    }
    const isOld = now - this.#alone.at > Math.max(BELIEVED_MS, BELIEVED_TIMES * median);
    if (median > GOAL_MS && isOld) {
      this.#isTrial = true;
      this.#set(this.#limit / 2);
      return;
    }
    const goal = Math.max(GOAL_MS, GOAL_TIMES_ALONE * this.#alone.ms);
    this.#set(this.#limit * Math.min(MAX_GROWTH, Math.max(MAX_DECREASE, goal / median)));
  }

  #isBusy(now: number): boolean {
    if (now - this.#busy.at >= WINDOW_MS) this.#busy = { at: now, is: this.#utilization() >= BUSY };
    return this.#busy.is;
  }

  #set(limit: number): void {
    this.#limit = Math.min(this.#max, Math.max(MIN_LIMIT, limit));
  }
}

function medianOf(samples: number[]): number {
  return samples.sort((a, b) => a - b)[Math.floor(samples.length / 2)] ?? 0;
}

function eventLoopUtilization(): () => number {
  let last = loop.eventLoopUtilization();
  return () => {
    const now = loop.eventLoopUtilization();
    const { utilization } = loop.eventLoopUtilization(now, last);
    last = now;
    return utilization;
  };
}
