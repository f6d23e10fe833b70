import { StartError } from '../process/ending/start-error.ts';

/** The error for a ledger that is not where it should be: that is no ledger without erasures. */
export class LedgerMissing extends StartError {
  constructor(where: string) {
    super(
      `The ledger of erasures ${where} is not there. See whether ERASURE_LEDGER_URL is right and its storage is mounted, or put a copy back; \`backup ledger fill\` makes a new one of what the schemas remember.`,
    );
  }
}
