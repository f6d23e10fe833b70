import { openErasureLedger } from '../../platform/erasure-ledger/open-ledger.ts';

/** Records erasures in the ledger of the first argument until one fails, and prints the ids of those that were kept. */
// A write beyond the limit of the process has to fail, as one on a full disk, and not to end it.
process.on('SIGXFSZ', () => {});
await using ledger = openErasureLedger(process.argv[2] ?? '');
const kept: number[] = [];
try {
  for (let id = 1; id <= 60; id += 1) {
    await ledger.record({ tipo: 'Cliente', id: String(id) });
    kept.push(id);
  }
} catch {}
console.log(JSON.stringify(kept));
