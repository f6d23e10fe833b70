import type { Database } from '../../../platform/database/database.ts';
import { JoinedReads } from '../../../platform/database/reads/joined-reads.ts';
import type { ReadBounds } from '../../../platform/database/statements/reading-request.ts';
import { padWithLast, perSize, placeholders } from '../../../platform/database/statements/sql-text.ts';
import type { Transaction } from '../../../platform/database/transactions/transaction.ts';

/**
 * The number of purchases of each product, `produto_contagem`, as it is read and written; contagem-recount.ts puts it right.
 * Every transaction that records or deletes a purchase changes that product's number too. The number is a sum of slices, and
 * each change takes one at random, so that purchases of a popular product seldom wait for each other.
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
}

/** How many changes of one product's number can be under way at once. */
const FATIAS = 8;

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
  };
}

function anySlice(): number {
  return Math.floor(Math.random() * FATIAS);
}
