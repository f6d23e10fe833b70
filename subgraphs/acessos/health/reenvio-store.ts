import type { Database } from '../../../platform/database/database.ts';
import { deleteInSteps } from '../../../platform/database/housekeeping/delete-in-steps.ts';
import type { ReadBounds } from '../../../platform/database/statements/reading-request.ts';
import { placeholders } from '../../../platform/database/statements/sql-text.ts';
import type { Statements } from '../../../platform/database/statements/statements.ts';
import type { Transaction } from '../../../platform/database/transactions/transaction.ts';
import type { ReplayOrder, ReplayResult } from '../../../platform/events/inspection/router-status.ts';
import type { EstadoDeReenvio } from '../schema.types.ts';

/** That dead events of a domain are to be tried again. */
export interface NovoReenvio {
  dominio: string;
  /** Null for all dead ones. */
  evento: string | null;
}

/** A row of `reenvio`, with what has become of it. */
export interface Reenvio extends NovoReenvio {
  id: string;
  usuario: string;
  pedidoEm: Date;
  estado: EstadoDeReenvio;
  entregas: number | null;
  concluidoEm: Date | null;
}

/** All SQL on `reenvio`. */
export interface ReenvioStore {
  insert(transaction: Transaction, reenvio: NovoReenvio, usuario: string): Promise<string>;
  find(statements: Statements, id: string): Promise<Reenvio | null>;
  /** The last 50, the newest first. */
  findLast(bounds?: ReadBounds): Promise<Reenvio[]>;
  /** Gives a router what is to be done at these domains and that no other router has at the moment. */
  takeOrders(dominios: readonly string[]): Promise<ReplayOrder[]>;
  finish(result: ReplayResult): Promise<void>;
  forgetOld(stopping?: AbortSignal): Promise<void>;
}

/** After that no router is given it: who asked has gone on, and may ask again. */
const GIVEN_FOR_SECONDS = 60;
/** Longer than a router takes for it; then another one gets it. */
const TAKEN_FOR_SECONDS = 15;
const TAKEN_AT_ONCE = 20;
const SHOWN = 50;

const COLUMNS = `id, dominio, evento, usuario, pedido_em AS pedidoEm, entregas, concluido_em AS concluidoEm,
  CASE WHEN estado = 'PEDIDO' AND pedido_em < NOW(3) - INTERVAL ${GIVEN_FOR_SECONDS} SECOND
       THEN 'SEM_RESPOSTA' ELSE estado END AS estado`;

/** The store of what is tried again, on its schema. */
export function reenvioStore(database: Database, keptDays: number): ReenvioStore {
  return {
    async insert(transaction, { dominio, evento }, usuario) {
      const { insertId } = await transaction.write(
        'INSERT INTO reenvio (dominio, evento, usuario, pedido_em) VALUES (?, ?, ?, NOW(3))',
        [dominio, evento, usuario],
      );
      return insertId;
    },

    async find(statements, id) {
      const [row] = await statements.read<Reenvio>(`SELECT ${COLUMNS} FROM reenvio WHERE id = ?`, [id]);
      return row ?? null;
    },

    async findLast(bounds) {
      return await database.read<Reenvio>(
        `SELECT ${COLUMNS} FROM reenvio ORDER BY id DESC LIMIT ${SHOWN}`,
        [],
        bounds,
      );
    },

    async takeOrders(dominios) {
      if (dominios.length === 0) return [];
      const waiting = await database.read<ReplayOrder>(
        `SELECT id, dominio AS subgraph, evento AS seq FROM reenvio
          WHERE estado = 'PEDIDO' AND pedido_em >= NOW(3) - INTERVAL ${GIVEN_FOR_SECONDS} SECOND
            AND (entregue_ate IS NULL OR entregue_ate < NOW(3)) AND dominio IN (${placeholders(dominios.length)})
          ORDER BY id LIMIT ${TAKEN_AT_ONCE}`,
        dominios,
      );
      const taken: ReplayOrder[] = [];
      for (const order of waiting) {
        const { affectedRows } = await database.write(
          `UPDATE reenvio SET entregue_ate = NOW(3) + INTERVAL ${TAKEN_FOR_SECONDS} SECOND
            WHERE id = ? AND estado = 'PEDIDO' AND (entregue_ate IS NULL OR entregue_ate < NOW(3))`,
          [order.id],
        );
        if (affectedRows === 1) taken.push(order);
      }
      return taken;
    },

    async finish({ id, replayed }) {
      // What has failed may have been done by another router meanwhile.
      await database.write(
        "UPDATE reenvio SET estado = ?, entregas = ?, concluido_em = NOW(3) WHERE id = ? AND estado <> 'FEITO'",
        [replayed === null ? 'FALHOU' : 'FEITO', replayed, id],
      );
    },

    async forgetOld(stopping) {
      await deleteInSteps(
        database,
        `DELETE FROM reenvio WHERE pedido_em < NOW(3) - INTERVAL ${keptDays} DAY`,
        stopping,
      );
    },
  };
}
