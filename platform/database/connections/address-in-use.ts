import type { Pool, PoolConnection } from 'mysql2';
import type { AddressOptions } from './connection-options.ts';
import { askHealth } from './database-health.ts';
import { ConnectionError, type PooledConnection } from './pooled-connection.ts';

/** Which address a connection was opened to: mysql2 copies this to each from what stands for all. */
const ADDRESS = Symbol('address');

/** Which of a pool's addresses a connection was opened to; the one in use may be another one by now. */
export function addressOf(raw: PoolConnection): number {
  // What `pointTo` has set, or nothing where there is only one.
  return (raw.config as { [ADDRESS]?: number })[ADDRESS] ?? 0;
}

/**
 * Which of a pool's addresses is used: one that takes writes, and without such a one the one that was used before, for
 * reads. Of an only one nothing is asked.
 */
export class AddressInUse {
  /** The address that is used for reads although none takes writes. */
  readOnlyAt: number | null = null;
  /** Whether there is no other one. */
  readonly isOnly: boolean;
  #at = 0;
  readonly #raw: Pool;
  readonly #options: readonly AddressOptions[];
  /** Of several addresses: the connections that lead to one that takes writes. */
  readonly #primaries = new WeakSet<PooledConnection>();

  /** @param options of each address */
  constructor(raw: Pool, options: readonly AddressOptions[]) {
    this.#raw = raw;
    this.#options = options;
    this.isOnly = options.length === 1;
    if (!this.isOnly) this.pointTo(0);
  }

  /** Which address new connections lead to. */
  get at(): number {
    return this.#at;
  }

  /** Connections that are opened from now on lead to this address. */
  pointTo(at: number): void {
    this.readOnlyAt = null;
    this.#at = at;
    // mysql2 makes each new connection from what stands here; its types name only what a pool was made with.
    const { connectionConfig } = this.#raw.config as { connectionConfig?: object };
    if (!connectionConfig) throw new Error('mysql2 keeps the address of new connections elsewhere');
    Object.assign(connectionConfig, this.#options[at], { [ADDRESS]: at });
  }

  /** Connections that are opened from now on lead to the next address, unless others have moved on already. */
  moveOn(from: number): void {
    if (this.#at !== from || this.isOnly) return;
    this.pointTo((from + 1) % this.#options.length);
  }

  /** The same to this address, which takes no writes, as none does. */
  readFrom(at: number): void {
    this.pointTo(at);
    this.readOnlyAt = at;
  }

  /** Whether a connection may be used; of several addresses those that take writes, and without one of these for reads. */
  accepts(connection: PooledConnection): boolean {
    return this.isOnly || this.#primaries.has(connection) || connection.address === this.readOnlyAt;
  }

  /** Notes that a connection leads to a server that takes writes. */
  notePrimary(connection: PooledConnection): void {
    this.#primaries.add(connection);
  }

  /**
   * Null when a connection leads to a server that takes writes, or why not: the error by which nobody knows.
   *
   * @param withinMs how long the server may take to say so; the connection ends then
   */
  async whyNotPrimary(connection: PooledConnection, withinMs: number): Promise<'read only' | Error | null> {
    const timer = setTimeout(() => connection.destroy(), withinMs);
    try {
      const health = await askHealth(connection);
      if (health !== 'ready') return 'read only';
      this.notePrimary(connection);
      return null;
    } catch (error) {
      connection.destroy();
      return error instanceof Error ? error : new ConnectionError('NOT_CONNECTED', error);
    } finally {
      clearTimeout(timer);
    }
  }
}
