import type { Database } from '../../../platform/database/database.ts';
import type { Transaction } from '../../../platform/database/transactions/transaction.ts';
import type { Signatures } from './audit-chain.ts';
import { findUnknownResumos, signExcluido } from './excluido-store.ts';
import { findUnsignedTombstones, signTombstone } from './tombstone-store.ts';

/** What was accepted, and what was left. */
export interface Accepted {
  accepted: number;
  /** They are of later. */
  left: number;
}

/**
 * Signs as erased, as far as they are from before an instant, the digests that lead to nobody, by their last entries, and the tombstones that
 * nobody has signed: releases before did not sign erasures. Whoever calls it says that nobody else has taken the customers away.
 */
export async function acceptErasures(
  database: Database,
  signatures: Signatures,
  before: Date,
): Promise<{ digests: Accepted; tombstones: Accepted }> {
  const digests = await accept(findUnknownResumos(database, signatures), {
    isLater: ({ ultimo }) => ultimo >= before,
    sign: (transaction, { resumo }) => signExcluido(transaction, signatures, resumo),
  });
  const tombstones = await accept(findUnsignedTombstones(database, signatures), {
    isLater: ({ apagadoEm }) => apagadoEm >= before,
    sign: (transaction, { clienteId }) => signTombstone(transaction, signatures, clienteId),
  });
  return { digests, tombstones };

  async function accept<Unsigned>(
    unsigned: AsyncIterable<Unsigned>,
    {
      isLater,
      sign,
    }: {
      isLater(one: Unsigned): boolean;
      sign(transaction: Transaction, one: Unsigned): Promise<void>;
    },
  ): Promise<Accepted> {
    const done: Accepted = { accepted: 0, left: 0 };
    for await (const one of unsigned) {
      if (isLater(one)) {
        done.left += 1;
        continue;
      }
      await database.transaction((transaction) => sign(transaction, one));
      done.accepted += 1;
    }
    return done;
  }
}
