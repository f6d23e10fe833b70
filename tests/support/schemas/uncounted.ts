import type { Database } from '../../../platform/database/database.ts';

/** A product whose number of purchases is not that of its purchases. */
export interface Uncounted {
  produtoId: string;
  aquisicoes: string;
  contadas: string;
}

/** Every product that is counted wrongly; `inventario` is the database of that domain. */
export async function findUncounted(inventario: Database): Promise<Uncounted[]> {
  return await inventario.read<Uncounted>(
    `SELECT id_produto AS produtoId, SUM(aquisicao) AS aquisicoes, SUM(contada) AS contadas FROM (
       SELECT id_produto, 1 AS aquisicao, 0 AS contada FROM inventario
       UNION ALL
       SELECT id_produto, 0, quantos FROM produto_contagem
     ) AS ambos GROUP BY id_produto HAVING SUM(aquisicao) <> SUM(contada)`,
    [],
  );
}
