import { LRUCache } from 'lru-cache';
import type { Deadline } from '../../process/deadlines/deadline.ts';
import { Flow } from './flow.ts';

/** How often those who wait are looked at while no place becomes free. */
const LOOK_MS = 50;
/** Whoever comes under overload may expect to wait for this share of the time: what is expected may be wrong by that much. */
const EXPECTED_SHARE = 0.5;
/** How many times longer somebody may wait where nearly nobody comes after them. */
const PATIENCE = 10;
/** Users who are remembered to have had a place. */
const MAX_KNOWN = 1_000;
/** What one user may have of all places where there are others. */
const SHARE_OF_ONE = 0.75;

/** How many places a user has. */
interface Held {
  count: number;
}

/** A place that somebody has. */
export interface TakenPlace {
  readonly since: number;
  readonly user: User;
  readonly held: Held;
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

/** Who asks; null where that is not known, and all of them are as one. */
type User = string | null;

interface Waiting {
  readonly since: number;
  readonly user: User;
  readonly deadline: Deadline | null;
  readonly decide: (place: TakenPlace | null) => void;
}

/**
 * Keeps a bounded number of requests in flight and as many that wait for a place. Users take turns, and those of one user
 * get their places in the order in which they came.
 *
 * A queue is good where it takes up what comes at once and becomes shorter afterwards, and bad where it stands: then all
 * answers are late, and not one more is given. So nobody is refused by time before there has been a queue for
 * `maxWaitMs`, nor while fewer come than get places. Else whoever comes is refused at once who would have to wait for long
 * by the rate at which places were given lately, and whoever has waited for `maxWaitMs`. This is how CoDel tells the
 * two kinds of queue apart (RFC 8289), by time and not by length, so that it fits machines of any speed. Where one user
 * has more waiting than whoever comes, one of that user's is refused instead, so that nobody starves the others. Nor has
 * one user all places at a time, which would be given back only when they end, once another user has been there: a quarter of
 * the most that there may be is left for the others.
 */
export class Admission {
  readonly #maxInFlight: number;
  readonly #maxWaitMs: number;
  readonly #limit: AdmissionLimit | null;
  /** By user, whose turn is next first; of each in the order in which they came. None is empty. */
  readonly #waiting = new Map<User, Set<Waiting>>();
  /** Who has had a place lately: they alone are looked at by name before a place is asked for. */
  readonly #known = new LRUCache<string, true>({ max: MAX_KNOWN });
  /** How many places each user has who has had one lately: a `Map` from which each request takes somebody away is made anew all the time. */
  readonly #held = new Map<User, Held>();
  readonly #maxHeld: number;
  #waitingCount = 0;
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
    this.#maxHeld = Math.max(1, Math.floor(maxInFlight * SHARE_OF_ONE));
    this.#flow = new Flow(maxWaitMs);
  }

  get inFlight(): number {
    return this.#inFlight;
  }

  get waiting(): number {
    return this.#waitingCount;
  }

  /** Requests that got no place, since the start; not those whose own time was over. */
  get shed(): number {
    return this.#shed;
  }

  /** How many would get a place at a time now. */
  get places(): number {
    return this.#limit?.current ?? this.#maxInFlight;
  }

