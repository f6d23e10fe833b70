import { StartError } from '../process/ending/start-error.ts';

/** The error for a ledger that was changed or damaged: whom it names may not be all that were erased. */
export class LedgerDamaged extends StartError {
  constructor(where: string, why: string) {
    super(
      `The ledger of erasures ${where} ${why}. Put a copy of it back that is whole; what was erased since is added to it with \`backup ledger fill\`, which asks the schemas.`,
    );
  }
}
