import type { Statements } from '../../platform/database/statements/statements.ts';

/** The highest id of a product that was ever bought, as far as is known here; null for none. */
export async function highestProduto(statements: Statements): Promise<string | null> {
  const [row] = await statements.read<{ id: string | null }>(
    `SELECT MAX(id) AS id FROM (SELECT MAX(id_produto) AS id FROM inventario
                      UNION ALL SELECT MAX(id_produto) FROM produto_contagem) conhecidos`,
    [],
  );
  return row?.id ?? null;
}