  /**
   * Whether whoever comes now is refused, which then counts as shed. Takes no place.
   *
   * @param knownUser who that is for certain, asked for under overload only
   */
  sheds(knownUser?: () => User): boolean {
    // Most often. Where there is a place those who wait have their share.
    if (this.#waitingCount === 0 || this.#hasPlace()) return false;
    const now = performance.now();
    if (!this.#isFull(now)) return false;
    const user = knownUser?.() ?? null;
    if (user !== null && this.#known.has(user) && this.#mostBeyond(user)) return false;
    this.#flow.came(now);
    this.#shed += 1;
    return true;
  }

  /**
   * A place, at once or after waiting; null if there is none in time, or when the request's own time is over first, or its client
   * has gone. Whoever gets one has to `leave`.
   */
  enter(deadline: Deadline | null = null, user: User = null): TakenPlace | null | Promise<TakenPlace | null> {
    if (deadline?.isOver) return null;
    const now = performance.now();
    this.#flow.came(now);
    if (this.#waitingCount > 0 && this.#hasPlace()) this.#giveOut();
    if (this.#hasPlace() && !this.#hasShare(user)) return this.#take(now, user);
    if (this.#waitingCount > 0 && this.#isFull(now)) {
      this.#shed += 1;
      const [other] = this.#mostBeyond(user) ?? [];
      if (!other) return null;
      this.#dismiss(other, null);
    }
    return this.#wait(now, user, deadline);
  }

  /** Gives a place back: to whoever of the next user has waited longest and not too long. */
  leave(place: TakenPlace, isMeasure = true): void {
    this.#inFlight -= 1;
    place.held.count -= 1;
    this.#limit?.ended(place.since, this.#inFlight, isMeasure);
    if (this.#waitingCount > 0) this.#giveOut();
  }

  #hasPlace(): boolean {
    return this.#inFlight < this.places;
  }

  #take(now: number, user: User): TakenPlace {
    if (user !== null) this.#known.set(user, true);
    this.#inFlight += 1;
    const held = this.#heldBy(user);
    held.count += 1;
    this.#flow.letIn(now);
    this.#limit?.began(this.#inFlight);
    return { since: now, user, held };
  }

  #heldBy(user: User): Held {
    const known = this.#held.get(user);
    if (known) return known;
    if (this.#held.size >= MAX_KNOWN)
      for (const [other, { count }] of this.#held) if (count === 0) this.#held.delete(other);
    const held = { count: 0 };
    this.#held.set(user, held);
    return held;
  }

  /** Whether a user has as many places as one may have. */
  #hasShare(user: User): boolean {
    if (user === null || (this.#held.get(user)?.count ?? 0) < this.#maxHeld) return false;
    return this.#known.size > 1 || !this.#known.has(user);
  }

  #wait(now: number, user: User, deadline: Deadline | null): Promise<TakenPlace | null> {
    if (this.#waitingCount === 0 && now - this.#emptySince > this.#maxWaitMs) this.#queuedSince = now;
    this.#timer ??= setTimeout(() => this.#look(), LOOK_MS);
    return new Promise((resolve) => {
      const leave = () => this.#dismiss(one, null);
      const one: Waiting = {
        since: now,
        user,
        deadline,
        decide(place) {
          deadline?.offCancel(leave);
          resolve(place);
        },
      };
      const own = this.#waiting.get(user);
      if (own) own.add(one);
      else this.#waiting.set(user, new Set([one]));
      this.#waitingCount += 1;
      deadline?.onCancel(leave);
    });
  }

  #dismiss(one: Waiting, place: TakenPlace | null): void {
    const own = this.#waiting.get(one.user);
    if (own?.delete(one)) this.#waitingCount -= 1;
    if (own?.size === 0) this.#waiting.delete(one.user);
    if (this.#waitingCount === 0) this.#emptySince = performance.now();
    one.decide(place);
  }

  #giveOut(): void {
    const now = performance.now();
    const patience = this.#isOverloaded(now) ? this.#maxWaitMs : PATIENCE * this.#maxWaitMs;
    const isLate = (one: Waiting) =>
      now - one.since > patience &&
      // Where there is a place for each of them, nobody is better off without one.
      (this.places - this.#inFlight < this.#waitingCount || this.#hasShare(one.user));
    for (let next = this.#next(isLate); next; next = this.#next(isLate)) {
      const [user, own, one] = next;
      const isTooLate = isLate(one);
      if (!isTooLate && !this.#hasPlace()) return;
      if (isTooLate) this.#shed += 1;
      const isLetIn = !isTooLate && !one.deadline?.isOver;
      this.#dismiss(one, isLetIn ? this.#take(now, user) : null);
      if (!isLetIn || own.size === 0) continue;
      // The others are first now.
      this.#waiting.delete(user);
      this.#waiting.set(user, own);
    }
  }

  /** Whose turn it is: the first one who may have a place, or who has waited too long for one. */
  #next(isLate: (one: Waiting) => boolean): [User, Set<Waiting>, Waiting] | null {
    for (const [user, own] of this.#waiting) {
      const [one] = own;
      if (one && (!this.#hasShare(user) || isLate(one))) return [user, own, one];
    }
    return null;
  }

  /** Who wait of the user with the most, where those are more than this user's would be with one more. */
  #mostBeyond(user: User): Set<Waiting> | null {
    let most: Set<Waiting> | null = null;
    let size = (this.#waiting.get(user)?.size ?? 0) + 1;
    for (const own of this.#waiting.values()) {
      if (own.size <= size) continue;
      most = own;
      size = own.size;
    }
    return most;
  }

  /** Whether there has been a queue for a while that does not become shorter. */
  #isOverloaded(now: number): boolean {
    return (
      now - this.#queuedSince >= this.#maxWaitMs && this.#flow.rateComing(now) >= this.#flow.rateLetIn(now)
    );
  }

  #isFull(now: number): boolean {
    if (this.#waitingCount >= this.#maxInFlight) return true;
    if (!this.#isOverloaded(now)) return false;
    return this.#waitingCount > this.#flow.rateLetIn(now) * this.#maxWaitMs * EXPECTED_SHARE;
  }

  #look(): void {
    this.#limit?.look(this.#inFlight);
    for (const own of this.#waiting.values())
      for (const one of own) if (one.deadline?.isOver) this.#dismiss(one, null);
    this.#giveOut();
    this.#timer = this.#waitingCount === 0 ? null : setTimeout(() => this.#look(), LOOK_MS);
  }
}
