/** Whether and how requests that were answered are reported. */
export interface AccessConfig {
  /** The subgraph that they are reported to. */
  subgraph: string;
  /** How long one waits at most before it is there, or spilled, milliseconds. */
  flushMs: number;
  /** Folder for what the subgraph does not take now; null keeps it in memory. */
  spillDir: string | null;
  /** How much may wait there, bytes. */
  spillMaxBytes: number;
  /** How often it is told how the graph is, milliseconds; 0 never tells. */
  healthReportMs: number;
  /** What the audit of accesses to personal data is about. */
  personal: {
    /** Names of `@tag`. */
    tags: readonly string[];
    /** The type of the people whose data that is. */
    person: string;
  };
}
