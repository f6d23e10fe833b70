import { bulkInsert } from '../../platform/bulk-insert.ts';
import type { Database } from '../../platform/database.ts';
import { toSqlInstant } from '../../platform/sql-values.ts';
import type { Inventario } from './inventario-store.ts';

/** A purchase to insert; what is left out is filled in. The total is the server's to compute. */
export type InventarioFixture = Partial<Omit<Inventario, 'total'>> &
  Pick<Inventario, 'id' | 'clienteId' | 'produtoId'>;

const COLUMNS = [
  'id',
  'id_cliente',
  'id_produto',
  'quantidade',
  'preco_unitario',
  'adquirido_em',
  'criado_em',
  'atualizado_em',
  'versao',
];
const ACQUIRED = new Date('2026-02-01T12:00:00.000Z');

/** Inserts purchases as they are, past every rule but those of the database. */
export async function insertInventario(
  database: Database,
  fixtures: readonly InventarioFixture[],
): Promise<void> {
  await bulkInsert(
    database,
    'inventario',
    COLUMNS,
    fixtures.map((fixture) => {
      const adquiridoEm = toSqlInstant(fixture.adquiridoEm ?? ACQUIRED);
      return [
        fixture.id,
        fixture.clienteId,
        fixture.produtoId,
        fixture.quantidade ?? 1,
        fixture.precoUnitario ?? '10.00',
        adquiridoEm,
        adquiridoEm,
        adquiridoEm,
        fixture.versao ?? 1,
      ];
    }),
  );
}

/** Removes every purchase. */
export async function clearInventario(database: Database): Promise<void> {
  await database.write('TRUNCATE TABLE inventario', []);
}
