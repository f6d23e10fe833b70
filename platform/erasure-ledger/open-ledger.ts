import { fileURLToPath } from 'node:url';
import { fileLedger } from './file-ledger.ts';
import type { ErasureLedger } from './ledger.ts';
import { tableLedger } from './table-ledger.ts';

/** Opens the ledger of a URL, `file:///folder/erasures.log` or `mysql://...`; reads and writes nothing yet. */
export function openErasureLedger(url: string, ca: string | null = null): ErasureLedger {
  return url.startsWith('file:') ? fileLedger(fileURLToPath(url)) : tableLedger(url, ca);
}
