import type { Database } from '../../../platform/database/database.ts';
import { tryLease } from '../../../platform/database/housekeeping/lease.ts';
import type { Transaction } from '../../../platform/database/transactions/transaction.ts';

/** Of one step of a recount, so that it takes a fraction of a second. */
export interface RecountLimits {
  produtos: number;
  /** Purchases to count; a product that has more is counted alone. */
  aquisicoes: number;
}

const HIGHEST_ID = '18446744073709551615';

/**
 * Runs one step of a recount in a transaction, on all nodes of a cluster one at a time: only recounts change by how much a number
 * is wrong. Null while another process is at it.
 *
 * @param nome of the lease
 */
export async function recountStep<Result>(
  database: Database,
  nome: string,
  step: (transaction: Transaction) => Promise<Result>,
): Promise<Result | null> {
  await using lease = await tryLease(database, nome);
  if (!lease) return null;
  return await database.transaction(async (transaction) => {
    // First: who has had the lease before has committed its corrections by then, or never will.
    await lease.fence(transaction);
    return await step(transaction);
  });
}

/** Ids of products, `after` not included. */
export interface Range {
  after: string;
  until: string;
  /** Whether no product comes after it. */
  isLast: boolean;
  /** Purchases in it, as the numbers tell: more than the limit where one product has more. */
  aquisicoes: number;
}

/** A product, and a number of purchases. */
export interface Quantos {
  produtoId: string;
  quantos: string;
}

/** The products that one recount looks at: how many they are and have, the numbers tell nearly enough. */
export async function nextRange(
  transaction: Transaction,
  after: string,
  { produtos, aquisicoes }: RecountLimits,
): Promise<Range> {
  const next = await transaction.read<Quantos>(
    `SELECT id_produto AS produtoId, SUM(quantos) AS quantos FROM produto_contagem WHERE id_produto > ? GROUP BY id_produto ORDER BY id_produto LIMIT ${produtos}`,
    [after],
  );
  let aquisicoesSoFar = 0;
  let until: string | null = null;
  for (const { produtoId, quantos } of next) {
    const withThis = aquisicoesSoFar + Number(quantos);
    if (until !== null && withThis > aquisicoes) {
      return { after, until, isLast: false, aquisicoes: aquisicoesSoFar };
    }
    until = produtoId;
    aquisicoesSoFar = withThis;
  }
  const isLast = until === null || next.length < produtos;
  return {
    after,
    until: isLast || until === null ? HIGHEST_ID : until,
    isLast,
    aquisicoes: aquisicoesSoFar,
  };
}
