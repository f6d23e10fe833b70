import { DeadlineExceeded } from '../../errors/client-errors.ts';
import type { Deadline } from '../../process/deadlines/deadline.ts';
import type { ConnectionPool } from './connection-pool.ts';
import type { PooledConnection } from './pooled-connection.ts';

/**
 * A statement that reads for a request with a deadline. When that is over, the request hears of it at once, and the
 * server is told to stop.
 */
export class AwaitedStatement {
  readonly #pool: ConnectionPool;
  readonly #connection: PooledConnection;
  readonly #deadline: Deadline;
  readonly #reject: (error: Error) => void;
  readonly #timer: NodeJS.Timeout | null;
  #interruption: Promise<void> | null = null;

  /** @param reject told that the deadline is over */
  constructor(
    pool: ConnectionPool,
    connection: PooledConnection,
    deadline: Deadline,
    reject: (error: Error) => void,
  ) {
    this.#pool = pool;
    this.#connection = connection;
    this.#deadline = deadline;
    this.#reject = reject;
    const { timeLeft } = deadline;
    // A statement that takes longer ends anyway, so that most need no timer.
    this.#timer = timeLeft < pool.statementTimeoutMs ? setTimeout(this.#giveUp, timeLeft) : null;
    deadline.onCancel(this.#giveUp);
  }

  /** Whether the deadline was over before the answer. */
  get isGivenUp(): boolean {
    return this.#interruption !== null;
  }

  /** The server has answered, or the connection is lost: gives it back. */
  end(): void {
    this.#leave();
    if (this.#interruption === null) this.#connection.release();
    // It never fails.
    else void this.#interruption.then(() => this.#connection.releaseInterrupted());
  }

  readonly #giveUp = (): void => {
    this.#leave();
    this.#interruption = this.#pool.interrupt(this.#connection);
    this.#reject(new DeadlineExceeded());
  };

  #leave(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#deadline.offCancel(this.#giveUp);
  }
}
