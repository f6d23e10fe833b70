import type { PooledConnection } from './pooled-connection.ts';

/** Connections that statements are ended over. */
export interface InterruptionPool {
  connection(): Promise<PooledConnection>;
  destroy(): void;
  close(): Promise<void>;
}

/**
 * Ends statements that nobody waits for any more, by KILL QUERY over a connection of its own: a server
 * does not notice that a client has gone before it answers.
 */
export class StatementInterrupter {
  readonly #open: () => InterruptionPool;
  #pool: InterruptionPool | null = null;
  #closed = false;

  /** @param open opens a pool of one connection to the same server; it is opened when it is first needed */
  constructor(open: () => InterruptionPool) {
    this.#open = open;
  }

  /**
   * Ends what a connection's server does for it, and resolves when that can hit no later statement. Where the way to the
   * server is lost, or leads to another one, the statement goes on until the server's own limit. Where it is not known
   * whether the server has got the order, the connection is ended, so that a late one hits nobody.
   */
  async interrupt(connection: PooledConnection): Promise<void> {
    // Whatever is opened now nobody would close.
    if (this.#closed) return connection.destroy();
    this.#pool ??= this.#open();
    // Before the way to the server is taken, which others wait for.
    const session = await connection.session;
    const own = await this.#pool.connection().catch(() => null);
    if (!own) return;
    const ownSession = await own.session;
    // Behind one address there may be several servers, each of which counts for itself.
    const isSame = session !== null && session.server === ownSession?.server;
    if (isSame && connection.isBusy) {
      await own.query(`KILL QUERY ${session.id}`).catch((error: object) => {
        if (!isOfServer(error)) connection.destroy();
      });
    }
    own.release();
  }

  destroy(): void {
    this.#closed = true;
    this.#pool?.destroy();
  }

  async close(): Promise<void> {
    this.destroy();
    await this.#pool?.close();
  }
}

/** Whether the server has answered, such as that there is no such connection any more. */
function isOfServer(error: object): boolean {
  return 'sqlState' in error;
}
