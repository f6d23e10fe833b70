import type { Deadline } from '../../../platform/process/deadlines/deadline.ts';

/** The error when more passwords are waiting to be checked than can be in reasonable time. */
export class TooBusyError extends Error {
  constructor() {
    super('Too many logins at once; try again in a moment.');
    this.name = 'TooBusyError';
  }
}

/** Who wants a password checked. */
export interface Guesser {
  /** What counts as one client: an address block, or a user at one from which the user has logged in. */
  block: string;
  /** Wrong credentials that it has sent a short while ago; below zero for who is to go before newcomers. */
  failures: number;
}

/** What a check costs and for how long it is waited for. */
export interface Wait {
  /** That it computes at most. */
  hashes: number;
  /** Null where nobody has said. */
  deadline: Deadline | null;
}

/** Of the four threads that Node has for such work, files and names of hosts need some too. */
const MAX_RUNNING = 2;
/** Hashing takes a core for a fraction of a second; waiting behind this many is some seconds. */
const MAX_HASHING = 32;

interface Waiting extends Guesser {
  hashes: number;
  start: () => void;
  giveUp: (reason: TooBusyError) => void;
}

/**
 * Runs a few hashes at a time. Whoever has sent fewest wrong credentials is next, those with as many in the order in
 * which they came; when the queue is full, the one who has sent most gives way.
 */
export class HashingQueue {
  readonly #waiting: Waiting[] = [];
  #running = 0;

  /**
   * Throws TooBusyError when there is no place; the promise is rejected with one when the place is lost, to another one or
   * because the deadline has passed or the client has gone.
   */
  run<Result>(
    { block, failures }: Guesser,
    hash: () => Promise<Result>,
    { hashes, deadline }: Wait,
  ): Promise<Result> {
    if (deadline?.isOver) throw new TooBusyError();
    // Each waiting hash counts as a wrong one: it may be, and one client must not take all places.
    const pending = this.#waiting.filter((one) => one.block === block);
    const guesser = { block, failures: pending.reduce((sum, one) => sum + one.hashes, failures) };
    if (this.#running + this.#waiting.length >= MAX_HASHING) this.#makeRoomFor(guesser);
    return new Promise<Result>((resolve, reject) => {
      const start = () => {
        this.#running += 1;
        hash()
          .then(resolve, reject)
          .finally(() => {
            this.#running -= 1;
            this.#next();
          });
      };
      if (this.#running < MAX_RUNNING) start();
      else this.#wait({ ...guesser, hashes, start, giveUp: reject }, deadline);
    });
  }

  #wait(one: Waiting, deadline: Deadline | null): void {
    if (deadline === null) {
      this.#waiting.push(one);
      return;
    }
    const stopListening = () => {
      clearTimeout(timer);
      deadline.offCancel(leave);
    };
    const waiting = {
      ...one,
      start: () => {
        stopListening();
        one.start();
      },
      giveUp: (reason: TooBusyError) => {
        stopListening();
        one.giveUp(reason);
      },
    };
    const leave = () => {
      this.#waiting.splice(this.#waiting.indexOf(waiting), 1);
      waiting.giveUp(new TooBusyError());
    };
    const timer = setTimeout(leave, deadline.timeLeft);
    deadline.onCancel(leave);
    this.#waiting.push(waiting);
  }

  #makeRoomFor({ failures }: Guesser): void {
    const last = this.#waiting.findLast((one) => one.failures === Math.max(...this.#failures()));
    if (!last || last.failures <= failures) throw new TooBusyError();
    this.#waiting.splice(this.#waiting.indexOf(last), 1);
    last.giveUp(new TooBusyError());
  }

  #next(): void {
    const first = this.#waiting.find((one) => one.failures === Math.min(...this.#failures()));
    if (!first) return;
    this.#waiting.splice(this.#waiting.indexOf(first), 1);
    first.start();
  }

  #failures(): number[] {
    return this.#waiting.map(({ failures }) => failures);
  }
}
