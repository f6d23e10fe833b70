import { Counter, type Registry } from 'prom-client';
import { BoundedLines } from '../../platform/process/files/bounded-lines.ts';
import type { Log } from '../../platform/process/logging/logging.ts';
import { addressBlock } from '../auth/guesses/address-block.ts';
import type { LoginRefusal } from '../auth/login/basic-auth.ts';

/** More than a person mistypes and probes ask, and few enough to be kept when a crowd of strangers comes. */
const PER_ADDRESS = 10;
const IN_ALL = 50;
/** Of lines that say little, which must take no room from those that matter. */
const IN_ALL_OF_LITTLE = 20;

/** What lines can be about that whoever has not logged in causes. */
type About = 'logins' | 'requests' | 'answered requests';

/** Bounds the lines in the log that whoever has not logged in can cause: so many in a second of each address and in all. */
export class StrangerLines implements Disposable {
  /** Refused logins that name a user. */
  readonly #named: BoundedLines;
  /** The first of each user in a second, whatever is written of others: nobody hides guesses at one behind a crowd. */
  readonly #ofUsers: BoundedLines;
  /** Refused logins without a user. */
  readonly #malformed: BoundedLines;
  readonly #refused: BoundedLines;
  /** Preflights and health. */
  readonly #answered: BoundedLines;

  constructor(log: Log) {
    const leftOut: Readonly<Record<About, (leftOut: number, by: object) => void>> = {
      logins: (leftOut, byReason) => log.warn({ audit: 'logins refused', leftOut, byReason }, 'audit'),
      requests: (leftOut, byStatus) => log.warn({ leftOut, byStatus }, 'requests of strangers'),
      'answered requests': (leftOut, byStatus) =>
        log.info({ leftOut, byStatus }, 'answered requests of strangers'),
    };
    const bounded = (about: About, inAll: number, perSource = PER_ADDRESS) =>
      new BoundedLines({ perSource, inAll, onLeftOut: leftOut[about] });
    this.#named = bounded('logins', IN_ALL);
    this.#ofUsers = bounded('logins', IN_ALL, 1);
    this.#malformed = bounded('logins', IN_ALL_OF_LITTLE);
    this.#refused = bounded('requests', IN_ALL);
    this.#answered = bounded('answered requests', IN_ALL_OF_LITTLE);
  }

  /** Whether a refused login is to be written now; `user` is the name that was tried, null when there was none to read. */
  admitsLogin(address: string, user: string | null, reason: LoginRefusal): boolean {
    const block = addressBlock(address);
    if (user === null) return this.#malformed.admits(block, reason);
    return this.#ofUsers.takes(user) || this.#named.admits(block, reason);
  }

  /** Whether a request is to be written now. */
  admitsRequest(address: string, status: number): boolean {
    return (status < 400 ? this.#answered : this.#refused).admits(addressBlock(address), `${status}`);
  }

  /** Lines that were not written, since the start. */
  get leftOut(): Readonly<Record<About, number>> {
    return {
      logins: this.#named.leftOut + this.#malformed.leftOut,
      requests: this.#refused.leftOut,
      'answered requests': this.#answered.leftOut,
    };
  }

  [Symbol.dispose](): void {
    for (const lines of [this.#named, this.#ofUsers, this.#malformed, this.#refused, this.#answered])
      lines[Symbol.dispose]();
  }
}

/** Adds how many lines were left out. */
export function measureStrangerLines(registry: Registry, lines: StrangerLines): void {
  new Counter({
    name: 'router_log_lines_left_out_total',
    help: 'Lines about whoever had not logged in that were not written, because there were too many.',
    labelNames: ['about'],
    registers: [registry],
    collect() {
      this.reset();
      for (const [about, count] of Object.entries(lines.leftOut)) this.inc({ about }, count);
    },
  });
}
