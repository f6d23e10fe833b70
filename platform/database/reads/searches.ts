import { DeadlineExceeded, ExpectedError } from '../../errors/client-errors.ts';
import type { Deadline } from '../../process/deadlines/deadline.ts';
import type { Database } from '../database.ts';
import type { ReadBounds } from '../statements/reading-request.ts';
import type { SqlParam } from '../statements/statements.ts';

/**
 * Runs searches, statements whose time grows with the table: few at once, so that they never hold all connections, and
 * each for a limited time, after which the server itself ends it.
 */
export interface Searches {
  /**
   * Runs one statement that begins with SELECT. Throws DATABASE_UNAVAILABLE, to try again, when too many searches are
   * under way or it takes too long.
   */
  read<Row>(sql: string, params: readonly SqlParam[], bounds?: ReadBounds | null): Promise<Row[]>;
}

/** How much searches may take of a server at once. */
export interface SearchLimits {
  /** Searches at once, each of which holds a connection. */
  running: number;
  /** Searches that wait for another one to end. */
  waiting: number;
  /** How long one waits, milliseconds. */
  waitMs: number;
  /** How long the server works on one, milliseconds. */
  statementMs: number;
}

/** Of ten connections three; waiting and working together end before the router gives up on the subgraph. */
const LIMITS: SearchLimits = { running: 3, waiting: 20, waitMs: 2_000, statementMs: 5_000 };

/** What servers say of a statement that they have ended for its time: MariaDB, MySQL. */
const STATEMENT_TIMEOUTS: ReadonlySet<unknown> = new Set([1969, 3024]);

/** Searches on a database, within limits of their own. */
export function searchesOn(database: Pick<Database, 'read'>, limits: SearchLimits = LIMITS): Searches {
  const turns = new Turns(limits);
  const limited = limitedSelect(limits.statementMs);
  return {
    async read<Row>(sql: string, params: readonly SqlParam[], bounds: ReadBounds | null = null) {
      await turns.take(bounds?.deadline ?? null);
      try {
        // Who asked may be gone long before the server has ended the search: until then its turn is not another's.
        return await database.read<Row>(limited(sql), params, bounds, (isCertain) =>
          isCertain ? turns.giveBack() : turns.giveBackLater(),
        );
      } catch (error) {
        throw hasTimedOut(error)
          ? tryAgain('The search took too long; try again later, or with more words.')
          : error;
      }
    },
  };
}

/** Puts a time limit on a SELECT, for each server in its own way: the other's is a comment to it. */
function limitedSelect(ms: number): (sql: string) => string {
  const start = `/*M! SET STATEMENT max_statement_time = ${ms / 1_000} FOR */ SELECT /*+ MAX_EXECUTION_TIME(${ms}) */`;
  return (sql) => sql.replace(/^SELECT\b/, start);
}

/** Counts what is at work: some go on at a time and some wait, first come, first served. */
class Turns {
  readonly #limits: SearchLimits;
  readonly #waiting = new Set<() => void>();
  #running = 0;

  constructor(limits: SearchLimits) {
    this.#limits = limits;
  }

  /**
   * Resolves when it is the caller's turn, who gives it back afterwards. Throws when that would take too long, or longer
   * than until the deadline.
   */
  take(deadline: Deadline | null): Promise<void> {
    if (deadline?.isOver) return Promise.reject(new DeadlineExceeded());
    if (this.#running < this.#limits.running) {
      this.#running += 1;
      return Promise.resolve();
    }
    if (this.#waiting.size >= this.#limits.waiting) return Promise.reject(tooMany());
    return new Promise((resolve, reject) => {
      const timeLeft = deadline?.timeLeft ?? Number.POSITIVE_INFINITY;
      const { waitMs } = this.#limits;
      const goOn = () => {
        clearTimeout(timer);
        deadline?.offCancel(leave);
        resolve();
      };
      const giveUp = (error: Error) => {
        clearTimeout(timer);
        deadline?.offCancel(leave);
        this.#waiting.delete(goOn);
        reject(error);
      };
      const leave = () => giveUp(new DeadlineExceeded());
      const timer = setTimeout(
        () => giveUp(timeLeft < waitMs ? new DeadlineExceeded() : tooMany()),
        Math.min(waitMs, timeLeft),
      );
      this.#waiting.add(goOn);
      deadline?.onCancel(leave);
    });
  }

  giveBack(): void {
    const [next] = this.#waiting;
    if (next === undefined) {
      this.#running -= 1;
      return;
    }
    // The turn passes on, so that nobody who comes now is served first.
    this.#waiting.delete(next);
    next();
  }

  /** The same when the server's own limit for a search has passed. */
  giveBackLater(): void {
    setTimeout(() => this.giveBack(), this.#limits.statementMs).unref();
  }
}

function tooMany(): ExpectedError {
  return tryAgain('Too many searches are under way; try again later.');
}

function tryAgain(message: string): ExpectedError {
  return new ExpectedError('DATABASE_UNAVAILABLE', message, { retryable: true });
}

function hasTimedOut(error: unknown): boolean {
  return error instanceof Error && 'errno' in error && STATEMENT_TIMEOUTS.has(error.errno);
}
