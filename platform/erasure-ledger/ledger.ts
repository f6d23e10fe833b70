/** An entity that was erased for good. */
export interface Erasure {
  /** As events and references call it, such as `Cliente`. */
  tipo: string;
  id: string;
}

/** How far a ledger had come. */
export interface LedgerHead {
  /** How many erasures it had. */
  count: number;
  /** The SHA-256 of the last line; null before the first, and for a table in a manifest of a release before. */
  digest: string | null;
}

/** Where erasures are kept outside the schemas; nothing is ever taken out of it. Readers throw LedgerMissing where there is none. */
export interface ErasureLedger extends AsyncDisposable {
  /** Makes one without erasures where there is none. */
  create(): Promise<void>;
  /** Resolves when the erasure is kept for good; makes the ledger where there is none. Once more is as good as once. */
  record(erasure: Erasure): Promise<void>;
  /** The ids of one kind, in whatever order, some of them more than once. Throws LedgerDamaged. */
  read(tipo: string): AsyncIterable<string>;
  /** Throws LedgerDamaged. */
  head(): Promise<LedgerHead>;
  /** Whether this is the ledger of that head, with everything that it had. Throws LedgerDamaged. */
  includes(head: LedgerHead): Promise<boolean>;
}
