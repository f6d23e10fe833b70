import type { Database } from '../../platform/database/database.ts';
import { tryLease } from '../../platform/database/housekeeping/lease.ts';
import { JoinedReads } from '../../platform/database/reads/joined-reads.ts';
import type { ReadBounds } from '../../platform/database/statements/reading-request.ts';
import { padWithLast, perSize, placeholders } from '../../platform/database/statements/sql-text.ts';
import type { Transaction } from '../../platform/database/transactions/transaction.ts';

/**
 * All SQL on `produto_contagem`, the number of purchases of each product, and on `recontagem`. Every transaction that
 * records or deletes a purchase changes that product's number too. The number is a sum of slices, and each change takes
 * one at random, so that purchases of a popular product seldom wait for each other.
 */
export interface ContagemStore {
  /** The number of purchases of each product; one that never had any may be missing. */
  findByProdutoIds(
    produtoIds: readonly string[],
    request: ReadBounds,
  ): Promise<{ id: string; count: string }[]>;
  /** Counts a purchase that the transaction records. Called last: it locks what other purchases need too. */
  add(transaction: Transaction, produtoId: string): Promise<void>;
  /** Counts a purchase that the transaction deletes. Called last, as `add` is. */
  subtract(transaction: Transaction, produtoId: string): Promise<void>;
  /**
   * Compares the numbers of the next products with their purchases and corrects what is wrong: a release that does not
   * count yet may have run beside this one. Where one call ends the next one goes on, whichever process makes it, and
   * after the last product it begins again. Does nothing while another process recounts.
   *
   * It is exact beside writers, and makes none of them wait for its counting. One statement reads purchases and numbers
   * from one snapshot, in which every transaction that counts has either both of its changes or neither: what differs
   * there was left uncounted, and writers who count do not change by how much. Only recounts do, and a lease keeps one
   * at work at a time, on all nodes of a cluster; so adding the difference later is as good as adding it at once.
   *
   * @returns how many products it has corrected
   */
  recount(limits?: RecountLimits): Promise<number>;
}

/** Of one recount, so that it takes a fraction of a second. */
export interface RecountLimits {
  produtos: number;
  /** Purchases to count; a product that has more is counted alone. */
  aquisicoes: number;
}

const LIMITS: RecountLimits = { produtos: 500, aquisicoes: 250_000 };

/** How many changes of one product's number can be under way at once. */
const FATIAS = 8;
const HIGHEST_ID = '18446744073709551615';

const SELECT_BY_PRODUTO_IDS = perSize(
  (size) =>
    // Below zero it can only be while purchases are deleted that another release did not count.
    `SELECT id_produto AS id, GREATEST(SUM(quantos), 0) AS count FROM produto_contagem WHERE id_produto IN (${placeholders(size)}) GROUP BY id_produto`,
);

const ADD =
  'INSERT INTO produto_contagem (id_produto, fatia, quantos) VALUES (?, ?, 1) ON DUPLICATE KEY UPDATE quantos = quantos + 1';
const SUBTRACT =
  'INSERT INTO produto_contagem (id_produto, fatia, quantos) VALUES (?, ?, -1) ON DUPLICATE KEY UPDATE quantos = quantos - 1';

/** The store of how many purchases each product has. */
export function contagemStore(database: Database): ContagemStore {
  const counts = new JoinedReads<{ id: string; count: string }>(database, ({ id }) => id);
  return {
    findByProdutoIds(produtoIds, request) {
      const read = (ids: readonly string[], bounds: ReadBounds) => {
        const keys = padWithLast(ids);
        return database.read<{ id: string; count: string }>(SELECT_BY_PRODUTO_IDS(keys.length), keys, bounds);
      };
      return counts.read({ alike: '', keys: produtoIds, request, read });
    },

    async add(transaction, produtoId) {
      await transaction.write(ADD, [produtoId, anySlice()]);
    },

    async subtract(transaction, produtoId) {
      await transaction.write(SUBTRACT, [produtoId, anySlice()]);
    },

    async recount(limits = LIMITS) {
      await using lease = await tryLease(database, 'recontagem');
      if (!lease) return 0;
      return await database.transaction(async (transaction) => {
        // First: who has had the lease before has committed its corrections by then, or never will.
        await lease.fence(transaction);
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
    },
  };
}

function anySlice(): number {
  return Math.floor(Math.random() * FATIAS);
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

interface Quantos {
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
