import { performance as loop } from 'node:perf_hooks';
import type { AdmissionLimit } from '../../../platform/http/admission/admission.ts';

/** How long a request may take when many are under way, where it does not take longer alone. */
const GOAL_MS = 100;
/** How much longer than alone a request may take, where that is more than GOAL_MS. */
const GOAL_TIMES_ALONE = 1.5;
/** Of one look at how long requests take, at least, and at most while the event loop is busy. */
const WINDOW_MS = 100;
const MAX_WINDOW_MS = 2_000;
/** At most while it is not: those that take longer than a window are still to end, and are not too many for that. */
const MAX_IDLE_WINDOW_MS = 15_000;
/** How long it is believed how long a request takes alone: so long, or so many times as long as it takes. */
const BELIEVED_MS = 10_000;
const BELIEVED_TIMES = 5;
/** It is still believed where requests take no longer than so many times that: no two medians are the same. */
const STILL_TIMES_ALONE = 1.2;
/** Requests that are looked at in a window: enough for a median. */
const MIN_COHORT = 8;
const MAX_COHORT = 64;
const MIN_LIMIT = 4;
/** With nothing known yet: all that comes later is found out while requests wait for less than they may. */
const FIRST_LIMIT = 16;
/** How many times as many as were under way there may be, where there were fewer than there might have been. */
const SPARE = 1.25;
const MAX_GROWTH = 2;
const MAX_DECREASE = 1 / 4;
/** What is left of the limit while it is found out how long a request takes alone. */
const TRIAL_SHARE = 1 / 4;
/** Nothing has ended for so long, or so many times as long as a request takes: who is asked hangs. */
const STALL_MS = 200;
const STALL_TIMES = 4;
/** The event loop has time for more when it has been busy for less of its time than this. */
const BUSY = 0.8;
/** For at least so long, so that one collection of garbage does not count. */
const BUSY_MS = 500;

/** The first requests that begin in a window. */
interface Cohort {
  readonly since: number;
  /** How many they are, and how long those took that have ended. */
  begun: number;
  took: number[];
  /** When the last of them began. */
  fullAt: number;
  /** How many requests were under way at most. */
  peak: number;
}

/**
 * How many requests at a time are best. More would be answered later and not more of them in a second, because something is
 * used up already: the event loop, a subgraph, a database. Found by trying, as TCP finds out how much a line carries, so
 * that it fits whatever is asked and however fast the machine is.
 *
 * By Little's law, so many times fewer at a time take so many times less, once something is used up. So the limit becomes
 * what it would have to be for the median of a window to be the goal: GOAL_MS, or 1.5 times as long as a request takes
 * alone, where that is more. How long it takes alone is the least that was seen lately. As it may have changed, and is
 * unknown where there were always many, a quarter as many find it out now and then while requests take longer than GOAL_MS
 * (the gradient of Envoy's adaptive concurrency, and BBR's look at the shortest way). So nobody is refused because a
 * subgraph is slow, where fewer at a time would not make it faster.
 */
export class ConcurrencyLimit implements AdmissionLimit {
  readonly #max: number;
  readonly #utilization: () => number;
  #limit: number;
  #busy = { at: Number.NEGATIVE_INFINITY, is: false };
  /** How long a request takes alone, milliseconds, and when that was seen. */
  #alone = { ms: Number.POSITIVE_INFINITY, at: Number.NEGATIVE_INFINITY };
  /** What held before the limit was made smaller to find out about `#alone`. */
  #beforeTrial: { limit: number; median: number } | null = null;
  #cohort: Cohort;
  #median = 0;
  #lastEndedAt: number;

  /** @param utilization which share of the time since it was last asked the event loop was busy */
  constructor(max: number, utilization: () => number = eventLoopUtilization()) {
    this.#max = max;
    this.#utilization = utilization;
    this.#limit = Math.min(max, FIRST_LIMIT);
    this.#lastEndedAt = performance.now();
    this.#cohort = newCohort(this.#lastEndedAt, 0);
  }

