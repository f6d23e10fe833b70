/** An entity that was erased for good. */
export interface Erasure {
  /** As events and references call it, such as `Cliente`. */
  tipo: string;
  id: string;
}

/** Where erasures are kept outside the schemas; nothing is ever taken out of it. */
export interface ErasureLedger extends AsyncDisposable {
  /** Resolves when the erasure is kept for good. Once more is as good as once. */
  record(erasure: Erasure): Promise<void>;
  /** The ids of one kind, in whatever order, some of them more than once. Throws LedgerDamaged. */
  read(tipo: string): AsyncIterable<string>;
}
