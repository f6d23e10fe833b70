/** How a pool connects, and how long its users wait. */
export interface PoolOptions {
  /**
   * `mysql://user:password@host:port/schema`, on several hosts as `databaseAddresses` has it. One of them is used: the
   * next one when it takes no connections any more, or no writes.
   */
  url: string;
  /** Certificates of authorities, PEM: the server has to show one of theirs, for the host that the URL names. */
  ca?: string | null;
  /** Connections at most. */
  poolSize: number;
  /** How long one statement may take, milliseconds; by default 8 s, which is less than a router waits. */
  statementTimeoutMs?: number;
  /** How long to wait for a connection, milliseconds; by default 3 s. */
  acquireTimeoutMs?: number;
  /** How old a connection becomes, milliseconds; by default 5 min. */
  maxAgeMs?: number;
  /** Whether the schema has the table `transacao` (commit-marker-table.ts), by which an unanswered COMMIT is found out; by default not. */
  leavesTraces?: boolean;
}