  get current(): number {
    return Math.floor(this.#limit);
  }

  /** Notes that one has begun and so many are under way now. */
  began(underWay: number): void {
    // Nobody was there: what was before says nothing of what is to come.
    if (underWay === 1) this.#restart();
    const cohort = this.#cohort;
    if (underWay > cohort.peak) cohort.peak = underWay;
    if (cohort.begun === this.#cohortSize) return;
    cohort.begun += 1;
    if (cohort.begun === this.#cohortSize) cohort.fullAt = performance.now();
  }

  /** Notes that a request has ended. */
  ended(beganAt: number, underWay: number, isMeasure: boolean): void {
    const now = performance.now();
    const cohort = this.#cohort;
    this.#lastEndedAt = now;
    if (beganAt >= cohort.since && beganAt <= cohort.fullAt) {
      if (isMeasure) cohort.took.push(now - beganAt);
      else cohort.begun -= 1;
    }
    this.look(underWay);
  }

  /** Changes the limit when it is time to. To be called now and then while somebody waits, too. */
  look(underWay: number): void {
    const now = performance.now();
    const { since, begun, took, peak } = this.#cohort;
    const lasted = now - since;
    if (lasted < WINDOW_MS) return;
    const isReached = peak >= this.current;
    const isLong = lasted >= MAX_WINDOW_MS;
    const isOver = isLong && (lasted >= MAX_IDLE_WINDOW_MS || this.#isBusy(now));
    // The others take longer than these, so that this is the median of all.
    const isKnown = took.length > begun / 2 && (isLong || begun >= this.#cohortSize);
    if (isKnown || (isOver && took.length > 0)) {
      this.#median = medianOf(took, begun);
      this.#decide(this.#median, { isReached, peak, now });
    } else if (this.#beforeTrial) {
      // There have to be places before one can begin.
      if (!isOver) return;
      this.#set(this.#beforeTrial.limit);
      this.#beforeTrial = null;
    } else if (isReached && this.#hasStalled(now)) {
      // Those under way wait for somebody else, and meanwhile there is time for others.
      this.#set(this.#limit * MAX_GROWTH);
      this.#lastEndedAt = now;
    } else if (isOver) {
      if (isReached && begun > 0 && this.#isBusy(now)) this.#set(this.#limit / 2);
    } else return;
    this.#cohort = newCohort(now, underWay);
  }

  get #cohortSize(): number {
    return Math.min(MAX_COHORT, Math.max(MIN_COHORT, this.current));
  }

  /** Begins a window anew where the last one is long ago. */
  #restart(): void {
    const now = performance.now();
    this.#lastEndedAt = now;
    if (now - this.#cohort.since >= MAX_WINDOW_MS) this.#cohort = newCohort(now, 1);
  }

  #decide(median: number, { isReached, peak, now }: { isReached: boolean; peak: number; now: number }): void {
    const before = this.#beforeTrial;
    this.#beforeTrial = null;
    if (before) {
      this.#alone = { ms: median, at: now };
      this.#set(before.limit * Math.min(1, this.#goal / before.median));
      return;
    }
    // One among many says no more than that it does not take longer alone.
    if (median <= this.#alone.ms) this.#alone = { ms: median, at: now };
    else if (median <= STILL_TIMES_ALONE * this.#alone.ms) this.#alone.at = now;
    if (!isReached) {
      // What has not been needed for a while is not known to be right.
      this.#set(Math.min(this.#limit, Math.max(FIRST_LIMIT, SPARE * peak)));
      return;
    }
    const isOld = now - this.#alone.at > Math.max(BELIEVED_MS, BELIEVED_TIMES * median);
    if (median > GOAL_MS && isOld) {
      this.#beforeTrial = { limit: this.#limit, median };
      this.#set(this.#limit * TRIAL_SHARE);
      return;
    }
    const wanted = Math.min(MAX_GROWTH, Math.max(MAX_DECREASE, this.#goal / median));
    // Half the way, so that one unusual window does not change much; unless it is far.
    this.#set(this.#limit * (wanted === MAX_GROWTH ? wanted : (1 + wanted) / 2));
  }

  get #goal(): number {
    return Math.max(GOAL_MS, GOAL_TIMES_ALONE * this.#alone.ms);
  }

  #hasStalled(now: number): boolean {
    // Requests whose fetches were put together end together.
    const stall = Math.max(STALL_MS, STALL_TIMES * this.#median);
    return now - this.#lastEndedAt > stall && !this.#isBusy(now);
  }

  #isBusy(now: number): boolean {
    if (now - this.#busy.at >= BUSY_MS) this.#busy = { at: now, is: this.#utilization() >= BUSY };
    return this.#busy.is;
  }

  #set(limit: number): void {
    this.#limit = Math.min(this.#max, Math.max(MIN_LIMIT, limit));
  }
}

function newCohort(since: number, peak: number): Cohort {
  return { since, begun: 0, took: [], fullAt: Number.POSITIVE_INFINITY, peak };
}

/** The median of `all`, of which those that have not ended take longer. */
function medianOf(took: number[], all: number): number {
  const sorted = took.sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(all / 2))] ?? 0;
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
