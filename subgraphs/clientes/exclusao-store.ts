import type { Database } from '../../platform/database/database.ts';
import type { Statements } from '../../platform/database/statements.ts';
import type { Transaction } from '../../platform/database/transaction.ts';

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
  /** @param statements a transaction that asks; by its own connection, because it must not wait for another one */
  find(id: string, statements?: Statements): Promise<Exclusao | null>;
  /** Remembers, in the transaction that erases the customer, which event tells the other domains. */
  insert(transaction: Transaction, id: string, eventSeq: string): Promise<void>;
}

/** The store of erasures on the customers' schema. */
export function exclusaoStore(database: Database): ExclusaoStore {
  return {
    async find(id, statements = database) {
      const rows = await statements.read<{ solicitadaEm: Date; destino: string | null }>(
        `SELECT x.solicitada_em AS solicitadaEm, e.destino
           FROM exclusao x LEFT JOIN outbox_entrega e ON e.seq = x.seq_evento AND e.estado <> 'ENTREGUE'
          WHERE x.id_cliente = ? ORDER BY e.destino`,
        [id],
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
  };
}
