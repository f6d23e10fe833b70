import type { Database } from '../../platform/database/database.ts';
import { deleteInSteps } from '../../platform/database/housekeeping/delete-in-steps.ts';
import type { Statements } from '../../platform/database/statements/statements.ts';
import type { Transaction } from '../../platform/database/transactions/transaction.ts';
import type { Deadline } from '../../platform/process/deadlines/deadline.ts';

/** The erasure of a customer. */
export interface Exclusao {
  /** The id that the customer had. */
  id: string;
  solicitadaEm: Date;
  /** Domains that have not confirmed it. */
  dominiosPendentes: string[];
}

/** All SQL on `exclusao`. */
export interface ExclusaoStore {
  /**
   * @param by `statements`: a transaction that asks, by its own connection, because it must not wait for another one;
   *   `deadline`: of the request that asks
   */
  find(id: string, by?: { statements?: Statements; deadline?: Deadline | null }): Promise<Exclusao | null>;
  /** Remembers, in the transaction that erases the customer, which event tells the other domains. */
  insert(transaction: Transaction, id: string, eventSeq: string): Promise<void>;
  /** Removes erasures of five years ago that every domain has confirmed; `stopping` ends it between two steps. */
  forgetOld(stopping?: AbortSignal): Promise<void>;
}

/** As long as a domain keeps the tombstone of an erased customer. */
const KEPT_DAYS = 1_826;

/** The store of erasures on the customers' schema. */
export function exclusaoStore(database: Database): ExclusaoStore {
  return {
    async find(id, { statements = database, deadline = null } = {}) {
      const rows = await statements.read<{ solicitadaEm: Date; destino: string | null }>(
        `SELECT x.solicitada_em AS solicitadaEm, e.destino
           FROM exclusao x LEFT JOIN outbox_entrega e ON e.seq = x.seq_evento AND e.estado <> 'ENTREGUE'
          WHERE x.id_cliente = ? ORDER BY e.destino`,
        [id],
        { deadline },
      );
      const [first] = rows;
      if (!first) return null;
      const dominiosPendentes = rows.flatMap(({ destino }) => (destino === null ? [] : [destino]));
      return { id, solicitadaEm: first.solicitadaEm, dominiosPendentes };
    },

    async insert(transaction, id, eventSeq) {
      await transaction.write(
        'INSERT INTO exclusao (id_cliente, seq_evento, solicitada_em) VALUES (?, ?, NOW(3))',
        [id, eventSeq],
      );
    },

    async forgetOld(stopping) {
      await deleteInSteps(
        database,
        `DELETE FROM exclusao WHERE solicitada_em < NOW(3) - INTERVAL ${KEPT_DAYS} DAY
            AND NOT EXISTS (SELECT 1 FROM outbox_entrega e WHERE e.seq = exclusao.seq_evento AND e.estado <> 'ENTREGUE')`,
        stopping,
      );
    },
  };
}

const READ_AT_ONCE = 10_000;

/**
 * The ids of all customers whose erasure is remembered.
 *
 * @param confirmedBy leaves out those whose event still waits for this destination
 */
export async function* erasedClientes(
  statements: Statements,
  confirmedBy: string | null = null,
): AsyncGenerator<string> {
  const isConfirmed =
    confirmedBy === null
      ? ''
      : "AND NOT EXISTS (SELECT 1 FROM outbox_entrega e WHERE e.seq = exclusao.seq_evento AND e.destino = ? AND e.estado <> 'ENTREGUE')";
  for (let after = '0'; ; ) {
    const rows = await statements.read<{ id: string }>(
      `SELECT id_cliente AS id FROM exclusao WHERE id_cliente > ? ${isConfirmed} ORDER BY id_cliente LIMIT ${READ_AT_ONCE}`,
      confirmedBy === null ? [after] : [after, confirmedBy],
    );
    for (const { id } of rows) yield id;
    const last = rows.at(-1);
    if (!last || rows.length < READ_AT_ONCE) return;
    after = last.id;
  }
}
