/** What is wrong with the audit, and where. */
export type AuditFinding =
  /** A row is not as it was written, or stands in place of another. */
  | { kind: 'changed row'; cadeia: string; posicao: string }
  | { kind: 'missing row'; cadeia: string; posicao: string }
  /** A row that nobody has written: beyond the end of its chain, or twice at one place. */
  | { kind: 'inserted row'; cadeia: string; posicao: string }
  /** Rows of a chain that there is not. */
  | { kind: 'rows of no chain'; cadeia: string }
  /** What says where a chain ends is not as it was signed. */
  | { kind: 'changed end'; cadeia: string }
  | { kind: 'missing chain'; cadeia: string }
  /** What says whose the entries with a digest are is not as it was written. */
  | { kind: 'changed customer'; titular: string }
  /** Nothing says any more whose the entries of a customer are who has not been erased. */
  | { kind: 'missing customer'; cliente: string }
  /** Entries have a digest that leads to nobody, and no erasure has signed it. */
  | { kind: 'unknown customer'; titular: string }
  /** A tombstone says that a customer was erased, and no erasure has signed it: later entries lead to nobody. */
  | { kind: 'unsigned erasure'; cliente: string }
  /** A row that the list of somebody in it does not lead to any more. */
  | { kind: 'hidden row'; cadeia: string; posicao: string }
  /** What says how many chains there are is not as it was signed, or is gone. */
  | { kind: 'changed count of chains' };

/** Takes a finding; false where there is room for no more. */
export type Find = (finding: AuditFinding) => boolean;
