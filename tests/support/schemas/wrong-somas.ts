import type { Database } from '../../../platform/database/database.ts';

/** A sum of purchases that is not what its purchases come to. */
export interface WrongSoma {
  nivel: number;
  inicio: string;
  categoria: string;
  produtoId: string;
  /** By how much it is too high. */
  aquisicoes: string;
  quantidade: string;
  total: string;
}

const DAY = new Intl.DateTimeFormat('sv-SE', { timeZone: 'America/Sao_Paulo' });

/** Every sum that is wrong, found by adding up every purchase; `inventario` is the database of that domain. */
export async function findWrongSomas(inventario: Database): Promise<WrongSoma[]> {
  // One snapshot for both.
  const rows = await inventario.read<{
    nivel: string;
    inicio: string | null;
    adquiridoEm: string | null;
    categoria: string;
    produtoId: string;
    aquisicoes: string;
    quantidade: string;
    total: string;
  }>(
    `SELECT nivel, inicio, NULL AS adquiridoEm, categoria, id_produto AS produtoId, aquisicoes, unidades AS quantidade, total FROM aquisicao_soma
     UNION ALL
     SELECT 0, NULL, CAST(adquirido_em AS CHAR), categoria, id_produto, -1, -CAST(quantidade AS SIGNED), -(quantidade * preco_unitario) FROM inventario`,
    [],
  );
  const sums = new Map<string, [bigint, bigint, bigint]>();
  for (const { nivel, inicio, adquiridoEm, categoria, produtoId, ...numbers } of rows) {
    for (const key of keysOf({ nivel: Number(nivel), inicio, adquiridoEm, produtoId })) {
      const name = JSON.stringify([...key, categoria]);
      const [aquisicoes, quantidade, cents] = sums.get(name) ?? [0n, 0n, 0n];
      sums.set(name, [
        aquisicoes + BigInt(numbers.aquisicoes),
        quantidade + BigInt(numbers.quantidade),
        cents + BigInt(numbers.total.replace('.', '')),
      ]);
    }
  }
  return [...sums]
    .filter(([, numbers]) => numbers.some((number) => number !== 0n))
    .map(([name, [aquisicoes, quantidade, cents]]) => {
      // As it was put together above.
      const [nivel, inicio, produtoId, categoria] = JSON.parse(name) as [number, string, string, string];
      return {
        nivel,
        inicio,
        categoria,
        produtoId,
        aquisicoes: String(aquisicoes),
        quantidade: String(quantidade),
        total: (Number(cents) / 100).toFixed(2),
      };
    });
}

function keysOf(row: {
  nivel: number;
  inicio: string | null;
  adquiridoEm: string | null;
  produtoId: string;
}): [number, string, string][] {
  if (row.adquiridoEm === null) return [[row.nivel, row.inicio ?? '', String(row.produtoId)]];
  const day = DAY.format(new Date(`${row.adquiridoEm.replace(' ', 'T')}Z`));
  return [
    [1, day, '0'],
    [2, `${day.slice(0, 7)}-01`, String(row.produtoId)],
    [3, day, String(row.produtoId)],
  ];
}
