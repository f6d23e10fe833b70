import type { Database } from '../../../platform/database/database.ts';
import type { Transaction } from '../../../platform/database/transactions/transaction.ts';
import type { Log } from '../../../platform/process/logging/logging.ts';
import { nextRange, type Quantos, type Range, type RecountLimits, recountStep } from './recount.ts';

const LIMITS: RecountLimits = { produtos: 500, aquisicoes: 250_000 };

/** Keeps the numbers of purchases right, some products at a time, and says when one was wrong. */
export async function keepContagem(database: Database, log: Log): Promise<void> {
  const corrected = await recountContagem(database);
  if (corrected > 0) log.warn({ produtos: corrected }, 'numbers of purchases corrected');
}

/**
 * Compares the numbers of the next products with their purchases and corrects what is wrong: a release that does not
 * count yet may have run beside this one. Where one call ends the next one goes on, whichever process makes it, and
 * after the last product it begins again. Does nothing while another process recounts. Gives how many products it has corrected.
 *
 * It is exact beside writers, and makes none of them wait for its counting. One statement reads purchases and numbers
 * from one snapshot, in which every transaction that counts has either both of its changes or neither: what differs
 * there was left uncounted, and writers who count do not change by how much. Only recounts do, and a lease keeps one
 * at work at a time, on all nodes of a cluster; so adding the difference later is as good as adding it at once.
 */
export async function recountContagem(database: Database, limits = LIMITS): Promise<number> {
  const corrected = await recountStep(database, 'recontagem', async (transaction) => {
    const [position] = await transaction.read<{ after: string }>(
      'SELECT ate_produto AS after FROM recontagem WHERE id = 1',
      [],
    );
    if (!position) throw new Error('the row of recounts is gone although nothing deletes it');
    const range = await nextRange(transaction, position.after, limits);
    const uncounted = await findUncounted(transaction, range, limits);
    for (const { produtoId, quantos } of uncounted) {
      await transaction.write(
        'INSERT INTO produto_contagem (id_produto, fatia, quantos) VALUES (?, 0, ?) ON DUPLICATE KEY UPDATE quantos = quantos + CAST(? AS SIGNED)',
        [produtoId, quantos, quantos],
      );
    }
    // As many as the limit: there may be more of them in the range.
    const last = uncounted.length === limits.produtos ? uncounted.at(-1)?.produtoId : undefined;
    const reached = last ?? (range.isLast ? '0' : range.until);
    await transaction.write(
      'UPDATE recontagem SET ate_produto = ?, corrigidos = corrigidos + CAST(? AS UNSIGNED) WHERE id = 1',
      [reached, String(uncounted.length)],
    );
    return uncounted.length;
  });
  return corrected ?? 0;
}

/** The products of a range whose number is wrong, and by how much, all from one snapshot. */
async function findUncounted(
  transaction: Transaction,
  { after, until }: Range,
  { produtos }: RecountLimits,
): Promise<Quantos[]> {
  return await transaction.read<Quantos>(
    `SELECT id_produto AS produtoId, SUM(diferenca) AS quantos FROM (
       SELECT id_produto, COUNT(*) AS diferenca FROM inventario
         WHERE id_produto > ? AND id_produto <= ? GROUP BY id_produto
       UNION ALL
       SELECT id_produto, -quantos FROM produto_contagem WHERE id_produto > ? AND id_produto <= ?
     ) AS ambos GROUP BY id_produto HAVING SUM(diferenca) <> 0 ORDER BY id_produto LIMIT ${produtos}`,
    [after, until, after, until],
  );
}
