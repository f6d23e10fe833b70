import { deleteInSteps } from '../database/housekeeping/delete-in-steps.ts';
import type { Migration } from '../database/migrations/migrations.ts';
import type { PlatformTable } from '../database/migrations/platform-table.ts';
import { bulkInsert } from '../database/statements/bulk-insert.ts';
import { keyBatches, padWithLast, perSize, placeholders } from '../database/statements/sql-text.ts';
import type { Statements } from '../database/statements/statements.ts';
import type { Transaction } from '../database/transactions/transaction.ts';

const createReferencia: Migration = {
  async up({ alter }) {
    await alter(`
      CREATE TABLE referencia (
        tipo VARCHAR(60) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
        id BIGINT UNSIGNED NOT NULL,
        apagado_em DATETIME(3) NULL,
        PRIMARY KEY (tipo, id)
      ) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`);
  },
};

/**
 * Each use changes the row: on several nodes that take writes a lock is seen by no other node, and what tells them that
 * two transactions cannot both commit is that both have changed one row.
 */
const countUses: Migration = {
  async up({ alter }) {
    await alter('ALTER TABLE referencia ADD COLUMN usos BIGINT UNSIGNED NOT NULL DEFAULT 0');
  },
};

/** By when they were made: `forgetGone` finds old tombstones by it. */
const indexGone: Migration = {
  async up({ alter }) {
    await alter('ALTER TABLE referencia ADD KEY referencia_apagadas (apagado_em)');
  },
};

/** Longer than any dump is kept that somebody might restore, and any request that is on its way. */
const TOMBSTONES_KEPT_DAYS = 1_826;

/**
 * Removes tombstones of five years ago. Until then they are what tells, after a restore of the owner's schema from an
 * older dump, who has been erased since. Rows of those that are alive stay: there are no more than of them.
 */
async function forgetGone(statements: Statements, stopping?: AbortSignal): Promise<void> {
  await deleteInSteps(
    statements,
    `DELETE FROM referencia WHERE apagado_em < NOW(3) - INTERVAL ${TOMBSTONES_KEPT_DAYS} DAY`,
    stopping,
  );
}

/**
 * A row for each entity of another domain that something here belongs to. Whoever writes something that belongs to it
 * locks the row first, and so does whoever learns that it is gone: the two cannot pass each other. The row of one that
 * is gone stays as a tombstone, so that nothing late brings anything of it back. It holds no data but the id.
 */
export const referencia: PlatformTable = {
  name: 'referencia',
  migrations: {
    'referencia-0001-create': createReferencia,
    'referencia-0002-count-uses': countUses,
    'referencia-0003-index-gone': indexGone,
  },
  forgetOld: forgetGone,
};

/**
 * Locks a reference until the transaction ends, and tells whether it may still be used. Of two transactions that hold
 * it on different nodes one is refused when it commits, and run again.
 */
export async function lockReference(
  transaction: Transaction,
  tipo: string,
  id: string,
): Promise<'alive' | 'gone'> {
  const { affectedRows, insertId } = await transaction.write(USE, [tipo, id]);
  // The row has just been made.
  if (affectedRows === 1) return 'alive';
  if (insertId === ALIVE) return 'alive';
  if (insertId === GONE) return 'gone';
  // Whoever was erased would pass for alive.
  throw new Error(
    'the server, or what lies before it, does not give back what LAST_INSERT_ID was called with',
  );
}

/** As LAST_INSERT_ID gives them back; no answer is 0, and so none of them is. */
const ALIVE = '1';
const GONE = '2';

/** The server gives back what LAST_INSERT_ID was called with, so that no second statement has to read a row that was there. */
const USE = `INSERT INTO referencia (tipo, id, usos) VALUES (?, ?, 1) ON DUPLICATE KEY UPDATE usos = usos + IF(LAST_INSERT_ID(IF(apagado_em IS NULL, ${ALIVE}, ${GONE})), 1, 1)`;

/** Locks many references of one type, at least one, which are given in one order everywhere. Gives those that may not be used any more. */
export async function lockReferences(
  transaction: Transaction,
  tipo: string,
  ids: readonly string[],
): Promise<Set<string>> {
  const gone = new Set<string>();
  for (const batch of keyBatches(ids)) {
    await bulkInsert(
      transaction,
      'referencia',
      batch.map((id) => ({ tipo, id, usos: 1 })),
      { adding: ['usos'] },
    );
    const keys = padWithLast(batch);
    const rows = await transaction.read<{ id: string }>(SELECT_GONE(keys.length), [tipo, ...keys]);
    for (const { id } of rows) gone.add(id);
  }
  return gone;
}

const SELECT_GONE = perSize(
  (size) =>
    `SELECT id FROM referencia WHERE tipo = ? AND id IN (${placeholders(size)}) AND apagado_em IS NOT NULL FOR UPDATE`,
);

/** Leaves a tombstone: from now on the reference is gone. */
export async function markGone(transaction: Transaction, tipo: string, id: string): Promise<void> {
  await lockReference(transaction, tipo, id);
  await transaction.write(
    'UPDATE referencia SET apagado_em = COALESCE(apagado_em, NOW(3)) WHERE tipo = ? AND id = ?',
    [tipo, id],
  );
}
