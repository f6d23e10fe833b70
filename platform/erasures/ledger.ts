import { fileURLToPath } from 'node:url';
import { fileLedger } from './file-ledger.ts';
import { tableLedger } from './table-ledger.ts';

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

/** Opens the ledger of a URL, `file:///folder/erasures.log` or `mysql://...`; reads and writes nothing yet. */
export function openErasureLedger(url: string, ca: string | null = null): ErasureLedger {
  return url.startsWith('file:') ? fileLedger(fileURLToPath(url)) : tableLedger(url, ca);
}
