import type { Database } from '../../platform/database/database.ts';
import { bulkInsert } from '../../platform/database/statements/bulk-insert.ts';
import { toSqlInstant } from '../../platform/database/statements/sql-values.ts';
import type { Produto } from './produto-store.ts';

/** A product to insert; what is left out is filled in, valid and different for each id. */
export type ProdutoFixture = Partial<Produto> & { id: string };

const REGISTERED = new Date('2026-01-01T12:00:00.000Z');

/** Inserts products as they are, past every rule but those of the database. */
export async function insertProdutos(
  database: Database,
  fixtures: readonly ProdutoFixture[],
): Promise<Produto[]> {
  const produtos = fixtures.map(completeProduto);
  await bulkInsert(
    database,
    'catalogo',
    produtos.map((produto) => ({
      id: produto.id,
      sku: produto.sku,
      nome: produto.nome,
      descricao: produto.descricao,
      categoria: produto.categoria,
      preco: produto.preco,
      ativo: produto.ativo ? 1 : 0,
      criado_em: toSqlInstant(produto.criadoEm),
      atualizado_em: toSqlInstant(produto.atualizadoEm),
      versao: produto.versao,
    })),
  );
  return produtos;
}

/** Removes every product. */
export async function clearProdutos(database: Database): Promise<void> {
  await database.write('TRUNCATE TABLE catalogo', []);
}

function completeProduto(fixture: ProdutoFixture): Produto {
  const criadoEm = fixture.criadoEm ?? REGISTERED;
  return {
    sku: `SKU-${fixture.id.padStart(6, '0')}`,
    nome: `Produto ${fixture.id}`,
    descricao: null,
    categoria: 'Geral',
    preco: '10.00',
    ativo: true,
    atualizadoEm: criadoEm,
    versao: 1,
    ...fixture,
    criadoEm,
  };
}
