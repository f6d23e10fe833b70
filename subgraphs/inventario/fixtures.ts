import type { Database } from '../../platform/database/database.ts';
import { bulkInsert } from '../../platform/database/statements/bulk-insert.ts';
import { toSqlInstant } from '../../platform/database/statements/sql-values.ts';
import type { Transaction } from '../../platform/database/transactions/transaction.ts';
import type { InventarioComCategoria } from './inventario-store.ts';
import { changesOf, decimalOf, type SummedAquisicao } from './somas/soma.ts';

/** A purchase to insert; what is left out is filled in. The total is the server's to compute. */
export type InventarioFixture = Partial<Omit<InventarioComCategoria, 'total'>> &
  Pick<InventarioComCategoria, 'id' | 'clienteId' | 'produtoId'>;

const CATEGORIA = 'Cozinha';
const ACQUIRED = new Date('2026-02-01T12:00:00.000Z');

/** Inserts and counts purchases as they are, past every rule but those of the database. */
export async function insertInventario(
  database: Database,
  fixtures: readonly InventarioFixture[],
): Promise<void> {
  const rows = fixtures.map((fixture) => {
    const adquiridoEm = toSqlInstant(fixture.adquiridoEm ?? ACQUIRED);
    return {
      id: fixture.id,
      id_cliente: fixture.clienteId,
      id_produto: fixture.produtoId,
      categoria: fixture.categoria ?? CATEGORIA,
      quantidade: fixture.quantidade ?? 1,
      preco_unitario: fixture.precoUnitario ?? '10.00',
      adquirido_em: adquiridoEm,
      criado_em: adquiridoEm,
      atualizado_em: adquiridoEm,
      versao: fixture.versao ?? 1,
    };
  });
  const quantos = new Map<string, number>();
  for (const { produtoId } of fixtures) quantos.set(produtoId, (quantos.get(produtoId) ?? 0) + 1);
  await database.transaction(async (transaction) => {
    await bulkInsert(transaction, 'inventario', rows);
    await addToContagem(transaction, quantos);
    await addToSomas(transaction, { come: fixtures.map(aquisicaoOf) });
  });
}

/** Removes every purchase. */
export async function clearInventario(database: Database): Promise<void> {
  await database.write('TRUNCATE TABLE inventario', []);
  await database.write('TRUNCATE TABLE produto_contagem', []);
  await database.write('TRUNCATE TABLE aquisicao_soma', []);
}

/** Removes every purchase with a higher id. */
export async function removeInventarioAfter(database: Database, id: number): Promise<void> {
  await database.transaction(async (transaction) => {
    const removed = await transaction.read<{ produtoId: string; quantos: string }>(
      'SELECT id_produto AS produtoId, COUNT(*) AS quantos FROM inventario WHERE id > ? GROUP BY id_produto',
      [id],
    );
    const go = await transaction.read<SummedAquisicao>(
      'SELECT id_produto AS produtoId, categoria, quantidade, preco_unitario AS precoUnitario, adquirido_em AS adquiridoEm FROM inventario WHERE id > ?',
      [id],
    );
    await transaction.write('DELETE FROM inventario WHERE id > ?', [id]);
    await addToContagem(
      transaction,
      new Map(removed.map(({ produtoId, quantos }) => [produtoId, -Number(quantos)])),
    );
    await addToSomas(transaction, { go });
  });
}

async function addToContagem(transaction: Transaction, quantos: ReadonlyMap<string, number>): Promise<void> {
  await bulkInsert(
    transaction,
    'produto_contagem',
    [...quantos].map(([produtoId, number]) => ({ id_produto: produtoId, fatia: 0, quantos: number })),
    { adding: ['quantos'] },
  );
}

function aquisicaoOf({
  produtoId,
  categoria,
  quantidade,
  precoUnitario,
  adquiridoEm,
}: InventarioFixture): SummedAquisicao {
  return {
    produtoId,
    categoria: categoria ?? CATEGORIA,
    quantidade: quantidade ?? 1,
    precoUnitario: precoUnitario ?? '10.00',
    adquiridoEm: adquiridoEm ?? ACQUIRED,
  };
}

async function addToSomas(
  transaction: Transaction,
  { come = [], go = [] }: { come?: readonly SummedAquisicao[]; go?: readonly SummedAquisicao[] },
): Promise<void> {
  await bulkInsert(
    transaction,
    'aquisicao_soma',
    changesOf(come, go).map((change) => ({
      nivel: change.nivel,
      inicio: change.inicio,
      categoria: change.categoria,
      id_produto: change.produtoId,
      fatia: 0,
      aquisicoes: String(change.aquisicoes),
      unidades: String(change.quantidade),
      total: decimalOf(change.centavos),
    })),
    { adding: ['aquisicoes', 'unidades', 'total'] },
  );
}
